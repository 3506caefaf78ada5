/**
 * From the pieces to a mastery: score → level → status, then what a teacher decided. This is the
 * whole rule, in the order in which it applies.
 */
import type { Competency, Day, Excuse, Level, Override, Piece, Showing, Status } from '../model.js';
import { round } from '../numbers.js';
import type { Policy } from '../policy.js';
import { levelOf, levelReached } from '../scale.js';
import type { Standards, Yardstick } from '../standards.js';
import { considered, countingPieces, type Gathered, occasions } from './counting.js';
import { calculate, type Scores } from './methods.js';

/** Raised whenever the same evidence may be judged otherwise than before: kept results are then void. */
export const JUDGING_VERSION = 3;

/** What the evidence alone says. */
export interface Judgement {
  /** On the competency's scale, rounded; null: no counting score, or the method gives none yet. */
  readonly score: number | null;
  readonly level: Level | null;
  readonly status: Exclude<Status, 'excused'>;
  /** Counting pieces, before `recent` and `top`. */
  readonly evidenceCount: number;
  readonly occasions: number;
  readonly lastObservedOn: Day | null;
}

/** The result for one student and competency. */
export interface Mastery {
  readonly competency: Competency;
  readonly score: number | null;
  /** The override's level where there is one, else the calculated. */
  readonly level: Level | null;
  readonly status: Status;
  readonly calculated: Judgement;
  readonly override: Override | null;
  readonly excuse: Excuse | null;
  /** A counting piece entered after the override leads to another level. */
  readonly disputed: boolean;
}

/** The mastery of one competency from everything a student has shown. */
export function masteryOf(standards: Standards, showing: Showing, competency: Competency): Mastery {
  const yardstick = standards.yardstick(competency);
  const counted = countingPieces(standards, showing, competency, yardstick);
  const calculated = judge(counted, yardstick);
  const override = showing.overrides.get(competency.id) ?? null;
  const excuse = showing.excuses.get(competency.id) ?? null;
  const level = override === null ? calculated.level : overrideLevel(yardstick, override);
  return {
    competency,
    score: calculated.score,
    level,
    status: statusOf(yardstick, calculated, override, excuse),
    calculated,
    override,
    excuse,
    disputed: override !== null && isDisputed(counted.pieces, calculated, level, override),
  };
}

/** Judges counting pieces (before `recent` and `top`) by a yardstick. */
export function judge(counted: Gathered, yardstick: Yardstick): Judgement {
  const { policy, scale } = yardstick;
  const evidenceCount = counted.pieces.length;
  if (evidenceCount === 0) return NO_EVIDENCE;
  const score = scoreOf(considered(counted, policy), yardstick);
  const level = score === null ? null : levelOf(scale, yardstick.begins, score);
  const seen = occasions(counted.pieces);
  return {
    score,
    level,
    status: statusByEvidence(counted.pieces, seen, level, yardstick),
    evidenceCount,
    occasions: seen,
    lastObservedOn: counted.pieces[evidenceCount - 1]?.observedOn ?? null,
  };
}

/** What a method looks at when it judges these pieces. */
export function scoresOf(kept: Gathered, yardstick: Yardstick): Scores {
  return {
    scores: kept.scores,
    kinds: yardstick.policy.method === 'weighted-mean' ? kept.pieces.map(kindOf) : NO_KINDS,
    cut: yardstick.cut,
    lowest: yardstick.scale.levels[0]?.value ?? 0,
    top: yardstick.scale.levels.at(-1)?.value ?? 0,
  };
}

const NO_KINDS: readonly string[] = [];

function kindOf({ kind }: Piece): string {
  return kind;
}

/** Whether a level is mastery or above it. */
export function isMastery(yardstick: Yardstick, level: Level): boolean {
  return level.value >= yardstick.mastery.value;
}

/** Whether the kinds of evidence that the policy asks for are all there. */
function kindsReached(pieces: readonly Piece[], policy: Policy): boolean {
  if (policy.min_kinds <= 1 && policy.require_kinds.length === 0) return true;
  const kinds = new Set(pieces.map((piece) => piece.kind));
  return kinds.size >= policy.min_kinds && policy.require_kinds.every((kind) => kinds.has(kind));
}

const NO_EVIDENCE: Judgement = {
  score: null,
  level: null,
  status: 'not_assessed',
  evidenceCount: 0,
  occasions: 0,
  lastObservedOn: null,
};

/** The mastery of what nothing was recorded on and nobody decided about. */
export const UNASSESSED: Omit<Mastery, 'competency'> = {
  score: null,
  level: null,
  status: 'not_assessed',
  calculated: NO_EVIDENCE,
  override: null,
  excuse: null,
  disputed: false,
};

function scoreOf(kept: Gathered, yardstick: Yardstick): number | null {
  const { policy } = yardstick;
  const result = calculate(policy, scoresOf(kept, yardstick));
  return result === null ? null : round(result, policy.round, policy.rounding);
}

function statusByEvidence(
  pieces: readonly Piece[],
  seen: number,
  level: Level | null,
  yardstick: Yardstick,
): Judgement['status'] {
  if (seen < yardstick.policy.min_evidence || level === null) return 'thin';
  if (!isMastery(yardstick, level)) return 'below';
  return kindsReached(pieces, yardstick.policy) ? 'mastered' : 'thin';
}

function statusOf(
  yardstick: Yardstick,
  calculated: Judgement,
  override: Override | null,
  excuse: Excuse | null,
): Status {
  if (excuse !== null) return 'excused';
  if (override === null) return calculated.status;
  return isMastery(yardstick, overrideLevel(yardstick, override)) ? 'mastered' : 'below';
}

/** The level that a teacher's judgement names. */
function overrideLevel({ scale }: Yardstick, { level }: Override): Level {
  return levelReached(scale, level);
}

function isDisputed(
  pieces: readonly Piece[],
  calculated: Judgement,
  level: Level | null,
  override: Override,
): boolean {
  if (calculated.level === null || calculated.level.value === level?.value) return false;
  return pieces.some((piece) => piece.entry > override.entry);
}
