/**
 * Evidence: one row a student, competency and score, or one row a student with the competencies in
 * columns. Which it is, the headers say.
 */
import type { Problem } from '../../core/errors.js';
import type { DateReader } from '../../core/importing/dates.js';
import { isNoScore, leftOut } from '../../core/importing/left-out.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import { type NumberCell, numberCell } from '../decimals.js';
import { type Columns, type Field, matchColumns } from '../headers.js';
import type { TableHead } from '../table.js';
import { factsReader, namingColumns, type WholeFile } from './evidence-facts.js';
import {
  type CompetencyColumns,
  competencyColumns,
  type HeaderCompetency,
  type RowParts,
  wideRows,
} from './evidence-wide.js';
import { at, field, firstLine, isMapped, type RowReader, type Sheet, sheetOf } from './sheet.js';
import { ID_HEADERS } from './student-id-headers.js';

export const FIELDS: readonly Field[] = [
  {
    name: 'student_id',
    accepts: ['studentid', ...ID_HEADERS.filter((name) => name !== 'studentid' && name !== 'id')],
  },
  field('student', 'studentname', 'name', 'fullname'),
  field('first_name', 'givenname', 'given', 'first', 'studentfirstname', 'forename'),
  field('last_name', 'familyname', 'family', 'last', 'studentlastname', 'surname'),
  field('email', 'emailaddress', 'studentemail', 'mail'),
  field('competency', 'competencycode', 'standard', 'standardcode', 'outcome', 'code'),
  field('score', 'level', 'rating', 'result'),
  field('date', 'observedon', 'scoredate', 'assessmentdate', 'timestamp'),
  field('section', 'sectionid', 'class'),
  field('framework'),
  field('possible', 'pointspossible', 'outof', 'maxscore'),
  field('kind', 'evidencekind'),
  field('title', 'assessment', 'assignment'),
  field('note', 'notes', 'comment'),
  field('by', 'teacher', 'recordedby'),
  field('link', 'url'),
  field('support'),
  field('tags', 'tag'),
  field('external_id'),
];

const HEADERS =
  'student_id or student, competency, score, date; or student and a column a competency';

export interface EvidenceOptions {
  /** Which competency the header of a wide sheet names; null: none. */
  readonly competencyOf: (header: string) => HeaderCompetency | null;
  readonly dateOf: DateReader;
  /** Whether a word is the name of a level on some scale. */
  readonly isLevel: (word: string) => boolean;
  /** Where mastery may begin on the scale of a competency; none: it is not known. */
  readonly masteryOf: (code: string, framework: string) => readonly number[];
  /** `--value`: the level that a word of the file means, as written; words in lower case. */
  readonly values: ReadonlyMap<string, string>;
  /** `--cuts`: levels with the least score of each, the highest first; none: not said. */
  readonly cuts: readonly Cut[];
  readonly whole: WholeFile;
  /** The short name of the gradebook that reads. */
  readonly gradebook: string;
}

/** From which score of an outside test on a level is reached. */
export interface Cut {
  readonly level: string;
  readonly from: number;
}

export interface EvidenceReader extends RowReader<EvidenceRecord> {
  /** What can only be said when all rows are read: asked once, after the last. */
  readonly atEnd: () => readonly Problem[];
  /** The external ids of what came without a score, with their lines (1-based): asked once, after the last row. */
  readonly unscored?: () => ReadonlyMap<string, number>;
  /** Whether a problem of the table is none in this format, such as a row of full marks that was skipped. */
  readonly explains?: (problem: Problem) => boolean;
}

/** Rows are read one by one, so that a file may be longer than memory. */
export function readEvidence(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const { columns } = matchColumns(table, FIELDS, maps);
  const wide = wideColumns(table, maps, columns, options);
  const fields = usableFields(columns, maps, wide !== null);
  const needs = [['student_id', 'student', 'last_name', 'email']];
  if (columns.has('competency')) needs.push(['score']);
  const scores = new Set(wide?.headers ?? []);
  const sheet = sheetOf(table, fields, maps, needs, scores);
  const out = leftOut();
  const number = valueCell(table, options);
  const facts = factsReader(sheet, { ...options, number });
  const rows = { facts, number, isLevel: options.isLevel, out };
  const isHeader = wide !== null || sheet.isHeader;
  return {
    source: namingColumns(sheet),
    problems: isHeader
      ? [
          ...(wide?.problems ?? []),
          ...(wide === null ? missingCompetency(table, columns) : []),
          ...sheet.problems,
          ...missingDate(table, sheet, options),
        ]
      : [firstLine(table, HEADERS)],
    recordsOf: wide === null ? longRows(sheet, rows) : wideRows(sheet, wide.columns, rows),
    atEnd: () => out.problems(table.file),
  };
}

/** Numbers with a comma, and words of which `--value` says the level. */
function valueCell(table: TableHead, { values }: EvidenceOptions): NumberCell {
  const number = numberCell(table);
  if (values.size === 0) return number;
  return (cell) => values.get(cell.toLowerCase()) ?? number(cell);
}

/** The columns of competencies; null where the file is in long form. */
function wideColumns(
  table: TableHead,
  maps: readonly string[],
  columns: Columns,
  { competencyOf }: EvidenceOptions,
): CompetencyColumns | null {
  if (columns.has('competency') || isMapped(maps, 'score')) return null;
  const found = competencyColumns(table, columns.unused, competencyOf);
  return found.headers.length > 0 ? found : null;
}

/**
 * The fields that this file fills: a name in two columns is one only with both, an e-mail address
 * counts where nothing else says who it is, and a wide sheet has no column for scores.
 */
function usableFields(columns: Columns, maps: readonly string[], wide: boolean): readonly Field[] {
  const out = new Set(wide ? ['competency', 'framework', 'score'] : []);
  const names = ['first_name', 'last_name'];
  if (!names.every(columns.has)) for (const name of names) out.add(name);
  const known = ['student_id', 'student'].some(columns.has) || names.every(columns.has);
  if (known && !isMapped(maps, 'email')) out.add('email');
  return FIELDS.filter(({ name }) => !out.has(name) || isMapped(maps, name));
}

function missingCompetency(table: TableHead, columns: Columns): Problem[] {
  if (columns.has('competency')) return [];
  const message =
    'there is no column for competency, and no column is named by the code or label of one: --map "competency=HEADER"; "pl standards" lists them';
  return [at(table, 'missing_column', 'error', message)];
}

export function missingDate(
  table: TableHead,
  { columns }: Sheet,
  { whole }: EvidenceOptions,
): Problem[] {
  if (columns.has('date') || whole.date !== undefined) return [];
  const message =
    'there is no column for date: --map "date=HEADER", or --date DAY for the whole file';
  return [at(table, 'missing_column', 'error', message)];
}

/** One record a row. A row without a score is kept where it has a note. */
function longRows(
  { columns }: Sheet,
  { facts, number, isLevel, out }: RowParts,
): EvidenceReader['recordsOf'] {
  const scoreOf = columns.column('score');
  const competencyOf = columns.column('competency');
  return (row) => {
    const score = number(scoreOf(row));
    const competency = competencyOf(row);
    if (!isNoScore(score, isLevel)) return [facts(row, competency, score)];
    const noted = facts(row, competency, '');
    if (noted.note !== '') return [noted];
    out.word(row.line, columns.header('score') ?? 'score', score);
    return [];
  };
}
