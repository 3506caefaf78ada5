/** Lists of standards whose code is split over columns: grade, domain, cluster, number and letter. */
import { faultsOf } from '../../core/importing/records.js';
import { field, sheetOf } from '../native/sheet.js';
import { readStandards } from '../native/standards.js';
import type { TableRow, TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { calledBy, headerNames, readAsTable, readFramework, standardsRecord } from './reading.js';

/** The parts of a code, in order; the category of a high school stands right behind its grade. */
const PARTS = ['grade', 'domain', 'cluster', 'standard', 'substandard'] as const;

const FIELDS = [
  field('grade', 'gradelevelcode', 'gradecode'),
  field('category', 'categorycode'),
  field('domain', 'domaincode'),
  field('cluster', 'clustercode'),
  field('standard', 'standardcounter', 'standardnumber'),
  field('substandard', 'substandardcounter', 'substandardletter'),
  field('statement', 'description'),
];

const SIGNS = ['gradelevelcode', 'domaincode', 'standardcounter', 'description'];

export const SPLIT_CODE: StandardsFormat = {
  name: 'split-code',
  title: 'standards with the code split over columns (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    const isSplit = SIGNS.every((name) => names.has(name)) && !names.has('code');
    return isSplit ? 'its code is split over columns' : null;
  },
  read: readAsTable((table, options) =>
    // Whoever says how the code is put together is taken at their word.
    options.maps.length > 0 ? readStandards(table, options.maps) : readSplit(table, options),
  ),
};

function readSplit(table: TextTable, { maps }: StandardsFormatOptions) {
  const { source: found, problems, cell } = sheetOf(table, FIELDS, maps, [['statement']]);
  const number = 'standard';
  const source = calledBy(found, { code: number, parent: number });
  const codes = new Set(table.rows.map((row) => codeOf(row, cell)));
  const records = table.rows.map((row) => {
    const above = cell(row, 'substandard') === '' ? '' : codeOf(row, cell, 'substandard');
    return standardsRecord({
      line: row.line,
      code: codeOf(row, cell),
      statement: cell(row, 'statement'),
      parent: codes.has(above) ? above : '',
      grade: cell(row, 'grade'),
    });
  });
  return readFramework({ source, records, problems, faults: faultsOf(source) });
}

function codeOf(
  row: TableRow,
  cell: (row: TableRow, name: string) => string,
  without?: (typeof PARTS)[number],
): string {
  return PARTS.filter((name) => name !== without)
    .map((name) => (name === 'grade' ? cell(row, name) + cell(row, 'category') : cell(row, name)))
    .filter((part) => part !== '')
    .join('.');
}
