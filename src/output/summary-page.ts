/** A summary for people: who stands where, at which levels, what has moved, what stands out. */

import type { Day } from '../core/model.js';
import type { Standards } from '../core/standards.js';
import type { SummaryBlock } from '../core/summary/blocks.js';
import { type Figures, sharesOf } from '../core/summary/figures.js';
import type { Summary } from '../core/summary/summary.js';
import { STATUSES, type StatusCounts } from '../core/summary/tally.js';
import { painter } from './colour.js';
import { visible } from './safe.js';
import { findingLines, moveLines } from './summary-words.js';
import { type TableColumn, type TableOptions, tableText } from './table.js';
import { titleBeside } from './titles.js';
import type { Words } from './words.js';

/** What was asked, as far as the page says it. */
interface AskedOf {
  readonly since: Day | null;
  readonly by: string | null;
  readonly group: string | null;
  readonly size: number | null;
}

interface PageOptions extends TableOptions {
  readonly words: Words;
}

/** Everyone first; then a table a value. */
export async function summaryPage(
  standards: Standards,
  asked: AskedOf,
  { everyone, values, someHidden, findings }: Summary,
  options: PageOptions,
): Promise<string> {
  const { bold, dim } = await painter(options.colour);
  const isOpen = asked.size === null;
  const parts = [
    `${bold(countText(everyone, asked, options.words))}\n${await standing(everyone, isOpen, options)}`,
    ...(await levelTables(standards, everyone, options)),
    ...(await totalTables(everyone, options)),
    moveLines(everyone.competencies, asked.since, options.words),
    findingLines(findings, options.words),
  ];
  for (const block of values) {
    const title = `${valueText(block, asked)}: ${countText(block, asked, options.words)}`;
    parts.push(`${bold(visible(title))}\n${await standing(block, isOpen, options)}`);
  }
  if (asked.size !== null) parts.push(dim(leftOutText(asked.size, someHidden)));
  return parts
    .filter((part) => part !== '')
    .map((part) => part.trimEnd())
    .join('\n\n');
}

function countText({ students }: SummaryBlock, { size }: AskedOf, { count }: Words): string {
  return students === null ? `fewer than ${size} students` : count(students, 'student');
}

function valueText({ value }: SummaryBlock, { by, group }: AskedOf): string {
  return `${group ?? by} ${value ?? 'not said'}`;
}

/** What an asterisk means, and what is not there at all. */
export function leftOutText(size: number, someHidden: boolean): string {
  const values = someHidden ? '\nSome values are left out whole.' : '';
  return `* and rows that are not there: left out, so that this page by itself\ntells of no count under ${size}${values}`;
}

const RIGHT = { align: 'right' as const };
const HIDDEN = '*';

function standing(block: SummaryBlock, isOpen: boolean, options: PageOptions): Promise<string> {
  const columns: TableColumn[] = [
    { title: 'Competency' },
    ...STATUSES.map((status) => ({ title: options.words.head[status], ...RIGHT })),
    { title: isOpen ? 'Met of assessed' : 'Met of all', ...RIGHT },
  ];
  const rows = block.competencies.filter(isSaid).map((figures) => {
    const shares = sharesOf(figures);
    return [
      figures.competency.code,
      ...STATUSES.map((status) => countOrHidden(figures.statuses[status])),
      isOpen ? percent(shares.ofAssessed, '') : percent(shares.ofStudents, HIDDEN),
    ];
  });
  if (rows.length === 0) return Promise.resolve(isOpen ? 'nobody was assessed yet' : HIDDEN);
  return tableText(columns, rows, options);
}

/**
 * Whether a row says something. What nobody was assessed on is named below the tables, as a row of
 * noughts would look like failure; what is left out whole is counted there.
 */
function isSaid({ students, statuses }: Figures): boolean {
  const isHidden = STATUSES.every((status) => statuses[status] === null);
  return !isHidden && statuses.not_assessed !== students;
}

/** A count, or an asterisk where it is left out. */
export function countOrHidden(count: number | null): string {
  return count === null ? HIDDEN : String(count);
}

function percent(share: number | null, otherwise: string): string {
  return share === null ? otherwise : `${Math.round(share * 100)} %`;
}

/** One table a scale: its levels, mean and median. Competencies of which no level is shown are left out. */
async function levelTables(
  standards: Standards,
  { competencies }: SummaryBlock,
  options: PageOptions,
): Promise<string[]> {
  const byScale = new Map<number, Figures[]>();
  for (const figures of competencies) {
    const { id } = standards.yardstick(figures.competency).scale;
    const isSaid = figures.levels.some(({ students }) => students !== null && students > 0);
    if (isSaid) byScale.set(id, [...(byScale.get(id) ?? []), figures]);
  }
  return Promise.all([...byScale.values()].map((all) => levelTable(all, options)));
}

function levelTable(all: readonly Figures[], options: PageOptions): Promise<string> {
  const levels = all[0]?.levels ?? [];
  const columns: TableColumn[] = [
    { title: 'Code' },
    ...levels.map(({ level }) => ({ title: options.words.level(level), ...RIGHT })),
    { title: 'Mean', ...RIGHT },
    { title: 'Median', ...RIGHT },
    { title: 'Statement' },
  ];
  const rows = all.map(({ competency, levels: own, mean, median }) => [
    competency.code,
    ...own.map(({ students }) => countOrHidden(students)),
    mean === null ? '' : mean.toFixed(2),
    median === null ? '' : String(median),
    titleBeside(competency),
  ]);
  return tableText(columns, rows, options);
}

/** Headings, and the frameworks as a whole. */
async function totalTables(
  { headings, frameworks }: SummaryBlock,
  options: PageOptions,
): Promise<string[]> {
  const over = headings.map(({ heading, statuses }) => ({
    code: heading.code,
    statuses,
    about: heading.label ?? heading.statement,
  }));
  const whole = frameworks.map(({ name, competencies, statuses }) => ({
    code: name,
    statuses,
    about: `${options.words.count(competencies, 'competency')} each`,
  }));
  const tables = [
    { title: 'Heading', about: 'Statement', rows: over },
    { title: 'Framework', about: 'Counted', rows: whole },
  ].filter(({ rows }) => rows.length > 0);
  return Promise.all(tables.map((table) => totalTable(table, options)));
}

interface Total {
  readonly code: string;
  readonly statuses: StatusCounts;
  readonly about: string;
}

interface TotalTable {
  readonly title: string;
  /** The title of the words at the end of each row. */
  readonly about: string;
  readonly rows: readonly Total[];
}

function totalTable({ title, about, rows }: TotalTable, options: PageOptions): Promise<string> {
  const columns: TableColumn[] = [
    { title },
    ...STATUSES.map((status) => ({ title: options.words.head[status], ...RIGHT })),
    { title: about },
  ];
  const cells = rows.map(({ code, statuses, about }) => [
    code,
    ...STATUSES.map((status) => String(statuses[status])),
    about,
  ]);
  return tableText(columns, cells, options);
}
