/** Results that are no score: exempt, not handed in, deleted. They are counted and never a zero. */
import type { Problem } from '../../core/errors.js';
import type { TableRow } from '../table.js';
import type { ResultCell } from './oneroster.js';

/** Why a result is left out. */
type Why = keyof typeof WORDS;

const WORDS = {
  exempt: 'exempt',
  'not submitted': 'not submitted',
  submitted: 'submitted and not graded yet',
  'partially graded': 'only partially graded',
  missing: 'missing',
  incomplete: 'incomplete or still in progress',
  deleted: 'to be deleted: what was imported of them stays',
  blank: 'without a score',
} as const;

export interface LeftResults {
  /** Whether the result says that it is no score; it is then counted. */
  readonly hasNoScore: (row: TableRow, cell: ResultCell) => boolean;
  /** `id`: what is known of it by its external id stands without a score there; null: it has others. */
  readonly of: (line: number, why: Why, id: string | null) => void;
  /** The external ids of results without a score, with their lines. */
  readonly unscored: () => ReadonlyMap<string, number>;
  /** The result was written by this gradebook itself. */
  readonly own: (line: number) => void;
  /** Nothing says which competency it is about. */
  readonly withoutObjective: (line: number, title: string) => void;
  /** One warning a reason, after the last row. */
  readonly problems: () => readonly Problem[];
}

export function leftResults(
  file: string,
  headerOf: (column: string) => string | null,
): LeftResults {
  const counts = new Map<Why, { readonly line: number; rows: number }>();
  const ours = { line: 0, rows: 0 };
  const unplaced = { line: 0, rows: 0, title: '' };
  const unscored = new Map<string, number>();
  const of = (line: number, why: Why, id: string | null) => {
    if (id !== null && id !== '') unscored.set(id, line);
    const known = counts.get(why) ?? { line, rows: 0 };
    known.rows++;
    counts.set(why, known);
  };
  return {
    of,
    unscored: () => unscored,
    hasNoScore: (row, cell) => {
      const why = whyNoScore(row, cell);
      if (why !== null) of(row.line, why, cell(row, 'sourcedId'));
      return why !== null;
    },
    own: (line) => {
      if (ours.rows++ === 0) ours.line = line;
    },
    withoutObjective: (line, title) => {
      if (unplaced.rows++ === 0) Object.assign(unplaced, { line, title });
    },
    problems: () => {
      const warning = (line: number, column: string, code: string, message: string): Problem => ({
        file,
        line,
        field: headerOf(column),
        code,
        severity: 'warning',
        message,
      });
      const left = [...counts].map(([why, { line, rows }]) =>
        warning(line, columnOf(why), 'result_left_out', `${results(rows)} ${WORDS[why]}: left out`),
      );
      if (ours.rows > 0) {
        const message = `${results(ours.rows)} what this gradebook wrote itself: left out`;
        left.push(warning(ours.line, 'sourcedId', 'own_results', message));
      }
      if (unplaced.rows === 0) return left;
      const title = unplaced.title === '' ? 'TITLE' : unplaced.title;
      const message = `${results(unplaced.rows)} on no competency: left out; --map "${title}=CODE" says what a line item is about`;
      return [...left, warning(unplaced.line, 'lineItemSourcedId', 'no_objective', message)];
    },
  };
}

function results(count: number): string {
  return count === 1 ? '1 result is' : `${count} results are`;
}

function columnOf(why: Why): string {
  switch (why) {
    case 'deleted':
      return 'status';
    case 'blank':
      return 'score';
    case 'missing':
    case 'incomplete':
      return why;
    default:
      return 'scoreStatus';
  }
}

/** A score that is not final is no score yet: it comes with a later set. */
function whyNoScore(row: TableRow, cell: ResultCell): Why | null {
  if (!['', 'active'].includes(cell(row, 'status').toLowerCase())) return 'deleted';
  const word = cell(row, 'scoreStatus')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  switch (word) {
    case 'exempt':
    case 'not submitted':
    case 'submitted':
    case 'partially graded':
      return word;
  }
  const says = (column: string) => cell(row, column).toLowerCase() === 'true';
  if (says('missing')) return 'missing';
  return says('incomplete') || says('inProgress') ? 'incomplete' : null;
}
