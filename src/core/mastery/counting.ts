/**
 * Which pieces count, on which score. A piece counts when it stands, has a score and is of a
 * counting kind; of several with one external id the last entered counts; what is aligned exactly
 * carries its score over.
 */
import type { Competency, Day, Id, Kind, Piece, Scale, Showing } from '../model.js';
import { significant } from '../numbers.js';
import type { Policy } from '../policy.js';
import { top } from '../scale.js';
import type { Standards, Yardstick } from '../standards.js';

/** Why a piece does not count, or null when it does. */
export type WhyNot = 'no_score' | 'kind' | 'replaced' | 'older' | 'lower';

/** Pieces side by side with their scores on the competency's scale (NaN without a score). */
export interface Gathered {
  readonly pieces: readonly Piece[];
  readonly scores: readonly number[];
}

/** Every piece that bears on a competency, in the order in which they count. */
export function gather(standards: Standards, showing: Showing, competency: Competency): Gathered {
  const { scale } = standards.yardstick(competency);
  const own = showing.pieces.get(competency.id) ?? [];
  const same = standards.sameAs(competency.id);
  if (same.length === 0) return { pieces: own, scores: own.map((piece) => scoreOn(scale, piece)) };
  const crossed = [competency.id, ...same].flatMap((id) => carried(standards, showing, id, scale));
  crossed.sort((a, b) => compareInOrder(a.piece, b.piece));
  return {
    pieces: crossed.map(({ piece }) => piece),
    scores: crossed.map(({ score }) => score),
  };
}

/** The order in which pieces count: day, then entry, then number within it. */
export function compareInOrder(a: Piece, b: Piece): number {
  if (a.observedOn !== b.observedOn) return a.observedOn < b.observedOn ? -1 : 1;
  return a.entry - b.entry || a.number - b.number;
}

/**
 * The score of a piece on a scale, 0 to its top: out of `possible` in proportion (12 significant
 * digits), never above the top. NaN without a score.
 */
export function scoreOn(scale: Scale, piece: Pick<Piece, 'score' | 'possible'>): number {
  if (piece.score === null) return Number.NaN;
  if (piece.possible === null) return Math.min(piece.score, top(scale));
  return Math.min(significant((piece.score / piece.possible) * top(scale)), top(scale));
}

/** Whether a kind counts under a policy. */
export function kindCounts(policy: Policy, kind: string): boolean {
  if (policy.kinds !== null && !policy.kinds.includes(kind)) return false;
  if (policy.method === 'weighted-mean') return typeof policy.kind_weights[kind] === 'number';
  return policy.kinds !== null || !UNASKED.has(kind);
}

/** Kinds that count only where a policy names them: not a teacher's judgement, or another's test. */
const UNASKED: ReadonlySet<string> = new Set<Kind>(['self', 'peer', 'outside-test']);

/** The pieces that count for a competency, before `recent` and `top`. */
export function countingPieces(
  standards: Standards,
  showing: Showing,
  competency: Competency,
  { scale, policy }: Yardstick = standards.yardstick(competency),
): Gathered {
  if (standards.sameAs(competency.id).length === 0) {
    const pieces = showing.pieces.get(competency.id);
    if (pieces === undefined) return NOTHING;
    const scores = plainScores(pieces, policy, scale);
    if (scores !== null) return { pieces, scores };
  }
  return counting(gather(standards, showing, competency), policy);
}

const NOTHING: Gathered = { pieces: [], scores: [] };

/**
 * The scores of pieces of which each counts, and none may replace another: nearly all are so, and one look
 * is enough for them. Null where one needs a closer look.
 */
function plainScores(pieces: readonly Piece[], policy: Policy, scale: Scale): number[] | null {
  const most = top(scale);
  const scores = new Array<number>(pieces.length);
  let kind: string | null = null;
  let named = 0;
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece;
    const { score } = piece;
    if (score === null || (piece.externalId !== null && ++named > 1)) return null;
    if (piece.kind !== kind) {
      kind = piece.kind;
      if (!kindCounts(policy, kind)) return null;
    }
    scores[index] = piece.possible === null && score <= most ? score : scoreOn(scale, piece);
  }
  return scores;
}

