/** Evidence from the report "Outcome Results" of a Canvas account: a row a student, outcome and assessment. */
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import { ANY_STUDENT, canvasStudents } from './canvas-students.js';
import { codeMaps } from './code-maps.js';
import { field, MAPPED_FIELDS, missingColumns, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { otherScales } from './other-scales.js';
import { possibleOf, recordsOn, scoresOf } from './scores.js';
import { standardNames } from './standard-names.js';

export const CANVAS_OUTCOME_RESULTS: EvidenceFormat = {
  name: 'canvas-outcome-results',
  title: 'Canvas report of outcome results',
  many: false,
  recognise: ([file]) => {
    const names = new Set(file?.headers.map(normalHeader));
    return names.has('learningoutcomename') && names.has('outcomescore')
      ? 'it has the columns "learning outcome name" and "outcome score"'
      : null;
  },
  main: ([member]) => member ?? null,
  reader: readResults,
};

const FIELDS = [
  field('competency', 'learningoutcomename'),
  field('score', 'outcomescore'),
  field('date', 'submissiondate'),
  field('title', 'assessmenttitle', 'assignmenttitle'),
  ...MAPPED_FIELDS,
];

/** What tells one result of an outcome from another; the outcome itself is the competency. */
const IDS = ['assessmentid', 'assignmentid', 'assessmentquestionid'];

function readResults(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const codes = codeMaps(maps, table.headers, [ANY_STUDENT, ...FIELDS], null, options);
  const student = canvasStudents(table, [1], codes.fields);
  const facts = rowFacts(table, [student.field, ...FIELDS], codes.fields, options, 'test');
  const scores = scoresOf(facts.number, options);
  const scales = otherScales(table, options);
  const namesOf = standardNames(codes, options);
  const outcomeOf = facts.columns.column('competency');
  const scoreColumn = facts.columns.header('score') ?? '';
  const names = table.headers.map(normalHeader);
  const score = table.headers.indexOf(scoreColumn);
  const mastery = names.indexOf('learningoutcomemasteryscore');
  const ids = IDS.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  const { header } = facts.source;
  return {
    source: {
      ...facts.source,
      header: (name) =>
        header(name) ?? (name === 'external_id' ? (table.headers[ids[0] ?? -1] ?? null) : null),
    },
    problems: [...facts.problems, ...missingColumns(table, facts.columns, 'competency', 'score')],
    recordsOf: (row) => {
      const found = scores.read(row, score, scoreColumn);
      if (found === null) return [];
      const competencies = namesOf(outcomeOf(row));
      const said = student.of(row, facts.of(row));
      const possible = possibleOf(found, said.possible);
      const column = { index: score, header: outcomeOf(row), title: '', externalId: '' };
      const isOnScale = possible === '' && found.isValue !== true;
      if (isOnScale && !scales.isSame(row, { ...column, competencies }, mastery)) return [];
      const parts = ids.map((index) => row.cells[index] ?? '').filter((id) => id !== '');
      const externalId = parts.length === 0 ? '' : `canvas:${parts.join(':')}`;
      const record = { ...said, score: found.score, possible, externalId, scoreColumn };
      return recordsOn(competencies, record);
    },
    atEnd: () => [...scales.problems(), ...scores.problems(table.file)],
  };
}
