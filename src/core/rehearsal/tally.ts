/** Counting what a proposed policy would move, in all and by where students and competencies stand. */
import { groupBy } from '../grouping.js';
import type { Competency, Status } from '../model.js';
import type { LetterMove } from './letters.js';
import { isMove, type Judged, type Rehearsed, type StageMove } from './rehearse.js';

/** Where a student is, and so where it counts whether she is ready: readiness is of no one competency. */
const STUDENT_DIMENSIONS = ['school', 'grade', 'section'] as const;

export const DIMENSIONS = [...STUDENT_DIMENSIONS, 'framework', 'competency'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** Whether counts by a dimension say who becomes ready. */
export function countsReady(dimension: Dimension): boolean {
  return STUDENT_DIMENSIONS.some((one) => one === dimension);
}

/** Where a student is: a student may be in several schools and sections. */
export interface Whereabouts {
  readonly school: readonly string[];
  readonly grade: readonly string[];
  readonly section: readonly string[];
}

/** How many moved, and how. A pair is one student and one competency that was judged twice. */
export interface Counts {
  readonly students: number;
  readonly studentsMoved: number;
  readonly pairs: number;
  /** Pairs whose status or level moves. */
  readonly pairsMoved: number;
  readonly levelUp: number;
  readonly levelDown: number;
  /** A level where there was none, and none where there was one. */
  readonly levelNew: number;
  readonly levelGone: number;
  /** The score alone moves. */
  readonly scoreOnly: number;
  readonly metGained: number;
  readonly metLost: number;
  /** The calculated status moves, but a teacher's judgement or an excuse stands. */
  readonly held: number;
  readonly newlyDisputed: number;
  readonly newlyReady: number;
  readonly noLongerReady: number;
  /** Moves of status, the most frequent first. */
  readonly status: readonly StatusMove[];
  /** Letters of a student and framework that become others. */
  readonly lettersMoved: number;
  /** The same by letter, the most frequent first. */
  readonly letters: readonly LetterCount[];
}

/** So many letters that become another; null: none. */
export interface LetterCount extends Pick<LetterMove, 'from' | 'to'> {
  readonly count: number;
}

export interface StatusMove {
  readonly from: Status;
  readonly to: Status;
  readonly count: number;
}

/** The counts of one stage. */
export interface StageCounts extends Omit<StageMove, 'ready'> {
  readonly newlyReady: number;
  readonly noLongerReady: number;
}

export interface Tally {
  readonly add: (rehearsed: Rehearsed, where: Whereabouts) => void;
  readonly counts: () => Counts;
  /** The counts of each value of a dimension, in the order in which they came. */
  readonly by: (dimension: Dimension) => ReadonlyMap<string, Counts>;
  readonly stages: () => readonly StageCounts[];
}

/** An empty tally. It grows with schools, sections and competencies, not with students. */
export function tally(nameOf: NameOf): Tally {
  const all = newCounter();
  const by = Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, new Map<string, Counter>()]),
  ) as Record<Dimension, Map<string, Counter>>;
  const stages = new Map<string, StageCounts>();
  const counterOf = (dimension: Dimension, value: string) => {
    const found = by[dimension].get(value) ?? newCounter();
    by[dimension].set(value, found);
    return found;
  };
  return {
    add: (rehearsed, where) => {
      const { judged, stages: moved, letters } = rehearsed;
      if (judged.length === 0 && letters.length === 0) return;
      count(all, rehearsed);
      for (const dimension of STUDENT_DIMENSIONS)
        for (const value of where[dimension]) count(counterOf(dimension, value), rehearsed);
      for (const [value, own] of groupBy(judged, (one) => nameOf.competency(one.competency)))
        count(counterOf('competency', value), { judged: own, stages: [], letters: [] });
      for (const [value, own] of byFramework(rehearsed, nameOf))
        count(counterOf('framework', value), own);
      for (const move of moved) countStage(stages, move);
    },
    counts: () => frozen(all),
    by: (dimension) =>
      new Map([...by[dimension]].map(([value, counter]) => [value, frozen(counter)])),
    stages: () => [...stages.values()],
  };
}

/** What a competency is called where competencies are counted apart. */
export interface NameOf {
  readonly framework: (competency: Competency) => string;
  readonly competency: (competency: Competency) => string;
}

