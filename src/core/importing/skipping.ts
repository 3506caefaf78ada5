/** Planning with the bad rows left out, for those who ask for it. */
import type { Problem } from '../errors.js';

interface Planned {
  readonly problems: readonly Problem[];
}

/**
 * Plans, and where `skipBad` is asked for plans again without the rows that have errors, until what
 * is left has none (a row may rest on one that was left out). `left` counts the rows left out.
 */
export function planned<R extends { readonly line: number }, P extends Planned>(
  records: readonly R[],
  skipBad: boolean,
  plan: (records: readonly R[], partial: boolean) => P,
): { readonly plan: P; readonly problems: readonly Problem[]; readonly left: number } {
  const first = plan(records, false);
  if (!skipBad || !first.problems.some(isError)) {
    return { plan: first, problems: first.problems, left: 0 };
  }
  let [current, kept] = [first, records];
  const problems: Problem[] = [];
  while (current.problems.some(isError)) {
    const errors = current.problems.filter(isError);
    for (const error of errors) problems.push(error);
    const bad = new Set(errors.map(({ line }) => line));
    const rest = kept.filter(({ line }) => !bad.has(line));
    if (rest.length === kept.length) break;
    kept = rest;
    current = plan(kept, true);
  }
  for (const problem of current.problems) if (!isError(problem)) problems.push(problem);
  problems.sort((a, b) => a.line - b.line);
  return { plan: current, problems, left: rows(records) - rows(kept) };
}

/** A row may give several records. */
function rows(records: readonly { readonly line: number }[]): number {
  return new Set(records.map(({ line }) => line)).size;
}

export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}
