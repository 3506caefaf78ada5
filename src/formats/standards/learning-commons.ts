/** Standards of the Learning Commons Knowledge Graph (CSV), known by their CASE guid. */
import { faultsOf } from '../../core/importing/records.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { headerNames, readAsTable, readFramework, standardsRecord } from './reading.js';

const FIELDS = [
  field('guid', 'caseidentifieruuid'),
  field('code', 'statementcode'),
  field('statement', 'description'),
  field('type', 'statementtype', 'normalizedstatementtype'),
  field('jurisdiction'),
  field('subject', 'academicsubject'),
  field('grade', 'gradelevel'),
];

export const LEARNING_COMMONS: StandardsFormat = {
  name: 'learning-commons',
  title: 'Learning Commons standards (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    const isGraph = names.has('caseidentifieruuid') && names.has('statementcode');
    return isGraph ? 'it has the columns of the Knowledge Graph' : null;
  },
  read: readAsTable(readItems),
};

function readItems(table: TextTable, { maps }: StandardsFormatOptions) {
  const needs = [['guid'], ['statement']];
  const { source, problems, cell } = sheetOf(table, FIELDS, maps, needs, new Set(table.headers));
  const records = table.rows.map((row) => {
    const of = (name: string) => cell(row, name);
    const framework = [of('jurisdiction'), of('subject')].filter((word) => word !== '').join(' ');
    return standardsRecord({
      line: row.line,
      framework,
      guid: of('guid'),
      code: of('code'),
      statement: of('statement') || of('code'),
      type: of('type'),
      subject: of('subject'),
      // A list such as ["6","7"].
      grade: of('grade').replace(/[[\]"\s]/g, ''),
    });
  });
  // What lies under what is in another file.
  const read = readFramework({ source, records, problems, faults: faultsOf(source) });
  return { ...read, speaksOfParents: false };
}
