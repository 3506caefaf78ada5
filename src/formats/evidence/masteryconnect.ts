/** Evidence from MasteryConnect: a row a student and standard, or a row a student with questions or standards across. */
import type { EvidenceRecord } from '../../core/importing/records.js';
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import { codeMaps } from './code-maps.js';
import { field, MAPPED_FIELDS, missingColumns, NAME_FIELDS, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { readBenchmark } from './masteryconnect-benchmark.js';
import { readItems } from './masteryconnect-items.js';
import { possibleOf, recordsOn, scoresOf } from './scores.js';
import { standardNames } from './standard-names.js';

const one = { many: false, main: ([member]) => member ?? null } satisfies Partial<EvidenceFormat>;

export const MASTERYCONNECT: EvidenceFormat = {
  ...one,
  name: 'masteryconnect',
  title: 'MasteryConnect scores, a row a student and standard',
  recognise: ([file]) =>
    hasAll(file?.headers, 'standardname', 'scorevalue')
      ? 'it has the columns standard_name and score_value'
      : null,
  reader: readScores,
};

export const MASTERYCONNECT_ITEMS: EvidenceFormat = {
  ...one,
  name: 'masteryconnect-items',
  title: 'MasteryConnect answers, a row a student',
  recognise: ([file]) =>
    hasAll(file?.headers, 'question1standard', 'question1points')
      ? 'it has the columns question_1_standard and question_1_points'
      : null,
  reader: readItems,
};

export const MASTERYCONNECT_BENCHMARK: EvidenceFormat = {
  ...one,
  name: 'masteryconnect-benchmark',
  title: 'MasteryConnect benchmark, a column a standard',
  recognise: ([file]) =>
    hasAll(file?.headers, 'perccor', 'achlev') ? 'it has the columns perc_cor and ach_lev' : null,
  reader: readBenchmark,
};

function hasAll(headers: readonly string[] | undefined, ...names: readonly string[]): boolean {
  const there = new Set(headers?.map(normalHeader));
  return names.every((name) => there.has(name));
}

const FIELDS = [
  { name: 'student_id', accepts: ['studentnumber', 'studentid', 'statestudentnumber'] },
  field('competency', 'standardname'),
  field('score', 'scorevalue'),
  { name: 'percentage', accepts: ['percentage'] },
  { name: 'state', accepts: ['scorestate'] },
  field('date', 'assessmentdate', 'scoredate'),
  field('title', 'assessmentname', 'assessmenttitle'),
  field('external_id', 'scoreid'),
  ...NAME_FIELDS,
  ...MAPPED_FIELDS,
];

/**
 * The score of a row is its state where `--value` says the level, else `score_value` out of `--out-of`,
 * else the percentage out of 100, else `score_value` on the scale.
 */
function readScores(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const codes = codeMaps(maps, table.headers, FIELDS, null, options);
  const facts = rowFacts(table, FIELDS, codes.fields, options, 'test');
  const scores = scoresOf(facts.number, options);
  const namesOf = standardNames(codes, options);
  const { columns } = facts;
  const [stateOf, nameOf] = [columns.column('state'), columns.column('competency')];
  const place = (name: string) => table.headers.indexOf(columns.header(name) ?? '');
  const hasFull = options.whole.possible !== undefined || columns.has('possible');
  const percent = columns.has('percentage') && !hasFull ? place('percentage') : -1;
  const score = place('score');
  const header = (index: number) => table.headers[index] ?? '';
  const on = (record: EvidenceRecord, name: string) =>
    name === '' ? [record] : recordsOn(namesOf(name), record);
  return {
    source: facts.source,
    problems: [...facts.problems, ...missingColumns(table, columns, 'competency', 'score')],
    recordsOf: (row) => {
      const said = facts.of(row);
      const level = options.values.get(stateOf(row).toLowerCase());
      if (level !== undefined) {
        const scoreColumn = columns.header('state') ?? 'state';
        return on({ ...said, score: level, possible: '', scoreColumn }, nameOf(row));
      }
      const isPercent = percent >= 0 && (row.cells[percent] ?? '') !== '';
      const index = isPercent ? percent : score;
      const found = scores.read(row, index, header(index));
      if (found === null) return [];
      const possible = possibleOf(found, isPercent ? '100' : said.possible);
      return on({ ...said, score: found.score, possible, scoreColumn: header(index) }, nameOf(row));
    },
    atEnd: () => scores.problems(table.file),
  };
}
