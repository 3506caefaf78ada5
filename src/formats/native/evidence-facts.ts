/** What a row of evidence says beside competency and score: who, when, how it was shown. */
import type { DateReader } from '../../core/importing/dates.js';
import type { EvidenceRecord, Source } from '../../core/importing/records.js';
import type { NumberCell } from '../decimals.js';
import type { Column, Columns } from '../headers.js';
import type { TableRow } from '../table.js';
import { listOf, type Sheet } from './sheet.js';

/** What is said of a whole file, where a row says nothing. */
export type WholeFile = Partial<
  Record<'date' | 'kind' | 'title' | 'by' | 'possible' | 'section' | 'framework', string>
>;

/** A fault in who she is names the column that says it. */
export function namingColumns({ source }: Sheet): Source {
  const stands: Readonly<Record<string, string>> = { student_id: 'email', student: 'last_name' };
  return {
    ...source,
    header: (name) => source.header(name) ?? source.header(stands[name] ?? name),
  };
}

/** All that a row says, with the score on a competency where the caller knows them. */
export type FactsReader = (row: TableRow, competency: string, score: string) => EvidenceRecord;

/** `dateOf` reads the days; what it cannot read stays as it is written, for the plan to refuse. */
export function factsReader(
  { columns }: Sheet,
  {
    dateOf,
    whole,
    number,
  }: { readonly dateOf: DateReader; readonly whole: WholeFile; readonly number: NumberCell },
): FactsReader {
  const said = (name: keyof WholeFile): Column => {
    const own = columns.column(name);
    const otherwise = whole[name] ?? '';
    return otherwise === '' ? own : (row) => own(row) || otherwise;
  };
  const id = columns.column('student_id');
  const email = columns.column('email');
  const section = said('section');
  const framework = said('framework');
  const possible = said('possible');
  const date = said('date');
  const kind = said('kind');
  const title = said('title');
  const note = columns.column('note');
  const by = said('by');
  const link = columns.column('link');
  const support = columns.column('support');
  const tags = columns.column('tags');
  const externalId = columns.column('external_id');
  const nameOf = nameReader(columns);
  const dayOf = rememberingLast(dateOf);
  return (row, competency, score) => {
    const studentName = nameOf(row);
    return {
      line: row.line,
      studentId: id(row) || (studentName === '' ? email(row) : ''),
      studentName,
      section: section(row),
      competency,
      framework: framework(row),
      score,
      possible: number(possible(row)),
      date: dayOf(date(row)),
      kind: kind(row),
      title: title(row),
      note: note(row),
      by: by(row),
      link: link(row),
      support: support(row),
      tags: listed(tags(row)),
      externalId: externalId(row),
    };
  };
}

/** Her name, in one column or in two. */
function nameReader(columns: Columns): Column {
  const student = columns.column('student');
  if (!columns.has('first_name')) return student;
  const [first, last] = [columns.column('first_name'), columns.column('last_name')];
  return (row) => student(row) || `${first(row)} ${last(row)}`.trim();
}

function listed(tags: string): string {
  return tags === '' ? '' : listOf(tags).join(';');
}

/** The rows of one day mostly stand together. */
function rememberingLast(dateOf: DateReader): (text: string) => string {
  let [last, day] = ['', ''];
  return (text) => {
    if (text !== last) [last, day] = [text, dateOf(text) ?? text];
    return day;
  };
}
