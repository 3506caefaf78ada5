/** What would change a result: the ways to be met where it is not, and how firmly it is met where it is. */
import type { Piece, Showing } from '../model.js';
import type { Standards, Yardstick } from '../standards.js';
import { counting, type Gathered, gather, occasions } from './counting.js';
import { judgedWith, kindsThatTell, neverFalls, steps } from './further.js';
import { isMastery, type Mastery } from './judge.js';
import { type MoreScores, waysToMeet } from './need.js';
import { withoutEach } from './without.js';

export type Outlook =
  | { readonly kind: 'excused' }
  /** A teacher's judgement stands, whatever further scores say. */
  | { readonly kind: 'judged' }
  | Open
  | Met;

export interface Open {
  readonly kind: 'open';
  /** Empty when no number of scores that one could promise is enough. */
  readonly ways: readonly MoreScores[];
  /** The kinds of the counting scores so far, in order. */
  readonly kindsSoFar: readonly string[];
  readonly occasions: number;
}

export interface Met {
  readonly kind: 'met';
  /** The latest score without which the level falls under mastery; null when none does. */
  readonly restsOn: Piece | null;
  /** Exactly the least evidence that is asked for. */
  readonly justEnough: boolean;
  /** It would be met without any one of the counting scores. */
  readonly isFirm: boolean;
  /** One further score as low as this, or lower, would take it back; null when none would, or by no rule. */
  readonly lostAt: number | null;
}

/** What would change this mastery. */
export function outlookOf(standards: Standards, showing: Showing, mastery: Mastery): Outlook {
  if (mastery.excuse !== null) return { kind: 'excused' };
  if (mastery.override !== null) return { kind: 'judged' };
  const yardstick = standards.yardstick(mastery.competency);
  const gathered = gather(standards, showing, mastery.competency);
  return mastery.status === 'mastered'
    ? metOutlook(gathered, yardstick, mastery)
    : openOutlook(gathered, yardstick);
}

function metOutlook(gathered: Gathered, yardstick: Yardstick, { calculated }: Mastery): Met {
  const each = withoutEach(gathered, yardstick);
  const bearing = each.filter(
    ({ judgement: { level } }) => level === null || !isMastery(yardstick, level),
  );
  return {
    kind: 'met',
    restsOn: bearing.at(-1)?.piece ?? null,
    justEnough: calculated.occasions === yardstick.policy.min_evidence,
    isFirm: each.every(({ judgement }) => judgement.status === 'mastered'),
    lostAt: lostAt(counting(gathered, yardstick.policy), yardstick),
  };
}

/** The ways to be met; null where it is met, or where a teacher has decided. */
export function openNeed(standards: Standards, showing: Showing, mastery: Mastery): Open | null {
  if (mastery.excuse !== null || mastery.override !== null || mastery.status === 'mastered')
    return null;
  const { competency } = mastery;
  return openOutlook(gather(standards, showing, competency), standards.yardstick(competency));
}

function openOutlook(gathered: Gathered, yardstick: Yardstick): Open {
  const counted = counting(gathered, yardstick.policy);
  return {
    kind: 'open',
    ways: waysToMeet(counted, yardstick),
    kindsSoFar: kindsOf(counted),
    occasions: occasions(counted.pieces),
  };
}

/** The kinds of these pieces, each once, in order. */
export function kindsOf({ pieces }: Gathered): string[] {
  return [...new Set(pieces.map(({ kind }) => kind))];
}

function lostAt(counted: Gathered, yardstick: Yardstick): number | null {
  if (!neverFalls(yardstick.policy)) return null;
  const kinds = kindsThatTell(counted, yardstick);
  const isLost = (score: number) =>
    kinds.every((kind) => judgedWith(counted, yardstick, [{ score, kind }]).status !== 'mastered');
  return steps(yardstick).findLast(isLost) ?? null;
}
