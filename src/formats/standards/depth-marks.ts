/** Home-made lists whose tree is drawn with marks: `#` for the widest level, `##` for the next. */
import { faultsOf, type StandardsRecord } from '../../core/importing/records.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TableRow, TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import {
  headerNames,
  headersNamed,
  pathCode,
  readAsTable,
  readFramework,
  standardsRecord,
} from './reading.js';

const FIELDS = [
  field('code', 'humancodingscheme', 'statementnotation', 'notation', 'identifier', 'id'),
  field('statement', 'description', 'fullstatement', 'text', 'title', 'standard'),
  field('type', 'kind'),
];
const MARK_COLUMNS = ['', 'depth', 'level', 'indent', 'marker', 'marks'];

export const DEPTH_MARKS: StandardsFormat = {
  name: 'depth-marks',
  title: 'standards with a # for each level (CSV)',
  many: false,
  recognise: ([file]) => {
    if (file === undefined || headerNames(file.headers).has('parent')) return null;
    const marks: readonly string[] =
      file.start.match(/(?<=^|[,;\t"\r\n])#{1,9}(?=[ ,;\t"])/g) ?? [];
    return marks.includes('#') && marks.includes('##') ? 'its rows are marked # and ##' : null;
  },
  read: readAsTable(readMarks),
};

function readMarks(table: TextTable, { maps }: StandardsFormatOptions) {
  const known = headersNamed(table.headers, MARK_COLUMNS);
  const { source, problems, cell } = sheetOf(table, FIELDS, maps, [['statement']], known);
  const faults = faultsOf(source);
  const column = columnOfMarks(table);
  // The code of the last row at each depth, the widest first.
  const above: string[] = [];
  const records = table.rows.map((row, index): StandardsRecord => {
    const statement = cell(row, 'statement').replace(/^#+\s*/, '');
    const marks = column === null ? cell(row, 'statement') : (row.cells[column] ?? '');
    const depth = /^#+/.exec(marks)?.[0].length ?? above.length + 1;
    if (depth > above.length + 1) {
      const message = `${depth} marks come after ${above.length}: a level is missing`;
      faults.error(row.line, 'statement', 'level_missing', message);
    }
    // What has no mark lies under the last that has one.
    const parent = above[Math.min(depth - 1, above.length) - 1] ?? '';
    const code = cell(row, 'code') || pathCode(parent, statement);
    if (marks.startsWith('#')) above.splice(depth - 1, above.length, code);
    return standardsRecord({
      line: row.line,
      code,
      statement,
      parent,
      type: cell(row, 'type'),
      order: String(index + 1),
    });
  });
  return readFramework({ source, records, problems, faults });
}

/** The column with nothing but marks; null: they begin the statement. */
function columnOfMarks({ headers, rows }: TextTable): number | null {
  const isMarks = ({ cells }: TableRow, column: number) => /^#+$/.test(cells[column] ?? '');
  const column = headers.findIndex((_, at) => rows.some((row) => isMarks(row, at)));
  return column < 0 ? null : column;
}
