/** A summary with counts left out: what `suppression.ts` allows of each competency, and nothing else. */
import type { Competency, Status } from '../model.js';
import type { Standards } from '../standards.js';
import type { SummaryBlock, SummaryBlocks } from './blocks.js';
import { type Figures, figuresOf, type LevelFigure } from './figures.js';
import { type Shown, shownCells, shownValues } from './suppression.js';
import { type Block, STATUSES, type Tally } from './tally.js';

/**
 * The summary of blocks that part everyone: each student is in exactly one of `values`, or there are
 * none of these. `size`: the least count that is shown, 3 or more.
 */
export function suppressed(
  standards: Standards,
  competencies: readonly Competency[],
  everyone: Block,
  values: readonly Block[],
  size: number,
): SummaryBlocks {
  const parts = values.length === 0 ? [everyone] : values;
  const allowed = shownValues(
    parts.map(({ students }) => students),
    size,
  );
  const tables = competencies.map((competency) =>
    tableOf(standards, competency, parts, allowed, size),
  );
  const blockOf = (block: Block, row: number | null): SummaryBlock => ({
    value: block.value,
    students: block.students < size ? null : block.students,
    competencies: tables.map((table) => shownFigures(standards, table, block, row, size)),
    frameworks: [],
    headings: [],
  });
  return {
    everyone: blockOf(everyone, null),
    values: values.flatMap((block, row) => (allowed.has(row) ? [blockOf(block, row)] : [])),
    someHidden: allowed.size < values.length,
  };
}

interface Table {
  readonly competency: Competency;
  readonly shown: Shown | null;
  /** Levels of met, and of not yet, that are shown. */
  readonly levels: ReadonlySet<number>;
  /** Whether all levels are. */
  readonly isWhole: boolean;
}

function tableOf(
  standards: Standards,
  competency: Competency,
  parts: readonly Block[],
  allowed: ReadonlySet<number>,
  size: number,
): Table {
  const tallies = parts.flatMap((part) => part.competencies.get(competency.id) ?? []);
  const shown = shownCells(
    tallies.map(({ statuses }) => statuses),
    allowed,
    size,
  );
  const { levels } = standards.yardstick(competency).scale;
  const mastery = levels.findIndex((level) => level.mastery);
  const sides = (['below', 'mastered'] as const).map((status) => {
    const own = status === 'below' ? levels.slice(0, mastery) : levels.slice(mastery);
    const values = own.map(({ value }) => value);
    return shown !== null && hasLargeLevels(tallies, shown, status, values, size) ? values : [];
  });
  const open = new Set(sides.flat());
  return { competency, shown, levels: open, isWhole: open.size === levels.length };
}

/** Whether each of these levels has enough students in every row shown, and in the rest together. */
function hasLargeLevels(
  tallies: readonly Tally[],
  shown: Shown,
  status: Status,
  values: readonly number[],
  size: number,
): boolean {
  if (!shown.statuses.has(status)) return false;
  const rest = tallies.filter((_, row) => !shown.rows.has(row));
  const rows = tallies.filter((_, row) => shown.rows.has(row)).map((tally) => [tally]);
  return [...rows, ...(rest.length === 0 ? [] : [rest])].every((row) => {
    const counts = values.map((value) => sumOf(row, ({ levels }) => levels.get(value) ?? 0));
    const known = counts.reduce((sum, count) => sum + count, 0);
    return counts.every((n) => n >= size) && known === sumOf(row, (one) => one.statuses[status]);
  });
}

function sumOf(tallies: readonly Tally[], count: (tally: Tally) => number): number {
  return tallies.reduce((sum, tally) => sum + count(tally), 0);
}

/**
 * Movement is never shown: it would be a second table of the same students. Mean and median are
 * functions of single scores, and shown only beside all the counts that they could betray.
 */
function shownFigures(
  standards: Standards,
  { competency, shown, levels, isWhole }: Table,
  block: Block,
  row: number | null,
  size: number,
): Figures {
  const tally = block.competencies.get(competency.id);
  if (tally === undefined) throw new Error(`${competency.code} was not counted`);
  const whole = figuresOf(
    competency,
    standards.yardstick(competency),
    block.students,
    tally,
    false,
  );
  const isOpen = shown !== null && (row === null || shown.rows.has(row));
  return {
    ...whole,
    students: block.students < size ? null : block.students,
    statuses: onlyShown(whole.statuses, isOpen ? shown.statuses : new Set()),
    levels: whole.levels.map(
      ({ level, students }): LevelFigure => ({
        level,
        students: isOpen && levels.has(level.value) ? students : null,
      }),
    ),
    mean: isOpen && isWhole ? whole.mean : null,
    median: isOpen && isWhole ? whole.median : null,
  };
}

function onlyShown(statuses: Figures['statuses'], shown: ReadonlySet<Status>): Figures['statuses'] {
  const kept = (status: Status) => (shown.has(status) ? statuses[status] : null);
  return Object.fromEntries(STATUSES.map((one) => [one, kept(one)])) as Figures['statuses'];
}
