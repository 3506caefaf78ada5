/** What is wrong with a text table as such, before anybody asks what its columns mean. */
import type { Problem } from '../core/errors.js';

/** A fault in the grammar of a file; `line` is physical and 1-based. */
export interface Fault {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The fault as an error of that file; `field` is the header as written, where one is to blame. */
export function faultProblem(file: string, fault: Fault, field: string | null = null): Problem {
  return { file, field, severity: 'error', ...fault };
}
