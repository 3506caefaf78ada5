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

/** All that a row says beside competency and score. */
export type Facts = Omit<EvidenceRecord, 'competency' | 'score' | 'scoreColumn'>;
export type FactsReader = (row: TableRow) => Facts;

/** `dateOf` reads the days; what it cannot read stays as it is written, for the plan to refuse. */
export function factsReader(
  { cell }: Sheet,
  { dateOf, whole }: { readonly dateOf: DateReader; readonly whole: WholeFile },
): FactsReader {
  const said = (row: TableRow, name: keyof WholeFile) => cell(row, name) || (whole[name] ?? '');
  return (row) => {
    const name =
      cell(row, 'student') || `${cell(row, 'first_name')} ${cell(row, 'last_name')}`.trim();
    const date = said(row, 'date');
    return {
      line: row.line,
      studentId: cell(row, 'student_id') || (name === '' ? cell(row, 'email') : ''),
      studentName: name,
      section: said(row, 'section'),
      framework: said(row, 'framework'),
      possible: said(row, 'possible'),
      date: dateOf(date) ?? date,
      kind: said(row, 'kind'),
      title: said(row, 'title'),
      note: cell(row, 'note'),
      by: said(row, 'by'),
      link: cell(row, 'link'),
      support: cell(row, 'support'),
      tags: listOf(cell(row, 'tags')).join(';'),
      externalId: cell(row, 'external_id'),
    };
  };
}
