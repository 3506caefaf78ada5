/** What a report card said beside what it would say today, and why they differ. */
import { type Mastery, masteryOf } from '../mastery/judge.js';
import type { Competency, Day, Id, Piece, Showing } from '../model.js';
import type { Standards } from '../standards.js';

/** Why a mark differs. `rules`: policy, scale, alignment or the school's signs have moved. */
export type Cause =
  | { readonly kind: 'evidence'; readonly days: readonly Day[] }
  | { readonly kind: 'taken_out'; readonly days: readonly Day[] }
  | { readonly kind: 'override' | 'excuse' | 'rules' }
  | { readonly kind: 'left' | 'joined' | 'no_longer_marked' | 'newly_marked' };

/** A mark as it was written; null: there was, or would be, none. */
export type Written = string | number | null;

/** One mark that differs. */
export interface MarkChange {
  readonly student: Id;
  readonly competency: Id;
  readonly was: Written;
  readonly wouldBe: Written;
  readonly causes: readonly Cause[];
}

/** A student's marks by competency. */
export type Marks = ReadonlyMap<Id, Written>;

/** What the causes are looked for in: her showing when the card was made, and now. */
export interface Looking {
  readonly standards: Standards;
  readonly before: () => Showing;
  readonly today: () => Showing;
  /** How a mastery is written today, in the form of the card. */
  readonly written: (mastery: Mastery) => Written;
}

/** The marks of one student that differ. `now` null: she is no longer among those of the card. */
export function changedMarks(
  student: Id,
  then: Marks | null,
  now: Marks | null,
  looking: Looking,
): MarkChange[] {
  const ids = new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])]);
  const inOrder = looking.standards.ordered.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  const gone = [...ids].filter((id) => !looking.standards.competencies.has(id));
  return [...inOrder, ...gone].flatMap((competency): MarkChange[] => {
    const was = then?.get(competency) ?? null;
    const wouldBe = now?.get(competency) ?? null;
    const isSame = was === wouldBe && then?.has(competency) === now?.has(competency);
    if (isSame) return [];
    const causes = causesOf(competency, then, now, looking);
    return [{ student, competency, was, wouldBe, causes }];
  });
}

function causesOf(id: Id, then: Marks | null, now: Marks | null, looking: Looking): Cause[] {
  if (now === null) return [{ kind: 'left' }];
  if (then === null) return [{ kind: 'joined' }];
  if (!now.has(id)) return [{ kind: 'no_longer_marked' }];
  if (!then.has(id)) return [{ kind: 'newly_marked' }];
  const competency = looking.standards.competencies.get(id);
  return competency === undefined ? [] : movedIn(competency, then.get(id) ?? null, looking);
}

function movedIn(competency: Competency, was: Written, looking: Looking): Cause[] {
  const { standards, written } = looking;
  const [then, now] = [looking.before(), looking.today()];
  const ids = [competency.id, ...standards.sameAs(competency.id)];
  const entered = daysBeside(piecesOn(now, ids), piecesOn(then, ids));
  const takenOut = daysBeside(piecesOn(then, ids), piecesOn(now, ids));
  const causes: Cause[] = [];
  if (entered.length > 0) causes.push({ kind: 'evidence', days: entered });
  if (takenOut.length > 0) causes.push({ kind: 'taken_out', days: takenOut });
  for (const [kind, of] of [
    ['override', 'overrides'],
    ['excuse', 'excuses'],
  ] as const)
    if (then[of].get(competency.id)?.entry !== now[of].get(competency.id)?.entry)
      causes.push({ kind });
  // What was shown then, under the rules of today.
  const rulesMoved = written(masteryOf(standards, then, competency)) !== was;
  return rulesMoved || causes.length === 0 ? [...causes, { kind: 'rules' }] : causes;
}

function piecesOn(showing: Showing, ids: readonly Id[]): Piece[] {
  return ids.flatMap((id) => showing.pieces.get(id) ?? []);
}

/** The days of pieces that the others do not have, each once. */
function daysBeside(pieces: readonly Piece[], others: readonly Piece[]): Day[] {
  const keys = new Set(others.map(({ entry, number }) => `${entry}-${number}`));
  const days = pieces.filter(({ entry, number }) => !keys.has(`${entry}-${number}`));
  return [...new Set(days.map(({ observedOn }) => observedOn))].sort();
}
