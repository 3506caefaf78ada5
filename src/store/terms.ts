/** Reading and writing terms, and what is taught in them. */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import type { TaughtLists, Term } from '../core/terms.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/** By their first day (those without one last), the longer first, then by code. */
export function loadTerms(book: Gradebook, view: View = NOW): Term[] {
  return book.db
    .prepare(
      `SELECT id, code, name, starts_on AS startsOn, ends_on AS endsOn, kind, parent
       FROM terms t WHERE ${holds('t')}
       ORDER BY starts_on IS NULL, starts_on, ends_on DESC, code, id`,
    )
    .all(bound(view)) as Term[];
}

/** What is listed for each term that has a list of its own. */
export function loadTaught(book: Gradebook, view: View = NOW): TaughtLists {
  const rows = book.db
    .prepare(`SELECT term, competency FROM taught t WHERE ${holds('t')} ORDER BY term, competency`)
    .all(bound(view)) as { readonly term: Id; readonly competency: Id }[];
  const byTerm = groupBy(rows, ({ term }) => term);
  return new Map(
    [...byTerm].map(([term, own]) => [term, new Set(own.map(({ competency }) => competency))]),
  );
}

/** Says the facts of a term, ending what was said before. */
export function putTerm(writer: Writer, term: Term): void {
  const { id, code, name, startsOn, endsOn, kind, parent } = term;
  writer.end('terms', { id });
  writer.make('terms', { id, code, name, starts_on: startsOn, ends_on: endsOn, kind, parent });
}

/** Makes the list of a term equal to this one; what is on it already stays as it is. */
export function putTaught(
  writer: Writer,
  term: Id,
  before: ReadonlySet<Id>,
  now: ReadonlySet<Id>,
): void {
  for (const competency of before)
    if (!now.has(competency)) writer.end('taught', { term, competency });
  for (const competency of now)
    if (!before.has(competency)) writer.make('taught', { term, competency });
}
