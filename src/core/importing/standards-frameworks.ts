/** Which frameworks a standards file is about. */
import { codeIndex } from '../matching/competencies.js';
import type { Standards } from '../standards.js';
import type { Counts, StandardsRecord } from './records.js';

export interface FrameworksPlan {
  readonly counts: Counts;
  /** Names of new frameworks, as they are first written. */
  readonly added: readonly string[];
}

/** The frameworks that rows name; those that name none are of the one `otherwise`. */
export function planFrameworks(
  records: readonly StandardsRecord[],
  standards: Standards,
  otherwise: string,
): FrameworksPlan {
  const known = new Set([...standards.frameworks.values()].map(({ name }) => name.toLowerCase()));
  const named = new Map<string, string>();
  for (const record of records) {
    const name = record.framework || otherwise;
    if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), name);
  }
  const added = [...named].filter(([key]) => !known.has(key)).map(([, name]) => name);
  return { counts: { add: added.length, update: 0, unchanged: named.size - added.length }, added };
}

/**
 * The framework of a file that names none: the one that already holds these codes, else null; `many`
 * when several do.
 */
export function frameworkOfCodes(
  standards: Standards,
  codes: readonly string[],
): string | null | 'many' {
  const find = codeIndex(standards);
  const holding = new Set(
    codes.flatMap((code) => find(code, null).map((one) => standards.frameworkName(one))),
  );
  if (holding.size > 1) return 'many';
  return [...holding][0] ?? null;
}