/** Keeps the gathered pieces that count, before `recent` and `top`. */
export function counting(gathered: Gathered, policy: Policy): Gathered {
  const replaced = replacedPieces(gathered.pieces);
  const kept: number[] = [];
  for (let index = 0; index < gathered.pieces.length; index++) {
    if (whyNot(gathered, index, policy, replaced) === null) kept.push(index);
  }
  return kept.length === gathered.pieces.length ? gathered : only(gathered, kept);
}

/** The gathered pieces at these places. */
function only(gathered: Gathered, places: readonly number[]): Gathered {
  return {
    pieces: places.map((index) => gathered.pieces[index] as Piece),
    scores: places.map((index) => gathered.scores[index] as number),
  };
}

/** Why the piece at `index` does not count (before `recent` and `top`), or null when it does. */
export function whyNot(
  gathered: Gathered,
  index: number,
  policy: Policy,
  replaced: ReadonlySet<Piece>,
): 'no_score' | 'kind' | 'replaced' | null {
  const piece = gathered.pieces[index];
  if (piece === undefined || Number.isNaN(gathered.scores[index])) return 'no_score';
  if (replaced.has(piece)) return 'replaced';
  return kindCounts(policy, piece.kind) ? null : 'kind';
}

const NONE: ReadonlySet<Piece> = new Set();

/** Pieces whose external id came again on the same competency, with a score, in a later entry. */
export function replacedPieces(pieces: readonly Piece[]): ReadonlySet<Piece> {
  let seen: Map<string, Piece> | null = null;
  let replaced: Set<Piece> | null = null;
  for (const piece of pieces) {
    if (piece.externalId === null || piece.score === null) continue;
    seen ??= new Map();
    const key = `${piece.competency} ${piece.externalId}`;
    const before = seen.get(key);
    const newer = before === undefined || enteredAfter(piece, before) ? piece : before;
    if (before !== undefined) {
      replaced ??= new Set();
      replaced.add(newer === piece ? before : piece);
    }
    seen.set(key, newer);
  }
  return replaced ?? NONE;
}

function enteredAfter(a: Piece, b: Piece): boolean {
  return a.entry - b.entry > 0 || (a.entry === b.entry && a.number > b.number);
}

/** Cuts counting pieces down to the last `recent`, then to the `top` highest (ties keep the later). */
export function considered(counted: Gathered, policy: Policy): Gathered {
  const { recent } = policy;
  const late =
    recent === null || counted.pieces.length <= recent
      ? counted
      : { pieces: counted.pieces.slice(-recent), scores: counted.scores.slice(-recent) };
  if (policy.top === null || late.pieces.length <= policy.top) return late;
  const kept = late.scores
    .map((score, index) => ({ score, index }))
    .sort((a, b) => b.score - a.score || b.index - a.index)
    .slice(0, policy.top)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
  return only(late, kept);
}

/** How many occasions the pieces make, in order: those of one day, kind and title are one. */
export function occasions(pieces: readonly Piece[]): number {
  let count = 0;
  let day: Day | null = null;
  for (let index = 0; index < pieces.length; index++) {
    const { observedOn } = pieces[index] as Piece;
    if (observedOn === day && repeatsOccasion(pieces, index)) continue;
    day = observedOn;
    count++;
  }
  return count;
}

/** Whether an earlier piece of the same day is of the same kind and title. */
function repeatsOccasion(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index];
  for (let at = index - 1; at >= 0; at--) {
    const before = pieces[at];
    if (before?.observedOn !== piece?.observedOn) return false;
    if (before?.kind === piece?.kind && before?.title === piece?.title) return true;
  }
  return false;
}

function carried(standards: Standards, showing: Showing, id: Id, scale: Scale) {
  const pieces = showing.pieces.get(id) ?? [];
  const home = standards.competencies.get(id);
  if (home === undefined) return [];
  const from = standards.yardstick(home).scale;
  return pieces.map((piece) => ({ piece, score: shareOn(scale, piece, from) }));
}

/** The score of a piece of another scale by its share of that scale's top, rounded no more than once. */
function shareOn(scale: Scale, piece: Piece, from: Scale): number {
  if (piece.possible !== null || piece.score === null || top(from) === top(scale)) {
    return scoreOn(scale, piece);
  }
  return scoreOn(scale, { score: piece.score, possible: top(from) });
}
