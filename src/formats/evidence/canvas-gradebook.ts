/** Evidence from the gradebook export of Canvas: a row a student, a column an assignment. */
import type { Problem } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Glimpse } from '../format.js';
import { normalHeader } from '../names.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead, TableRow } from '../table.js';
import { isId } from './canvas-students.js';
import { type CodeMaps, codeMaps } from './code-maps.js';
import { at, field, MAPPED_FIELDS, notMapped, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { fullMarks } from './full-marks.js';
import { hasField } from './own-columns.js';
import { recordsOn, type ScoreColumn, scoresOf } from './scores.js';

export const CANVAS_GRADEBOOK: EvidenceFormat = {
  name: 'canvas-gradebook',
  title: 'Canvas gradebook export',
  many: false,
  recognise: ([file]) => (file === undefined ? null : recognised(file)),
  main: ([member]) => member ?? null,
  reader: readGradebook,
};

/** A sheet with a competency and its score in each row is no gradebook. */
function recognised({ headers }: Glimpse): string | null {
  const names = new Set(headers.map(normalHeader));
  const isNamed = names.has('student') || (names.has('lastname') && names.has('firstname'));
  const isCanvas = names.has('id') && names.has('section');
  const login = ['sisloginid', 'sisuserid'].find((name) => names.has(name));
  const isLong = hasField(headers, 'competency') && hasField(headers, 'score');
  if (!isNamed || !isCanvas || isLong || login === undefined) return null;
  return `it has the columns ID, ${login === 'sisuserid' ? 'SIS User ID' : 'SIS Login ID'} and Section`;
}

const KIND = 'test';

/** Columns that are about the student; ids are read in this order. */
const IDS = ['sisuserid', 'id', 'sisloginid'];
const ABOUT_HER = new Set([
  ...['student', 'lastname', 'firstname', 'section', 'rootaccount', 'integrationid', 'notes'],
  ...[...IDS, 'comments', 'email', 'sectionid', 'studentid', 'studentname'],
]);

const FIELDS = [
  field('student_id', ...IDS),
  { name: 'date', accepts: ['date'] },
  { name: 'section', accepts: [] },
  ...MAPPED_FIELDS.filter(({ name }) => name !== 'section'),
];

function readGradebook(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const assignments = assignmentsOf(table);
  const names = assignments.flatMap(({ title, header }) => [title, header]);
  const codes = codeMaps(maps, table.headers, FIELDS, names, options);
  const columns = assignments.flatMap((one) => competenciesOf(one, codes, options) ?? []);
  const used = columns.filter(({ competencies }) => competencies.length > 0);
  const facts = rowFacts(table, FIELDS, codes.fields, options, KIND);
  const isMapped = codes.fields.some((map) => /^\s*(student|email)/i.test(map));
  const student = isMapped ? (_: TableRow, said: EvidenceRecord) => said : whoOf(table);
  const scores = scoresOf(facts.number, options);
  const points = fullMarks(table, facts.number);
  const hasIds = used.some(({ externalId }) => externalId !== '');
  const { header } = facts.source;
  return {
    source: {
      ...facts.source,
      header: (name) => header(name) ?? (name === 'external_id' && hasIds ? 'ID' : null),
      saysNoDay: !facts.columns.has('date'),
    },
    problems: [...toldOf(table, assignments, columns, codes), ...facts.problems],
    recordsOf: (short) => {
      const row = realigned(table, short);
      if (points.isPoints(row) || isNobody(table, row)) return [];
      const said = student(row, facts.of(row));
      return used.flatMap(({ index, header, title, externalId, competencies }) => {
        const found = scores.read(row, index, header);
        if (found === null) return [];
        const isSaid = found.isValue === true || found.possible !== '';
        const possible = isSaid ? found.possible : points.of(row, index, said.possible);
        const score = { ...said, score: found.score, possible, scoreColumn: header };
        const record = { ...score, title: said.title || title, externalId };
        return recordsOn(competencies, record);
      });
    },
    atEnd: () => [...points.problems(), ...scores.problems(table.file)],
    explains: ({ code }) => code === 'footer_rows' && points.isOnlySkipped(),
  };
}

/** What is said of assignments that are taken and of those that are not. */
function toldOf(
  table: TableHead,
  assignments: readonly Assignment[],
  columns: readonly ScoreColumn[],
  codes: CodeMaps,
): readonly Problem[] {
  const used = columns.filter(({ competencies }) => competencies.length > 0);
  const names = assignments.map(({ title }) => title);
  if (used.length === 0) return [nothingMapped(table, names)];
  const taken = new Set(columns.map(({ index }) => index));
  const left = assignments.filter(({ index }) => !taken.has(index)).map(({ title }) => title);
  const untold = used.filter(({ header }) => codes.of(header) === null);
  return [...notMapped(table, 'assignment', left), ...sameNames(table, untold)];
}

interface Assignment {
  readonly index: number;
  readonly header: string;
  readonly title: string;
  readonly externalId: string;
}

/** Sums that Canvas works out, and columns that may not be written, are no assignments. */
const SUM =
  /(\b(current|final|unposted( current| final)?) (score|points|grade)|\bunposted\b.*)( \(read only\))?$|\(read only\)$|^(notes|override (score|grade|status))$/i;

function assignmentsOf({ headers }: TableHead): readonly Assignment[] {
  return headers.flatMap((header, index): Assignment[] => {
    if (header === '' || ABOUT_HER.has(normalHeader(header)) || SUM.test(header)) return [];
    const found = /^(.*\S)\s*\((\d+)\)$/.exec(header);
    const [, title = header, number = ''] = found ?? [];
    return [{ index, header, title, externalId: number === '' ? '' : `canvas:${number}` }];
  });
}

/** What `--map` says of it, else the competency that its name is; null: nothing says it. */
function competenciesOf(
  one: Assignment,
  codes: CodeMaps,
  { competencyOf }: EvidenceOptions,
): ScoreColumn | null {
  const mapped = codes.of(one.header, one.title);
  if (mapped !== null) return { ...one, competencies: mapped };
  const found = competencyOf(one.title);
  return found === null || 'fault' in found ? null : { ...one, competencies: [found] };
}

/** Her SIS id, else her id in Canvas, else her login; and her name. */
function whoOf({ headers }: TableHead): (row: TableRow, said: EvidenceRecord) => EvidenceRecord {
  const names = headers.map(normalHeader);
  const columns = IDS.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  return ({ cells }, said) => {
    const studentId = columns.map((index) => cells[index] ?? '').find(isId);
    const part = (name: string) => cells[names.indexOf(name)] ?? '';
    const studentName = part('student') || `${part('firstname')} ${part('lastname')}`.trim();
    return { ...said, studentId: studentId ?? '', studentName };
  };
}

/** The pseudo-student of every Canvas course, and rows of markers without any student. */
function isNobody({ headers }: TableHead, { cells }: TableRow): boolean {
  const names = headers.map(normalHeader);
  const cell = (name: string) => cells[names.indexOf(name)] ?? '';
  const isTest = /^student, ?test$/i.test(
    cell('student') || `${cell('lastname')}, ${cell('firstname')}`,
  );
  return isTest || ['student', 'lastname', 'firstname', ...IDS].every((name) => cell(name) === '');
}

/**
 * Older exports name the login in the header and leave it out of the rows: then a name of a section,
 * with blanks, stands under it, and a score or nothing under Section.
 */
function realigned({ headers }: TableHead, row: TableRow): TableRow {
  const login = headers.findIndex((header) => normalHeader(header) === 'sisloginid');
  if (login < 0 || normalHeader(headers[login + 1] ?? '') !== 'section') return row;
  const [said = '', section = ''] = row.cells.slice(login, login + 2);
  const isShort =
    /\S\s\S/.test(said) && /^(-|[\d.,]+|ex|)$/i.test(section) && row.cells.at(-1) === '';
  if (!isShort) return row;
  const cells = [...row.cells.slice(0, login), '', ...row.cells.slice(login, -1)];
  return { ...row, cells };
}

/** Assignments of one name that no `--map` tells apart by their numbers. */
function sameNames(table: TableHead, used: readonly ScoreColumn[]): readonly Problem[] {
  const named = groupBy(used, ({ title }) => title.toLowerCase());
  return [...named.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return [];
    const all = same.map(({ header }) => `"${header}"`).join(', ');
    const message = `${same.length} assignments are named "${first.title}", and all are taken: ${all}; --map "${first.header}=CODE" speaks of one ("${first.header}=" leaves it out)`;
    return [at(table, 'same_title', 'warning', message)];
  });
}

function nothingMapped(table: TableHead, names: readonly string[]): Problem {
  const [first = 'ASSIGNMENT'] = names;
  const there =
    names.length === 0
      ? 'there is none'
      : `there are ${names
          .slice(0, 12)
          .map((name) => `"${name}"`)
          .join(', ')}`;
  const message = `nothing says which competency an assignment is about: --map "${first}=CODE,CODE" (${there}${names.length > 12 ? ` and ${names.length - 12} more` : ''})`;
  return at(table, 'not_mapped', 'error', message);
}
