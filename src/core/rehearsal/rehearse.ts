/** One student judged under the policy in force and under a proposed one: what would move. */
import type { Mastery } from '../mastery/judge.js';
import type { Competency, Id, Showing } from '../model.js';
import { shownIds } from '../progress.js';
import { judgedOnce, type StageCount, stageCounts } from '../readiness/ready.js';
import type { Ways } from '../readiness/stages.js';
import type { Judge } from '../readiness/units.js';
import type { Standards } from '../standards.js';
import { type LetterMove, letterMoves, type Regrading, regradings } from './letters.js';
import { movable } from './proposal.js';

/** The standards before and after, and the competencies whose yardstick differs, in order. */
export interface Rehearsal {
  readonly before: Standards;
  readonly after: Standards;
  readonly movable: ReadonlyMap<Id, number>;
  readonly ways: Ways;
  /** The frameworks that are graded under one of the two. */
  readonly graded: readonly Regrading[];
}

/** What is known of two policies before anybody is judged under them. */
export function rehearsalOf(before: Standards, after: Standards, ways: Ways): Rehearsal {
  return {
    before,
    after,
    ways,
    movable: movable(before, after),
    graded: regradings(before, after, ways),
  };
}

/** Whether the two policies differ in anything that a student could notice. */
export function canMove({ movable, graded }: Rehearsal): boolean {
  return movable.size > 0 || graded.some(({ restated }) => restated);
}

/** What becomes of one student. */
export interface Rehearsed {
  readonly student: Id;
  /** Every competency of hers that was judged twice, in the framework's order. */
  readonly judged: readonly Judged[];
  readonly stages: readonly StageMove[];
  readonly letters: readonly LetterMove[];
}

/** One competency under both policies. */
export interface Judged {
  readonly competency: Competency;
  readonly from: Mastery;
  readonly to: Mastery;
  /** Where the level goes; `new` and `gone`: there was none before, or there is none after. */
  readonly level: 'up' | 'down' | 'new' | 'gone' | 'same';
}

/** A stage for which she becomes ready, or is so no longer. */
export interface StageMove {
  readonly pathway: Id;
  readonly pathwayName: string;
  readonly stage: Id;
  readonly stageName: string;
  readonly ready: boolean;
}

/** Whether the status or the level moves; a score alone that moves is none. */
export function isMove({ from, to, level }: Judged): boolean {
  return level !== 'same' || from.status !== to.status;
}

/** Judges one student twice, and only where the two policies differ. */
export function rehearse(rehearsal: Rehearsal, showing: Showing): Rehearsed {
  const { before, after, movable } = rehearsal;
  const shown = shownIds(before, showing);
  const place = (id: Id) => movable.get(id) ?? 0;
  const ids = [...shown].filter((id) => movable.has(id)).sort((a, b) => place(a) - place(b));
  const old = judgedOnce(before, showing);
  const anew = judgedOnce(after, showing);
  const fresh: Judge = (one) => (movable.has(one.id) ? anew(one) : old(one));
  const judged = ids.flatMap((id) => {
    const competency = before.competencies.get(id);
    return competency === undefined ? [] : [judgedTwice(competency, old, fresh)];
  });
  const stages = judged.some((one) => bearsOnStages(rehearsal, one))
    ? stageMoves(
        stageCounts(before, rehearsal.ways, showing, null, old),
        stageCounts(after, rehearsal.ways, showing, null, fresh),
      )
    : [];
  const differs = judged.some((one) => isMove(one) || one.from.score !== one.to.score);
  const letters = letterMoves(
    rehearsal.graded.filter(({ restated }) => restated || differs),
    showing,
    { standards: before, judge: old },
    { standards: after, judge: fresh },
  );
  return { student: showing.student, judged, stages, letters };
}

function judgedTwice(competency: Competency, old: Judge, fresh: Judge): Judged {
  const [from, to] = [old(competency), fresh(competency)];
  return { competency, from, to, level: levelMove(from, to) };
}

function levelMove(from: Mastery, to: Mastery): Judged['level'] {
  const [old, fresh] = [from.level?.value ?? null, to.level?.value ?? null];
  if (old === fresh) return 'same';
  if (old === null) return 'new';
  if (fresh === null) return 'gone';
  return fresh > old ? 'up' : 'down';
}

/**
 * Also whether anything counts at all decides which stages she is in, and whether there is enough of it
 * a level that a stage asks for.
 */
function bearsOnStages({ before, after }: Rehearsal, one: Judged): boolean {
  const counts = ({ calculated }: Mastery) => calculated.evidenceCount > 0;
  const isEnough = (standards: Standards, { competency, calculated }: Mastery) =>
    calculated.occasions >= standards.yardstick(competency).policy.min_evidence;
  return (
    isMove(one) ||
    counts(one.from) !== counts(one.to) ||
    isEnough(before, one.from) !== isEnough(after, one.to)
  );
}

function stageMoves(before: readonly StageCount[], after: readonly StageCount[]): StageMove[] {
  const [old, fresh] = [readyStages(before), readyStages(after)];
  const gone = [...old.values()].filter((one) => !fresh.has(keyOf(one)));
  return [
    ...[...fresh.values()].filter((one) => !old.has(keyOf(one))),
    ...gone.map((one) => ({ ...one, ready: false })),
  ];
}

const keyOf = ({ pathway, stage }: StageMove) => `${pathway} ${stage}`;

function readyStages(counts: readonly StageCount[]): Map<string, StageMove> {
  const ready = counts.flatMap(({ status, standing, required }): StageMove[] => {
    const { stage, pathway, pathwayName } = standing;
    // Where nothing is asked, nobody becomes ready: a rollup says so too.
    if (status !== 'ready' || stage === null || required === 0) return [];
    const stageName = stage.title ?? stage.name;
    return [{ pathway, pathwayName, stage: stage.id, stageName, ready: true }];
  });
  return new Map(ready.map((one) => [keyOf(one), one]));
}
