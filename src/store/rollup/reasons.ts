/** Why a status moved between two rollups: by what was entered about her, or by the rules. */
import { masteryOf } from '../../core/mastery/judge.js';
import type { Id, Showing, Status } from '../../core/model.js';
import type { Standards } from '../../core/standards.js';
import type { Gradebook } from '../open.js';
import { loadStandards } from '../standards.js';
import type { Because, Rollup } from './report.js';

/** Why the status of a competency went `from` one `to` another. */
export type Reason = (competency: Id, from: Status, to: Status) => Because;

/**
 * The reasons since the rollup `before`, student by student. Where her ledger has not moved it is the
 * rules. Where both have, what she has shown by now is judged by the rules of then: if that is where
 * she stood, only the rules have moved her; if it is where she stands, only what was entered.
 */
export function reasons(
  book: Gradebook,
  before: Rollup | null,
): (student: Id, showing: () => Showing) => Reason {
  if (before === null) return () => () => 'entered';
  const touched = book.db.prepare('SELECT 1 FROM touched WHERE student = ?').pluck();
  const then = rulesOf(book, before);
  return (student, showing) => {
    if (touched.get(student) === undefined) return () => 'policy';
    return (competency, from, to) => {
      const standards = then();
      if (standards === null) return 'entered';
      const status = statusUnder(standards, showing(), competency) ?? to;
      if (status === from) return 'policy';
      return status === to ? 'entered' : 'both';
    };
  };
}

/** The rules of a rollup, read when first asked for; null: an older pl has not kept which they were. */
function rulesOf(book: Gradebook, { horizon, day }: Rollup): () => Standards | null {
  let standards: Standards | null = null;
  return () => {
    if (horizon === 0) return null;
    standards ??= loadStandards(book, { horizon, asOf: day, knownOn: null });
    return standards;
  };
}

/** Null: there was no such competency, and she has shown something on it since. */
function statusUnder(standards: Standards, showing: Showing, id: Id): Status | null {
  const competency = standards.competencies.get(id);
  if (competency !== undefined) return masteryOf(standards, showing, competency).status;
  const { pieces, overrides, excuses } = showing;
  return pieces.has(id) || overrides.has(id) || excuses.has(id) ? null : 'not_assessed';
}
