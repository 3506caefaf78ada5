/** What a row of another system's file says beside its scores, read by the columns that this file has. */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord, Source } from '../../core/importing/records.js';
import { type NumberCell, numberCell } from '../decimals.js';
import { type Columns, type Field, matchColumns } from '../headers.js';
import { type EvidenceOptions, missingDate } from '../native/evidence.js';
import { factsReader, namingColumns } from '../native/evidence-facts.js';
import { at, field, type Sheet } from '../native/sheet.js';
import type { TableHead, TableRow } from '../table.js';

/** The rows of a file as records without a score. */
export interface RowFacts {
  readonly columns: Columns;
  readonly source: Source;
  readonly problems: readonly Problem[];
  readonly number: NumberCell;
  /** Who, when and how; on no competency and without a score. */
  readonly of: (row: TableRow) => EvidenceRecord;
}

/** Fields that any file may fill by `--map`, found by no header. */
export const MAPPED_FIELDS: readonly Field[] = [
  ...['student', 'email', 'section', 'possible', 'note', 'by'],
].map((name) => ({ name, accepts: [] }));

/** Her name in two columns: it stands beside an id, which has to agree, or in its stead. */
export const NAME_FIELDS: readonly Field[] = [
  field('first_name', 'studentfirstname', 'fname'),
  field('last_name', 'studentlastname', 'lname'),
];

/** `fields` with the day and the title where they are among them; `kind` is meant where nobody says one. */
export function rowFacts(
  table: TableHead,
  fields: readonly Field[],
  maps: readonly string[],
  options: EvidenceOptions,
  kind: string,
): RowFacts {
  const { columns, problems } = matchColumns(table, fields, maps);
  const sheet: Sheet = {
    columns,
    source: { file: table.file, header: columns.header },
    // The signs of the format are headers.
    isHeader: true,
    problems,
    cell: columns.get,
  };
  const whole = { ...options.whole, kind: options.whole.kind ?? kind };
  const number = numberCell(table);
  const facts = factsReader(sheet, { dateOf: options.dateOf, whole, number });
  const isKnown = ['student_id', 'student', 'email', 'last_name'].some(columns.has);
  return {
    columns,
    source: namingColumns(sheet),
    problems: [
      ...problems,
      ...(isKnown ? [] : [noStudent(table)]),
      ...missingDate(table, sheet, options),
    ],
    number,
    of: (row) => facts(row, '', ''),
  };
}

function noStudent(table: TableHead): Problem {
  const message = 'there is no column for the student: --map "student_id=HEADER"';
  return at(table, 'missing_column', 'error', message);
}

/** Errors for fields without which no row can be read. */
export function missingColumns(
  table: TableHead,
  columns: Columns,
  ...fields: readonly string[]
): Problem[] {
  return fields
    .filter((name) => !columns.has(name))
    .map((name) => {
      const message = `there is no column for ${name}: --map "${name}=HEADER"`;
      return at(table, 'missing_column', 'error', message);
    });
}

export { at, field };

/** Columns with scores that nothing tells the competency of, the first few of them by name. */
export function notMapped(table: TableHead, what: string, names: readonly string[]): Problem[] {
  const [first] = names;
  if (first === undefined) return [];
  const some = names.slice(0, FEW).map((name) => `"${name}"`);
  const more = names.length > FEW ? ` and ${names.length - FEW} more` : '';
  const message = `${names.length} ${what}${names.length === 1 ? ' is' : 's are'} on no competency: left out: ${some.join(', ')}${more}; --map "${first}=CODE" says what one is about`;
  return [at(table, 'not_mapped', 'warning', message)];
}

const FEW = 5;
