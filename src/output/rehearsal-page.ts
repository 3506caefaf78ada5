/** What a proposed policy would move, for people: counts first, names last. */

import type { Student } from '../core/model.js';
import { displayName } from '../core/names.js';
import { isMove, type Judged, type Rehearsed } from '../core/rehearsal/rehearse.js';
import {
  type Counts,
  countsReady,
  type Dimension,
  type StageCounts,
} from '../core/rehearsal/tally.js';
import type { Column } from './render.js';
import { visible } from './safe.js';
import type { Words } from './words.js';

/** The counts in sentences, the stages one a line. */
export function countLines(counts: Counts, stages: readonly StageCounts[], words: Words): string[] {
  const { count } = words;
  const pairs = `${count(counts.pairs, 'result')} of ${count(counts.students, 'student')} judged under both`;
  if (counts.studentsMoved === 0)
    return [
      `${pairs}: no level, no status, no letter and nobody's readiness moves`,
      ...asideLines(counts, words),
    ];
  return [
    counts.pairs === 0
      ? `the letters alone move, of ${count(counts.studentsMoved, 'student')}`
      : `${pairs}: ${statusMoved(counts)} move in status, ${counts.pairsMoved} in level or status, of ${count(counts.studentsMoved, 'student')}`,
    ...statusMoves(counts.status, words),
    ...levelLines(counts),
    ...asideLines(counts, words),
    ...letterLines(counts),
    `ready: ${counts.newlyReady} newly, ${counts.noLongerReady} no longer`,
    ...stages.map(
      (stage) =>
        `  ${visible(`${stage.stageName} (${stage.pathwayName})`)}: ${stage.newlyReady} newly ready, ${stage.noLongerReady} no longer ready`,
    ),
  ];
}

/** As many as a rollup would count. */
function statusMoved({ status }: Counts): number {
  return status.reduce((total, move) => total + move.count, 0);
}

/** "     12  met → not yet": a move of status a line. */
export function statusMoves(moves: Counts['status'], words: Words): string[] {
  return moves.map(
    ({ from, to, count }) => `${number(count)}  ${words.status[from]} → ${words.status[to]}`,
  );
}

const number = (n: number) => `  ${String(n).padStart(5)}`;

function levelLines({ levelUp, levelDown, levelNew, levelGone }: Counts): string[] {
  const extra = [
    ...(levelNew > 0 ? [`${levelNew} get one for the first time`] : []),
    ...(levelGone > 0 ? [`${levelGone} lose it`] : []),
  ];
  return [[`level: ${levelUp} up, ${levelDown} down`, ...extra].join(', ')];
}

function letterLines({ lettersMoved, letters }: Counts): string[] {
  if (lettersMoved === 0) return [];
  const moves = letters.map(({ from, to, count }) => `${count} ${letterMove(from, to)}`);
  return [visible(`letter: ${lettersMoved} move: ${moves.join(', ')}`)];
}

function letterMove(from: string | null, to: string | null): string {
  return `${from ?? 'none'} → ${to ?? 'none'}`;
}

/** What moves underneath without moving a level or a status. */
function asideLines({ scoreOnly, held, newlyDisputed }: Counts, { count }: Words): string[] {
  return [
    ...(scoreOnly > 0 ? [`score alone: ${scoreOnly} move within their level`] : []),
    ...(held > 0
      ? [`${count(held, "teacher's judgement")} or excuse stands where the calculated status moves`]
      : []),
    ...(newlyDisputed > 0 ? [`${newlyDisputed} newly disputed`] : []),
  ];
}

const TITLE: Readonly<Record<Dimension, string>> = {
  school: 'School',
  grade: 'Grade',
  section: 'Section',
  framework: 'Framework',
  competency: 'Competency',
};

/** One value of a dimension with its counts. */
export type CountRow = readonly [value: string, counts: Counts];

/** The columns of the table by one dimension; readiness is of students, not of competencies. Letters have a column where one moves. */
export function countColumns(
  dimension: Dimension,
  lettersMove: boolean,
): readonly Column<CountRow>[] {
  const figure = (key: string, heading: string, value: (counts: Counts) => number) => ({
    key,
    title: heading,
    align: 'right' as const,
    value: ([, counts]: CountRow) => value(counts),
  });
  return [
    { key: 'value', title: TITLE[dimension], value: ([value]) => value },
    figure('students', 'Students', ({ students }) => students),
    figure('pairs', 'Results', ({ pairs }) => pairs),
    figure('pairs_moved', 'Move', ({ pairsMoved }) => pairsMoved),
    figure('met_gained', 'Met +', ({ metGained }) => metGained),
    figure('met_lost', 'Met −', ({ metLost }) => metLost),
    figure('level_up', 'Up', ({ levelUp }) => levelUp),
    figure('level_down', 'Down', ({ levelDown }) => levelDown),
    ...(dimension !== 'competency' && lettersMove
      ? [figure('letters_moved', 'Letter', ({ lettersMoved }) => lettersMoved)]
      : []),
    ...(countsReady(dimension)
      ? [
          figure('newly_ready', 'Ready +', ({ newlyReady }) => newlyReady),
          figure('no_longer_ready', 'Ready −', ({ noLongerReady }) => noLongerReady),
        ]
      : []),
  ];
}

/** What becomes of one student, a move a line. */
export function studentLines(student: Student, rehearsed: Rehearsed, words: Words): string[] {
  return [
    visible(displayName(student)),
    ...rehearsed.judged.filter(isMove).map((one) => `  ${moveText(one, words)}`),
    ...rehearsed.stages.map(({ stageName, pathwayName, ready }) =>
      visible(`  ${ready ? 'newly ready' : 'no longer ready'}: ${stageName} (${pathwayName})`),
    ),
    ...rehearsed.letters.map(({ framework, from, to }) =>
      visible(`  letter in ${framework.name}: ${letterMove(from, to)}`),
    ),
  ];
}

/** "EE.1: met → not yet (3 → 2.67, level 3 → 2)". */
function moveText({ competency, from, to, level }: Judged, words: Words): string {
  const status =
    from.status === to.status
      ? words.status[to.status]
      : `${words.status[from.status]} → ${words.status[to.status]}`;
  const scores = `score ${from.score ?? '–'} → ${to.score ?? '–'}`;
  const levels =
    level === 'same' ? '' : `, level ${from.level?.value ?? '–'} → ${to.level?.value ?? '–'}`;
  return `${visible(competency.code)}: ${status} (${scores}${levels})`;
}
