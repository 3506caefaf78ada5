/** Evidence in long form: one row a student, competency and score. */
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Field } from '../headers.js';
import type { TableHead } from '../table.js';
import { field, listOf, type RowReader, sheetOf } from './sheet.js';
import { ID_HEADERS } from './student-ids.js';

const FIELDS: readonly Field[] = [
  {
    name: 'student_id',
    accepts: ['studentid', ...ID_HEADERS.filter((name) => name !== 'studentid' && name !== 'id')],
  },
  field('student', 'studentname', 'name', 'fullname'),
  field('competency', 'competencycode', 'standard', 'standardcode', 'outcome', 'code'),
  field('score', 'level', 'rating', 'result'),
  field('date', 'observedon', 'scoredate', 'assessmentdate'),
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

/** Rows are read one by one, so that a file may be longer than memory. */
export function readEvidence(table: TableHead, maps: readonly string[]): RowReader<EvidenceRecord> {
  const needs = [['student_id', 'student'], ['competency'], ['score'], ['date']];
  const { source, problems, cell } = sheetOf(table, FIELDS, maps, needs);
  return {
    source,
    problems,
    recordsOf: (row) => [
      {
        line: row.line,
        studentId: cell(row, 'student_id'),
        studentName: cell(row, 'student'),
        section: cell(row, 'section'),
        competency: cell(row, 'competency'),
        framework: cell(row, 'framework'),
        score: cell(row, 'score'),
        possible: cell(row, 'possible'),
        date: cell(row, 'date'),
        kind: cell(row, 'kind'),
        title: cell(row, 'title'),
        note: cell(row, 'note'),
        by: cell(row, 'by'),
        link: cell(row, 'link'),
        support: cell(row, 'support'),
        tags: listOf(cell(row, 'tags')).join(';'),
        externalId: cell(row, 'external_id'),
      },
    ],
  };
}
