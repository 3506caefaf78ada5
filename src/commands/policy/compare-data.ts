/** A rehearsed policy as data: one document with everything, or a move a row. */
import { displayName, shownId } from '../../core/names.js';
import { resolvePolicy } from '../../core/policy.js';
import { settingsAt } from '../../core/policy-place.js';
import {
  isMove,
  type Judged,
  type Rehearsed,
  type StageMove,
} from '../../core/rehearsal/rehearse.js';
import { type Counts, countsReady, DIMENSIONS } from '../../core/rehearsal/tally.js';
import type { Standards } from '../../core/standards.js';
import type { Value } from '../../output/csv.js';
import { type Mover, type Played, type Prepared, rowsBy } from './compare-playing.js';

export const MOVE_COLUMNS = [
  'student_id',
  'name',
  'framework',
  'competency',
  'from',
  'to',
  'score_from',
  'score_to',
  'level_from',
  'level_to',
] as const;

/** A move a row, made as it is asked for; `name` is empty unless names are asked for. */
export function* moveRows(
  movers: Iterable<Mover>,
  standards: Standards,
  names: boolean,
): Iterable<Value[]> {
  for (const { student, rehearsed } of movers)
    for (const one of rehearsed.judged.filter(isMove)) {
      const move = moveJson(standards, one);
      const who = names ? [shownId(student), displayName(student)] : [null, null];
      yield [...who, ...Object.values(move)];
    }
}

/** What is proposed, and where: the beginning of the document. */
export function proposalJson({ view, proposed, rehearsal }: Prepared) {
  const policyIn = (standards: Standards) =>
    resolvePolicy(settingsAt(standards, standards.policies, proposed)).policy;
  return {
    as_of: view.asOf,
    known_on: view.knownOn,
    level: proposed.name,
    from: proposed.startsOn,
    proposed: Object.fromEntries([...proposed.said].map(([key, value]) => [key, value ?? null])),
    policy_before: policyIn(rehearsal.before),
    policy_after: policyIn(rehearsal.after),
  };
}

/** The whole rehearsal; `students` is null unless names are asked for, and else made as it is written. */
export function rehearsalJson(played: Played, names: boolean) {
  const { rehearsal, counted, movers } = played;
  function* students() {
    for (const mover of movers()) yield moverJson(rehearsal.before, mover);
  }
  return {
    ...proposalJson(played),
    counts: countsJson(counted.counts()),
    stages: counted.stages().map((stage) => ({
      pathway: stage.pathwayName,
      stage: stage.stageName,
      newly_ready: stage.newlyReady,
      no_longer_ready: stage.noLongerReady,
    })),
    by: Object.fromEntries(
      DIMENSIONS.map((dimension) => [
        dimension,
        rowsBy(played, dimension).map(([value, counts]) => ({
          value,
          ...countsJson(counts),
          ...(countsReady(dimension) ? {} : { newly_ready: null, no_longer_ready: null }),
        })),
      ]),
    ),
    students: names ? students : null,
  };
}

function countsJson(counts: Counts) {
  return {
    students: counts.students,
    students_moved: counts.studentsMoved,
    pairs: counts.pairs,
    pairs_moved: counts.pairsMoved,
    level_up: counts.levelUp,
    level_down: counts.levelDown,
    level_new: counts.levelNew,
    level_gone: counts.levelGone,
    score_only: counts.scoreOnly,
    met_gained: counts.metGained,
    met_lost: counts.metLost,
    held: counts.held,
    newly_disputed: counts.newlyDisputed,
    newly_ready: counts.newlyReady,
    no_longer_ready: counts.noLongerReady,
    status: counts.status,
    letters_moved: counts.lettersMoved,
    letters: counts.letters,
  };
}

function moverJson(standards: Standards, { student, rehearsed }: Mover) {
  return {
    student_id: shownId(student),
    name: displayName(student),
    moves: rehearsed.judged.filter(isMove).map((one) => moveJson(standards, one)),
    newly_ready: stagesJson(rehearsed, true),
    no_longer_ready: stagesJson(rehearsed, false),
    letters: rehearsed.letters.map(({ framework, from, to }) => ({
      framework: framework.name,
      from,
      to,
    })),
  };
}

/** In the order of `MOVE_COLUMNS`, after the student. */
function moveJson(standards: Standards, { competency, from, to }: Judged) {
  return {
    framework: standards.frameworkName(competency),
    competency: competency.code,
    from: from.status,
    to: to.status,
    score_from: from.score,
    score_to: to.score,
    level_from: from.level?.value ?? null,
    level_to: to.level?.value ?? null,
  };
}

function stagesJson({ stages }: Rehearsed, ready: boolean) {
  return stages
    .filter((stage: StageMove) => stage.ready === ready)
    .map(({ pathwayName, stageName }) => ({ pathway: pathwayName, stage: stageName }));
}
