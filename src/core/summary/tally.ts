/** Counting students, one after the other: what is kept is a few numbers a competency, and no student. */
import { type HeadingResult, headingResults } from '../headings.js';
import type { Mastery } from '../mastery/judge.js';
import type { Competency, Id, Status } from '../model.js';
import type { Standards } from '../standards.js';

/** The five statuses, in the order in which they are listed. */
export const STATUSES = ['mastered', 'below', 'thin', 'not_assessed', 'excused'] as const;

export type StatusCounts = Readonly<Record<Status, number>>;

/** How one competency stands with some students. */
export interface Tally {
  readonly statuses: StatusCounts;
  /** Students who met it or not yet, by the value of the level that they stand at. */
  readonly levels: ReadonlyMap<number, number>;
  /** The same students by their score; none where a judgement stands without evidence. */
  readonly scores: ReadonlyMap<number, number>;
  /** Students whose status moved, by `from to`; empty where no earlier day is compared. */
  readonly moves: ReadonlyMap<string, number>;
}

/** The students who share a value (a section, a grade …), or all of them. */
export interface Block {
  /** Null: students without a value. */
  readonly value: string | null;
  readonly students: number;
  readonly competencies: ReadonlyMap<Id, Tally>;
  readonly headings: ReadonlyMap<Id, StatusCounts>;
}

/** What is known of a student and a competency. */
export type Standing = Pick<Mastery, 'status' | 'level' | 'score'>;
export type StandingOf = (competency: Competency) => Standing;

/** Gathers students into blocks. */
export interface Counter {
  /** Counts a student for everyone and in each of her values; `before`: as it stood on an earlier day. */
  readonly add: (
    values: readonly (string | null)[],
    now: StandingOf,
    before: StandingOf | null,
  ) => void;
  readonly everyone: Block;
  /** In the order in which the values came. */
  readonly values: () => readonly Block[];
}

/** A counter of these competencies and headings. */
export function counter(
  standards: Standards,
  competencies: readonly Competency[],
  headings: readonly Competency[],
): Counter {
  const everyone = emptyBlock(null, competencies, headings);
  const blocks = new Map<string | null, OpenBlock>();
  const blockOf = (value: string | null) => {
    const block = blocks.get(value) ?? emptyBlock(value, competencies, headings);
    blocks.set(value, block);
    return block;
  };
  return {
    everyone,
    values: () => [...blocks.values()],
    add: (values, now, before) => {
      const into = [everyone, ...values.map(blockOf)];
      for (const block of into) block.students++;
      for (const competency of competencies) {
        const standing = now(competency);
        const was = before?.(competency).status ?? null;
        for (const { competencies: tallies } of into)
          count(tallies.get(competency.id), standing, was);
      }
      if (headings.length === 0) return;
      const results = headingResults(standards, headings, (one) => now(one).status);
      for (const block of into) countHeadings(block, results);
    },
  };
}

interface OpenTally extends Tally {
  readonly statuses: Record<Status, number>;
  readonly levels: Map<number, number>;
  readonly scores: Map<number, number>;
  readonly moves: Map<string, number>;
}

interface OpenBlock extends Block {
  students: number;
  readonly competencies: ReadonlyMap<Id, OpenTally>;
  readonly headings: ReadonlyMap<Id, Record<Status, number>>;
}

function emptyBlock(
  value: string | null,
  competencies: readonly Competency[],
  headings: readonly Competency[],
): OpenBlock {
  return {
    value,
    students: 0,
    competencies: new Map(competencies.map(({ id }) => [id, emptyTally()])),
    headings: new Map(headings.map(({ id }) => [id, noStatuses()])),
  };
}

function emptyTally(): OpenTally {
  return { statuses: noStatuses(), levels: new Map(), scores: new Map(), moves: new Map() };
}

function noStatuses(): Record<Status, number> {
  return { mastered: 0, below: 0, thin: 0, not_assessed: 0, excused: 0 };
}

function count(tally: OpenTally | undefined, standing: Standing, was: Status | null): void {
  if (tally === undefined) return;
  const { status, level, score } = standing;
  tally.statuses[status]++;
  if (was !== null && was !== status) more(tally.moves, `${was} ${status}`);
  if (status !== 'mastered' && status !== 'below') return;
  if (level !== null) more(tally.levels, level.value);
  if (score !== null) more(tally.scores, score);
}

function more<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countHeadings(block: OpenBlock, results: readonly HeadingResult[]): void {
  for (const { heading, status } of results) {
    const counts = block.headings.get(heading.id);
    if (counts !== undefined) counts[status]++;
  }
}
