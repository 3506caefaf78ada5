/** Planning with the bad rows left out, for those who ask for it. */
import type { Problem } from '../errors.js';

interface Planned {
  readonly problems: readonly Problem[];
}

/**
 * `plan` is of the rows without errors, so that its counts are true of a report that refuses as well;
 * `left` counts the rows left out, none unless that was asked for.
 */
export interface Skipped<P> {
  readonly plan: P;
  readonly problems: readonly Problem[];
  readonly left: number;
}

/** The rows of one file, planned by `plannedBut`. */
export function planned<R extends { readonly line: number }, P extends Planned>(
  records: readonly R[],
  skipBad: boolean,
  plan: (records: readonly R[], partial: boolean) => P,
): Skipped<P> {
  const result = plannedBut(records, skipBad, plan, (kept, errors) => {
    const bad = new Set(errors.map(({ line }) => line));
    const rest = kept.filter(({ line }) => !bad.has(line));
    return { rest, left: rows(kept) - rows(rest) };
  });
  return { ...result, problems: [...result.problems].sort((a, b) => a.line - b.line) };
}

/**
 * Plans, and plans again without what has errors, until what is left has none (a row may rest on one
 * that was left out). Unless `skipBad` is asked for, all the problems of the whole stay.
 */
export function plannedBut<T, P extends Planned>(
  all: T,
  skipBad: boolean,
  plan: (kept: T, partial: boolean) => P,
  without: (kept: T, errors: readonly Problem[]) => { readonly rest: T; readonly left: number },
): Skipped<P> {
  const first = plan(all, false);
  if (!first.problems.some(isError)) return { plan: first, problems: first.problems, left: 0 };
  let [current, kept, left] = [first, all, 0];
  const problems: Problem[] = [];
  while (current.problems.some(isError)) {
    const errors = current.problems.filter(isError);
    for (const error of errors) problems.push(error);
    const fewer = without(kept, errors);
    if (fewer.left === 0) break;
    left += fewer.left;
    kept = fewer.rest;
    current = plan(kept, true);
  }
  for (const problem of current.problems) if (!isError(problem)) problems.push(problem);
  if (!skipBad) return { plan: current, problems: first.problems, left: 0 };
  return { plan: current, problems, left };
}

/** A row may give several records. */
function rows(records: readonly { readonly line: number }[]): number {
  return new Set(records.map(({ line }) => line)).size;
}

export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}