/** What is counted of a student, or of a part of her competencies. */
type Moves = Pick<Rehearsed, 'judged' | 'stages' | 'letters'>;

/** Her competencies and letters framework by framework; readiness is of none. */
function byFramework({ judged, letters }: Moves, nameOf: NameOf): Map<string, Moves> {
  const results = groupBy(judged, (one) => nameOf.framework(one.competency));
  const grades = groupBy(letters, ({ framework }) => framework.name);
  const names = new Set([...results.keys(), ...grades.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      { judged: results.get(name) ?? [], stages: [], letters: grades.get(name) ?? [] },
    ]),
  );
}

type Counter = { -readonly [Key in keyof Omit<Counts, 'status' | 'letters'>]: number } & {
  readonly moves: Map<string, { from: Status; to: Status; count: number }>;
  readonly letterMoves: Map<string, { from: string | null; to: string | null; count: number }>;
};

function newCounter(): Counter {
  return {
    students: 0,
    studentsMoved: 0,
    pairs: 0,
    pairsMoved: 0,
    levelUp: 0,
    levelDown: 0,
    levelNew: 0,
    levelGone: 0,
    scoreOnly: 0,
    metGained: 0,
    metLost: 0,
    held: 0,
    newlyDisputed: 0,
    newlyReady: 0,
    noLongerReady: 0,
    lettersMoved: 0,
    moves: new Map(),
    letterMoves: new Map(),
  };
}

/** Adds one student's moves to a counter. */
function count(counter: Counter, moves: Moves): void {
  const { judged, stages, letters } = moves;
  counter.students++;
  if (anyMove(moves)) counter.studentsMoved++;
  for (const one of judged) countPair(counter, one);
  for (const { ready } of stages) counter[ready ? 'newlyReady' : 'noLongerReady']++;
  counter.lettersMoved += letters.length;
  for (const { from, to } of letters) {
    const key = JSON.stringify([from, to]);
    const move = counter.letterMoves.get(key) ?? { from, to, count: 0 };
    move.count++;
    counter.letterMoves.set(key, move);
  }
}

/** Whether a student moves in anything: a level, a status, a letter, or whether she is ready. */
export function anyMove({ judged, stages, letters }: Moves): boolean {
  return stages.length > 0 || letters.length > 0 || judged.some(isMove);
}

function countStage(stages: Map<string, StageCounts>, { ready, ...stage }: StageMove): void {
  const key = `${stage.pathway} ${stage.stage}`;
  const { newlyReady, noLongerReady } = stages.get(key) ?? { newlyReady: 0, noLongerReady: 0 };
  stages.set(key, {
    ...stage,
    newlyReady: newlyReady + (ready ? 1 : 0),
    noLongerReady: noLongerReady + (ready ? 0 : 1),
  });
}

const LEVEL_COUNT = {
  up: 'levelUp',
  down: 'levelDown',
  new: 'levelNew',
  gone: 'levelGone',
} as const;

function countPair(counter: Counter, one: Judged): void {
  const { from, to, level } = one;
  counter.pairs++;
  if (isMove(one)) counter.pairsMoved++;
  else if (from.score !== to.score) counter.scoreOnly++;
  if (level !== 'same') counter[LEVEL_COUNT[level]]++;
  if (to.disputed && !from.disputed) counter.newlyDisputed++;
  if (from.status === to.status) {
    if (from.calculated.status !== to.calculated.status) counter.held++;
    return;
  }
  if (to.status === 'mastered') counter.metGained++;
  if (from.status === 'mastered') counter.metLost++;
  const key = `${from.status} ${to.status}`;
  const move = counter.moves.get(key) ?? { from: from.status, to: to.status, count: 0 };
  move.count++;
  counter.moves.set(key, move);
}

function frozen({ moves, letterMoves, ...counts }: Counter): Counts {
  return { ...counts, status: frequentFirst(moves), letters: frequentFirst(letterMoves) };
}

/** Moves by how many there are, then by what they are. */
export function frequentFirst<T extends { from: string | null; to: string | null; count: number }>(
  moves: ReadonlyMap<string, T>,
): T[] {
  return [...moves.values()].sort(
    (a, b) => b.count - a.count || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
  );
}
