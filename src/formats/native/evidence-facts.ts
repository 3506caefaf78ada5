/** What a row of evidence says beside competency and score: who, when, how it was shown. */
import type { DateReader } from '../../core/importing/dates.js';
import type { EvidenceRecord, Source } from '../../core/importing/records.js';
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
  { cell, columns }: Sheet,
  { dateOf, whole }: { readonly dateOf: DateReader; readonly whole: WholeFile },
): FactsReader {
  const said = (row: TableRow, name: keyof WholeFile) => cell(row, name) || (whole[name] ?? '');
  const inTwo = columns.has('first_name');
  const nameOf = (row: TableRow) => {
    const name = cell(row, 'student');
    if (name !== '' || !inTwo) return name;
    return `${cell(row, 'first_name')} ${cell(row, 'last_name')}`.trim();
  };
  const dayOf = rememberingLast(dateOf);
  return (row, competency, score) => {
    const name = nameOf(row);
    const tags = cell(row, 'tags');
    return {
      line: row.line,
      studentId: cell(row, 'student_id') || (name === '' ? cell(row, 'email') : ''),
      studentName: name,
      section: said(row, 'section'),
      competency,
      framework: said(row, 'framework'),
      score,
      possible: said(row, 'possible'),
      date: dayOf(said(row, 'date')),
      kind: said(row, 'kind'),
      title: said(row, 'title'),
      note: cell(row, 'note'),
      by: said(row, 'by'),
      link: cell(row, 'link'),
      support: cell(row, 'support'),
      tags: tags === '' ? '' : listOf(tags).join(';'),
      externalId: cell(row, 'external_id'),
    };
  };
}

/** The rows of one day mostly stand together. */
function rememberingLast(dateOf: DateReader): (text: string) => string {
  let [last, day] = ['', ''];
  return (text) => {
    if (text !== last) [last, day] = [text, dateOf(text) ?? text];
    return day;
  };
}
