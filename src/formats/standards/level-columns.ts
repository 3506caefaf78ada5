/** Home-made lists with one column a level (Grade, Domain, Cluster, Standard), each filled in once. */
import { faultsOf, type StandardsRecord } from '../../core/importing/records.js';
import { normalHeader } from '../names.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import {
  headerNames,
  headersNamed,
  pathCode,
  readAsTable,
  readFramework,
  standardsRecord,
} from './reading.js';

const LEVELS = [
  'grade',
  'gradelevel',
  'year',
  'course',
  'subject',
  'strand',
  'domain',
  'conceptualcategory',
  'topic',
  'unit',
  'cluster',
];
const FIELDS = [
  field('standard'),
  field('description', 'standarddescription', 'statement', 'text'),
];
/** What has a column for the code is a list of `pl`'s own. */
const OTHER_SIGNS = [
  'code',
  'standardcode',
  'competencycode',
  'humancodingscheme',
  'statementnotation',
  'dotnotation',
  'standardid',
  'idnumber',
  'id',
  'parent',
  'source',
  'target',
];

export const LEVEL_COLUMNS: StandardsFormat = {
  name: 'level-columns',
  title: 'standards with one column a level (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    if (!names.has('standard') || OTHER_SIGNS.some((name) => names.has(name))) return null;
    const levels = LEVELS.filter((name) => names.has(name));
    return levels.length > 1 ? `it has a column for each level: ${levels.join(', ')}` : null;
  },
  read: readAsTable(readLevels),
};

interface Level {
  readonly column: number;
  readonly name: string;
}

function readLevels(table: TextTable, { maps }: StandardsFormatOptions) {
  const known = headersNamed(table.headers, LEVELS);
  const { source: found, problems, cell } = sheetOf(table, FIELDS, maps, [['standard']], known);
  const source = { ...found, header: () => found.header('standard') };
  const levels = table.headers.flatMap((header, column): Level[] => {
    const name = normalHeader(header);
    return LEVELS.includes(name) ? [{ column, name }] : [];
  });
  const filled: string[] = levels.map(() => '');
  const made = new Set<string>();
  const records: StandardsRecord[] = [];
  const add = (record: StandardsRecord) =>
    records.push({ ...record, order: String(records.length + 1) });
  for (const row of table.rows) {
    const { line } = row;
    fillDown(filled, levels, row.cells);
    let parent = '';
    for (const [index, statement] of filled.entries()) {
      if (statement === '') continue;
      const code = pathCode(parent, statement);
      const type = levels[index]?.name ?? '';
      if (!made.has(code)) add(standardsRecord({ line, code, statement, parent, type }));
      made.add(code);
      parent = code;
    }
    const text = cell(row, 'standard');
    if (text !== '')
      add(standardsRecord({ line, parent, ...coded(text, cell(row, 'description')) }));
  }
  return readFramework({ source, records, problems, faults: faultsOf(source) });
}

/** A level that a row writes begins anew, and so do those under it. */
function fillDown(filled: string[], levels: readonly Level[], cells: readonly string[]): void {
  const first = levels.findIndex(({ column }) => (cells[column] ?? '') !== '');
  if (first < 0) return;
  for (const [index, { column }] of levels.entries())
    if (index >= first) filled[index] = cells[column] ?? '';
}

const CODED = /^((?=\S*\d)[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)+)[.:)]?\s+(\S.*)$/su;

/** "6.RP.A.1 Understand ratios" is a code and a statement. */
function coded(text: string, description: string): Pick<StandardsRecord, 'code' | 'statement'> {
  if (description !== '') return { code: text, statement: description };
  const match = CODED.exec(text);
  return { code: match?.[1] ?? text, statement: match?.[2] ?? text };
}
