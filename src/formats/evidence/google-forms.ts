/** Evidence from a quiz of Google Forms: a row an answer, with its score as "8 / 10". */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Glimpse } from '../format.js';
import type { Field } from '../headers.js';
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import { isMapped } from '../native/sheet.js';
import type { TableHead, TableRow } from '../table.js';
import { type CodeMaps, codeMaps } from './code-maps.js';
import { at, field, MAPPED_FIELDS, notMapped, type RowFacts, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { timeIn } from './made-ids.js';
import { possibleOf, recordsOn, type Score, type ScoreColumn, scoresOf } from './scores.js';

export const GOOGLE_FORMS: EvidenceFormat = {
  name: 'google-forms',
  title: 'Google Forms quiz',
  many: false,
  recognise: ([file]) => (file === undefined ? null : recognised(file)),
  main: ([member]) => member ?? null,
  reader: readQuiz,
};

/** "Timestamp" as Google writes it in its languages. */
const TIMESTAMPS = [
  ...['timestamp', 'zeitstempel', 'horodateur', 'marcatemporal', 'carimbodedatahora'],
  ...['informazionicronologiche', 'tijdstempel'],
];
const TOTALS = [
  ...['score', 'totalscore', 'punktzahl', 'punkte', 'puntuaci\u00f3n', 'pontua\u00e7\u00e3o'],
  'punteggio',
];

/** A sheet with a column for the competency is no quiz. */
function recognised({ headers }: Glimpse): string | null {
  const names = headers.map(normalHeader);
  const isForm = TIMESTAMPS.includes(names[0] ?? '');
  const isQuiz = names.slice(1, 3).some((name) => TOTALS.includes(name));
  const isNamed = ['competency', 'standard', 'competencycode', 'level'].some((name) =>
    names.includes(name),
  );
  if (!isForm || isNamed || !(isQuiz || headers.some((header) => QUESTION.test(header))))
    return null;
  return `it has the columns "${headers[0]}" and ${isQuiz ? 'a total score beside it' : '"... [Score]"'}`;
}

const QUESTION = /^(.+\S)\s*\[score\]$/i;

const KIND = 'test';

const ADDRESSES = ['emailaddress', 'email', 'username', 'emailadresse', 'adresseemail'];

const FIELDS = [
  field('student_id', ...ADDRESSES),
  field('student', 'studentname', 'name', 'fullname', 'yourname'),
  field('date', ...TIMESTAMPS),
  { name: 'score', accepts: TOTALS },
  { name: 'competency', accepts: [] },
  ...MAPPED_FIELDS.filter(({ name }) => name !== 'student'),
];

/** What the total is called in `--map "Score=CODE"`, beside its own header. */
const TOTAL_NAMES = ['Score', 'competency'];

function readQuiz(
  table: TableHead,
  maps: readonly string[],
  given: EvidenceOptions,
): EvidenceReader {
  const options = { ...given, dateOf: slashed(given.dateOf) };
  const questions = questionsOf(table);
  const codes = codeMaps(maps, table.headers, FIELDS, namesIn(table, questions), options);
  const asked = questions.flatMap((one) => questionOf(one, codes, options) ?? []);
  const facts = rowFacts(table, fieldsFor(codes.fields), codes.fields, options, KIND);
  const total = totalOf(table, facts, codes);
  const isNothing = total === null && asked.every(({ competencies }) => competencies.length === 0);
  const columns = total === null ? asked : [total, ...asked];
  const scores = scoresOf(facts.number, options);
  const competencyOf = facts.columns.column('competency');
  const isPerRow = facts.columns.has('competency');
  const stamp = table.headers.findIndex((one) => TIMESTAMPS.includes(normalHeader(one)));
  const { header: named } = facts.source;
  const untold = questions.filter(({ index }) => !asked.some((one) => one.index === index));
  return {
    source: {
      ...facts.source,
      header: (name) =>
        named(name) ?? (name === 'external_id' ? (table.headers[stamp] ?? null) : null),
    },
    problems: [
      ...(isNothing
        ? [nothingMapped(table, facts.columns.header('score') ?? '', questions)]
        : untoldQuestions(table, asked, untold)),
      ...facts.problems,
    ],
    recordsOf: (row) => {
      const said = facts.of(row);
      const sent = submission(row.cells[stamp] ?? '', options);
      return columns.flatMap((column) => {
        const found = quizScore(row, column) ?? scores.read(row, column.index, column.header);
        if (found === null) return [];
        const externalId = sent === '' ? '' : `${sent}:${column.title}`;
        const record = { ...recordOf(said, column, found), externalId };
        return isPerRow && column === total
          ? [{ ...record, competency: competencyOf(row) }]
          : recordsOn(column.competencies, record);
      });
    },
    atEnd: () => scores.problems(table.file),
  };
}

/** What `--map` may say a competency of: the total and each question. */
function namesIn({ headers }: TableHead, questions: readonly Question[]): string[] {
  const total = headers.find((one) => TOTALS.includes(normalHeader(one)));
  return [total ?? [], TOTAL_NAMES, questions.map(({ title }) => title)].flat();
}

/** The column of the total; null where nothing says what the whole quiz is about. */
function totalOf(table: TableHead, { columns }: RowFacts, codes: CodeMaps): ScoreColumn | null {
  const header = columns.header('score') ?? '';
  const competencies = codes.of(header, ...TOTAL_NAMES) ?? [];
  const isMeant = columns.has('competency') || competencies.length > 0;
  if (header === '' || !isMeant) return null;
  return { index: table.headers.indexOf(header), header, title: '', externalId: '', competencies };
}

/** Questions of which nothing says what they are about, where it is said of others. */
function untoldQuestions(
  table: TableHead,
  asked: readonly ScoreColumn[],
  untold: readonly Question[],
): readonly Problem[] {
  if (asked.length === 0) return [];
  const titles = untold.map(({ title }) => title);
  return notMapped(table, 'question', titles);
}

/** Where `--map` says in which column she is named, the address may be that of whoever filled it in. */
function fieldsFor(maps: readonly string[]): readonly Field[] {
  if (!isMapped(maps, 'student')) return FIELDS;
  return FIELDS.map((one) => (one.name === 'student_id' ? field('student_id') : one));
}

/** What tells one answer to a form from another: its day and time; '' where there is no time. */
function submission(stamp: string, { dateOf }: EvidenceOptions): string {
  const [day, time] = [dateOf(stamp), timeIn(stamp)];
  return day === null || time === null ? '' : `form:${day}T${time}`;
}

/** Google writes 2026/10/02 in files, whatever the language. */
function slashed(dateOf: EvidenceOptions['dateOf']): EvidenceOptions['dateOf'] {
  return (text) => {
    const found = /^(\d{4})\/(\d{1,2})\/(\d{1,2})\b/.exec(text.trim());
    if (found === null) return dateOf(text);
    const [, year, month = '', day = ''] = found;
    return dateOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? dateOf(text);
  };
}

interface Question {
  readonly index: number;
  readonly header: string;
  readonly title: string;
}

function questionsOf({ headers }: TableHead): readonly Question[] {
  return headers.flatMap((header, index) => {
    const title = QUESTION.exec(header)?.[1];
    return title === undefined ? [] : [{ index, header, title }];
  });
}

function questionOf(
  one: Question,
  codes: CodeMaps,
  { competencyOf }: EvidenceOptions,
): ScoreColumn | null {
  const found = competencyOf(one.title);
  const named = found === null || 'fault' in found ? null : [found];
  const competencies = codes.of(one.header, one.title) ?? named;
  return competencies === null ? null : { ...one, externalId: '', competencies };
}

/** "8 / 10", also without blanks; null: it is written in another way. */
function quizScore({ cells }: TableRow, { index }: ScoreColumn): Score | null {
  const cell = (cells[index] ?? '').trim();
  const [, score, possible] = /^(\d+(?:[.,]\d+)?)\s*\/\s*(\d+(?:[.,]\d+)?)$/.exec(cell) ?? [];
  if (score === undefined || possible === undefined) return null;
  return { score: score.replace(',', '.'), possible: possible.replace(',', '.') };
}

function recordOf(
  said: EvidenceRecord,
  { header, title }: ScoreColumn,
  found: Score,
): EvidenceRecord {
  const possible = possibleOf(found, said.possible);
  const record = { ...said, score: found.score, possible, scoreColumn: header };
  const titled = { ...record, title: said.title || title };
  if (!isDamaged(found.score)) return titled;
  const message =
    'a spreadsheet made a date of this score: download the answers from Google Forms again and import them unopened';
  return { ...titled, fault: { field: header, code: 'score_is_date', message } };
}

/** What a spreadsheet makes of "8/10": a day, with or without its year, in figures or with a month. */
function isDamaged(score: string): boolean {
  return /^(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}[-. ]*\p{L}{3,}\.?([-. ]*\d{2,4})?|\p{L}{3,}\.?[- ]\d{1,2})(\s.*)?$/u.test(
    score,
  );
}

function nothingMapped(table: TableHead, total: string, questions: readonly Question[]): Problem {
  const [name = questions[0]?.title ?? 'Score'] = total === '' ? [] : [total];
  const message = `nothing says which competency the quiz is about: --map "${name}=CODE", or "QUESTION=CODE" for each question with a score`;
  return at(table, 'not_mapped', 'error', message);
}
