/** Evidence from MAP tests of NWEA: a row a student and test, with a RIT score for it and for each goal. */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead, TableRow } from '../table.js';
import { type CodeMaps, codeMaps } from './code-maps.js';
import { cutLevel } from './cut-levels.js';
import { at, field, MAPPED_FIELDS, NAME_FIELDS, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { madeIds } from './made-ids.js';
import { OUTSIDE } from './outside-test.js';
import { below } from './score-columns.js';
import { recordsOn, scoresOf } from './scores.js';

export const NWEA_MAP: EvidenceFormat = {
  name: 'nwea-map',
  title: 'NWEA MAP results',
  many: false,
  takesCuts: true,
  recognise: ([file]) =>
    file?.headers.some((header) => normalHeader(header) === 'testritscore') === true
      ? 'it has the column TestRITScore'
      : null,
  main: ([member]) => member ?? null,
  reader: readMap,
};

const FIELDS = [
  field('student_id', 'studentid', 'studentstateid'),
  field('date', 'teststartdate', 'testdate'),
  field('title', 'testname'),
  { name: 'test', accepts: ['testid'] },
  ...NAME_FIELDS,
  field('student', 'studentname'),
  ...MAPPED_FIELDS.filter(({ name }) => name !== 'student'),
];

/** What was measured: a column that names it, its score, and its percentile where there is one (0-based). */
interface Measure {
  readonly name: number;
  readonly rit: number;
  readonly percentile: number;
}

/**
 * Scores are RIT scores with the levels of `--cuts`, or with `--out-of` percentiles. A subject or goal
 * that no `--map` names is left out and said.
 */
function readMap(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const codes = codeMaps(maps, table.headers, FIELDS, null, options);
  const facts = rowFacts(table, FIELDS, codes.fields, options, OUTSIDE);
  const scores = scoresOf(facts.number, options);
  const measures = measuresOf(table);
  const testOf = facts.columns.column('test');
  const hasFull = options.whole.possible !== undefined || facts.columns.has('possible');
  const byRit = options.cuts.length > 0;
  const left = leftSubjects(table);
  const made = madeIds('map');
  const header = (index: number) => table.headers[index] ?? '';
  const { header: named } = facts.source;
  return {
    source: {
      ...facts.source,
      header: (name) => (name === 'external_id' ? (named('test') ?? named('date')) : named(name)),
    },
    problems: [...facts.problems, ...missing(table, codes, byRit || hasFull, measures)],
    recordsOf: (row) => {
      const said = facts.of(row);
      return measures.flatMap((measure, place) => {
        const subject = (row.cells[measure.name] ?? '').trim();
        if (subject === '' || (!byRit && measure.percentile < 0)) return [];
        const competencies = codes.of(subject);
        if (competencies === null) {
          if (place === 0) left.count(row.line, subject);
          return [];
        }
        const column = byRit ? measure.rit : measure.percentile;
        const found = scores.read(row, column, header(column));
        if (found === null) return [];
        const level = byRit ? cutLevel(found.score, options) : null;
        const record: EvidenceRecord = {
          ...said,
          score: level?.score ?? found.score,
          possible: byRit ? '' : said.possible,
          note: said.note || noteOf(row, measure),
          externalId: testOf(row) === '' ? made(said, subject) : `map:${testOf(row)}:${subject}`,
          scoreColumn: header(column),
          ...(level?.isBelow === true ? { fault: below(header(column)) } : {}),
        };
        return recordsOn(competencies, record);
      });
    },
    atEnd: () => [...left.problems(), ...scores.problems(table.file)],
  };
}

function noteOf({ cells }: TableRow, { rit, percentile }: Measure): string {
  const [score = '', rank = ''] = [cells[rit], cells[percentile]];
  const said = score === '' ? [] : [`RIT ${score}`];
  return [...said, ...(rank === '' ? [] : [`percentile ${rank}`])].join(', ');
}

function measuresOf({ headers }: TableHead): readonly Measure[] {
  const names = headers.map(normalHeader);
  const place = (...some: readonly string[]) =>
    some.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const whole = {
    name: place('measurementscale', 'subject', 'discipline', 'course'),
    rit: place('testritscore'),
    percentile: place('testpercentile', 'testritpercentile', 'percentile'),
  };
  const goals = Array.from({ length: 8 }, (_, index) => ({
    name: place(`goal${index + 1}name`),
    rit: place(`goal${index + 1}ritscore`),
    percentile: -1,
  }));
  return [whole, ...goals.filter(({ name, rit }) => name >= 0 && rit >= 0)];
}

/** What the file or the command line would have to say as well. */
function missing(
  table: TableHead,
  codes: CodeMaps,
  isScored: boolean,
  [whole]: readonly Measure[],
): readonly Problem[] {
  const hasColumns = whole !== undefined && whole.name >= 0 && whole.rit >= 0;
  return [
    ...(hasColumns ? [] : [at(table, 'missing_column', 'error', NO_COLUMNS)]),
    ...(codes.size > 0 ? [] : [at(table, 'not_mapped', 'error', NO_SUBJECT)]),
    ...(isScored ? [] : [at(table, 'missing_cuts', 'error', NO_CUTS)]),
  ];
}

const NO_COLUMNS = 'a file of MAP needs the columns MeasurementScale (or Subject) and TestRITScore';
const NO_SUBJECT =
  'nothing says which competency a subject is about: --map "Mathematics=CODE,CODE", also for the name of a goal';
const NO_CUTS =
  'nothing says what a RIT score means: --cuts 1=0,2=201,3=215 gives the least of each level, or --out-of 99 takes the percentile';

/** Subjects that no `--map` names, each once with its number of rows. */
function leftSubjects({ file, headers }: TableHead) {
  const counts = new Map<string, { readonly line: number; rows: number }>();
  const field =
    headers.find((header) => ['measurementscale', 'subject'].includes(normalHeader(header))) ??
    null;
  return {
    count: (line: number, subject: string) => {
      const known = counts.get(subject) ?? { line, rows: 0 };
      known.rows++;
      counts.set(subject, known);
    },
    problems: (): readonly Problem[] =>
      [...counts].slice(0, MOST_SUBJECTS).map(([subject, { line, rows }]) => {
        const message = `${rows} ${rows === 1 ? 'row is' : 'rows are'} on "${subject}": left out; --map "${subject}=CODE" takes them`;
        return { file, line, field, code: 'not_mapped', severity: 'warning', message };
      }),
  };
}

const MOST_SUBJECTS = 20;
