/** Evidence from state tests and the like: a row a student, with levels or scaled scores in columns. */
import type { Glimpse } from '../format.js';
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import { ID_HEADERS } from '../native/student-id-headers.js';
import type { TableHead } from '../table.js';
import { codeMaps } from './code-maps.js';
import { field, MAPPED_FIELDS, NAME_FIELDS } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { madeIds } from './made-ids.js';
import { readColumns } from './score-columns.js';

export const OUTSIDE_TEST: EvidenceFormat = {
  name: 'outside-test',
  title: 'results of a state test or another outside test',
  many: false,
  takesCuts: true,
  recognise: ([file]) => (file === undefined ? null : recognised(file)),
  main: ([member]) => member ?? null,
  reader: readTest,
};

function recognised({ headers }: Glimpse): string | null {
  const names = headers.map(normalHeader);
  const level = names.findIndex((name) => /(performance|achievement|proficiency)level$/.test(name));
  const scaled = names.findIndex((name) => /scaled?score$/.test(name));
  if (level < 0 || scaled < 0) return null;
  return `it has the columns "${headers[level]}" and "${headers[scaled]}"`;
}

/** It counts only where a policy names it. */
export const OUTSIDE = 'outside-test';

const FIELDS = [
  field('student_id', 'studentid', ...ID_HEADERS.filter((name) => name !== 'id')),
  field('student', 'studentname', 'name', 'fullname'),
  field('date', 'testdate', 'assessmentdate', 'administrationdate', 'teststartdate', 'datetaken'),
  field('title', 'testname', 'assessmentname', 'assessment', 'test'),
  ...NAME_FIELDS,
  ...MAPPED_FIELDS.filter(({ name }) => name !== 'student'),
];

/** Columns of such files without `--map` are not listed: there are hundreds of them. */
function readTest(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const names = table.headers.filter((header) => header !== '');
  const codes = codeMaps(maps, table.headers, FIELDS, names, options);
  return readColumns(table, codes, options, {
    fields: FIELDS,
    kind: OUTSIDE,
    about: () => true,
    idOf: madeIds('outside'),
    noteOf: ({ header }, cell) => `${header}: ${cell}`,
  });
}
