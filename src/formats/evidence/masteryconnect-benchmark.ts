/** A benchmark with a column for each standard: what stands beside them is about the student or the test. */
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import { codeMaps } from './code-maps.js';
import { field, MAPPED_FIELDS, NAME_FIELDS } from './facts.js';
import { readColumns } from './score-columns.js';

const FIELDS = [
  { name: 'student_id', accepts: ['studentnumber', 'studentid'] },
  field('date', 'testdate'),
  field('title', 'testname', 'testid'),
  ...NAME_FIELDS,
  ...MAPPED_FIELDS,
];

const ABOUT = new Set([
  ...['testid', 'testname', 'schoolid', 'testdate', 'tchname', 'teacherid', 'grade', 'studentid'],
  ...['studentnumber', 'fname', 'lname', 'perccor', 'achlev', 'achlevext', 'na', ''],
]);

/** Scores are on the scale, or out of `--out-of`; a column `na` says nothing. */
export function readBenchmark(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const names = table.headers.filter((header) => normalHeader(header) !== 'na' && header !== '');
  const codes = codeMaps(maps, table.headers, FIELDS, names, options);
  return readColumns(table, codes, options, {
    fields: FIELDS,
    kind: 'test',
    about: (header) => ABOUT.has(normalHeader(header)),
  });
}
