/** Judging students a block at a time: what a rollup keeps of each, and nothing written. */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Id, Pathway, Showing } from '../../core/model.js';
import { shownIds } from '../../core/progress.js';
import type { ReadyStage } from '../../core/readiness/falling.js';
import { judgedOnce, type StageCount, stageCounts } from '../../core/readiness/ready.js';
import { waysOf } from '../../core/readiness/stages.js';
import type { Judge } from '../../core/readiness/units.js';
import type { Standards } from '../../core/standards.js';
import { type JudgedRows, rowsTaker } from './judged-rows.js';

/** What a rollup keeps of a block of students. */
export interface JudgedBlock {
  /** Their masteries: student by student, of each in the order of the table. */
  readonly masteries: JudgedRows;
  readonly ready: readonly ReadyStudent[];
  /** What they have shown, where it is still at hand. */
  readonly showings?: readonly Showing[];
}

/** A stage that a student of the block is ready for. */
export interface ReadyStudent extends ReadyStage {
  readonly student: Id;
}

/** Judges students of whom all is read. */
export function blockJudge(
  standards: Standards,
  pathways: readonly Pathway[],
): (showings: Iterable<Showing>) => JudgedBlock {
  const ways = waysOf(standards, pathways);
  const taker = rowsTaker();
  return (showings) => {
    const ready: ReadyStudent[] = [];
    for (const showing of showings) {
      const { student } = showing;
      const judged = judgedOnce(standards, showing);
      for (const mastery of shownMasteries(standards, showing, judged)) taker.add(student, mastery);
      const counts = stageCounts(standards, ways, showing, null, judged);
      for (const stage of stagesReady(counts)) ready.push({ student, ...stage });
    }
    return { masteries: taker.rows(), ready };
  };
}

/** Of each competency on which she has shown anything, in the order of the table. */
function shownMasteries(standards: Standards, showing: Showing, judged: Judge): Mastery[] {
  const masteries: Mastery[] = [];
  for (const id of inOrder(shownIds(standards, showing))) {
    const competency = standards.competencies.get(id);
    if (competency !== undefined) masteries.push(judged(competency));
  }
  return masteries;
}

/** Of most students the ids come in order: what they have shown is read so. */
function inOrder(ids: ReadonlySet<Id>): readonly Id[] {
  const found = [...ids];
  const isOrdered = found.every((id, index) => index === 0 || id > (found[index - 1] as Id));
  return isOrdered ? found : found.sort((a, b) => a - b);
}

function stagesReady(counts: readonly StageCount[]): ReadyStage[] {
  return (
    counts
      // Where nothing is asked, nobody has become ready.
      .filter(({ status, required }) => status === 'ready' && required > 0)
      .flatMap(({ standing }) =>
        standing.stage === null ? [] : [{ pathway: standing.pathway, stage: standing.stage.id }],
      )
  );
}
