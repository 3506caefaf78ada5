/** Which state of the ledger is looked at: all of it, or as it had been entered by some day. */
import type { Day, Id } from '../core/model.js';
import type { Term } from '../core/terms.js';
import type { Gradebook } from './open.js';

/** `horizon`: the last entry that is known. `asOf`: the last day that has happened; null: no bound. */
export interface View {
  readonly horizon: Id;
  readonly asOf: Day | null;
  readonly knownOn: Day | null;
  /** The term that the page is about; absent: none was asked for. */
  readonly term?: SeenTerm;
}

/** A term with what is taught in it. */
export interface SeenTerm {
  readonly term: Term;
  /** Competencies, and the headings of which all is taught; null: everything is. */
  readonly taught: ReadonlySet<Id> | null;
}

/** The condition under which a fact of a table holds; binds `@horizon`. */
export function holds(alias: string): string {
  return `${alias}.made <= @horizon AND (${alias}.ended IS NULL OR ${alias}.ended > @horizon)`;
}

/** The last day that any fact can carry, for queries without a bound. */
export const NO_BOUND: Day = '9999-12-31';

export const NOW: View = { horizon: Number.MAX_SAFE_INTEGER, asOf: null, knownOn: null };

/** Rows as they had been entered by the end of `knownOn`, and what had happened by `asOf`. */
export function viewOn(book: Gradebook, asOf: Day | null, knownOn: Day | null): View {
  if (knownOn === null) return { ...NOW, asOf };
  const { horizon } = book.db
    .prepare('SELECT coalesce(max(id), 0) AS horizon FROM entries WHERE day <= ?')
    .get(knownOn) as { horizon: number };
  return { horizon, asOf, knownOn };
}

/** The day that a view is about: under `--known-on` alone it must not move with the calendar. */
export function dayOfView(book: Gradebook, view: View): Day {
  return view.asOf ?? view.knownOn ?? book.today;
}

/** The parameters that a query of a view binds. */
export function bound(view: View): { horizon: Id; asOf: Day } {
  return { horizon: view.horizon, asOf: view.asOf ?? NO_BOUND };
}
