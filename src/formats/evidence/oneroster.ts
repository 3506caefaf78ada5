/** Evidence from the results of a OneRoster set: each score on each competency that it is about. */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Member } from '../member.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import { OWN_ID } from '../own-ids.js';
import { readHeaders } from '../rosters/oneroster-headers.js';
import { type Notes, notesOf } from '../rosters/oneroster-notes.js';
import { openPackage, recognised } from '../rosters/oneroster-package.js';
import type { Version } from '../rosters/oneroster-tables.js';
import type { TableHead, TableRow } from '../table.js';
import type { EvidenceFormat } from './format.js';
import { mappedTitles } from './oneroster-maps.js';
import { type Mark, type Objectives, readObjectives } from './oneroster-objectives.js';
import { type LeftResults, leftResults } from './oneroster-unscored.js';

export const ONEROSTER_RESULTS_1_1 = formatOf('1.1');
export const ONEROSTER_RESULTS_1_2 = formatOf('1.2');

function formatOf(version: Version): EvidenceFormat {
  return {
    name: `oneroster-${version}`,
    title: `OneRoster ${version} results (CSV)`,
    many: true,
    recognise: (files) => {
      const found = recognised(files);
      return found?.version === version ? found.why : null;
    },
    main: (members) => members.find(({ name }) => /^results\.(csv|txt)$/i.test(name)) ?? null,
    reader: (table, maps, options, members) => readResults(table, version, maps, options, members),
  };
}

/** Which columns, of `results.csv` or a file beside it, say the fields of a record. */
const COLUMNS: Readonly<Record<string, string>> = {
  student_id: 'studentSourcedId',
  score: 'score',
  date: 'scoreDate',
  competency: 'learningObjectiveId',
  possible: 'resultValueMax',
  title: 'title',
  note: 'comment',
  external_id: 'sourcedId',
};

/** The kind of a result, where `--kind` says no other. */
const KIND = 'test';

/** A result of which row, read by the columns of the standard. */
export type ResultCell = (row: TableRow, column: string) => string;

function readResults(
  table: TableHead,
  version: Version,
  maps: readonly string[],
  options: EvidenceOptions,
  members: readonly Member[],
): EvidenceReader {
  const set = openPackage(members, version, false);
  const places = readHeaders(table, { name: 'results', version, declared: null, strict: false });
  const notes = notesOf(table.file, false, places.headerOf);
  places.say(notes);
  const objectives = readObjectives(
    set,
    mappedTitles(maps, set.sheet('lineItems')),
    isCodeIn(options),
  );
  const problems: readonly Problem[] = [...set.problems(), ...notes.problems()];
  const left = leftResults(table.file, places.headerOf);
  const cell: ResultCell = (row, column) => {
    const index = places.indexOf(column);
    return index === null ? '' : (row.cells[index] ?? '').trim();
  };
  const isMade = set.systemCode !== '' && set.systemCode === options.gradebook;
  const isOwn = (sourcedId: string) => isMade && sourcedId.startsWith(OWN_ID);
  const late = notesOf(table.file, false, places.headerOf);
  return {
    source: {
      file: table.file,
      header: (field) => places.headerOf(COLUMNS[field] ?? field) ?? COLUMNS[field] ?? null,
    },
    problems,
    recordsOf: recordsOf(cell, objectives, options, left, late, isOwn),
    unscored: left.unscored,
    atEnd: () => [...left.problems(), ...late.problems()],
  };
}

/** Whether words are the code of one competency, alone or after the name of its framework. */
function isCodeIn({ competencyOf }: EvidenceOptions): (words: string) => boolean {
  return (words) => {
    const found = competencyOf(words);
    if (found === null || 'fault' in found) return false;
    const { code, framework } = found;
    return [code, `${framework}:${code}`].some((one) => one.toLowerCase() === words.toLowerCase());
  };
}

/** One record a competency; none where the result says no score, which is counted. */
function recordsOf(
  cell: ResultCell,
  objectives: Objectives,
  options: EvidenceOptions,
  left: LeftResults,
  notes: Notes,
  isOwn: (sourcedId: string) => boolean,
): (row: TableRow) => readonly EvidenceRecord[] {
  return (row) => {
    if (isOwn(cell(row, 'sourcedId'))) {
      left.own(row.line);
      return [];
    }
    if (left.hasNoScore(row, cell)) return [];
    const id = cell(row, 'sourcedId');
    const lineItem = objectives.lineItem(cell(row, 'lineItemSourcedId'));
    if (lineItem?.gone === true) {
      left.of(row.line, 'deleted', id);
      return [];
    }
    const own = { score: cell(row, 'score'), text: cell(row, 'textScore') };
    const marks = objectives.marksOf(id, lineItem, own);
    if (marks.length === 0) left.withoutObjective(row.line, lineItem?.title ?? '');
    const scored = marks.filter(({ score }) => score !== '');
    if (scored.length < marks.length) left.of(row.line, 'blank', scored.length === 0 ? id : null);
    if (scored.length === 0) return [];
    const date = dateOf(row, cell, lineItem?.dueOn ?? '', options, notes);
    const title = titleOf(lineItem?.title, options);
    return scored.map((mark) => ({ ...facts(row, cell, mark, options), date, title }));
  };
}

function titleOf(title: string | undefined, { whole }: EvidenceOptions): string {
  return title === undefined || title === '' ? (whole.title ?? '') : title;
}

function facts(
  row: TableRow,
  cell: ResultCell,
  { competency, score, possible, least }: Mark,
  { whole }: EvidenceOptions,
): Omit<EvidenceRecord, 'date' | 'title'> {
  return {
    line: row.line,
    studentId: cell(row, 'studentSourcedId'),
    studentIdType: 'sourcedid',
    studentName: '',
    section: '',
    competency,
    framework: whole.framework ?? '',
    score,
    possible,
    least,
    kind: whole.kind ?? KIND,
    note: cell(row, 'comment'),
    by: whole.by ?? '',
    link: '',
    support: '',
    tags: '',
    externalId: cell(row, 'sourcedId'),
  };
}

/** The day of the score; where it is blank, the day on which the work was due, which is said. */
function dateOf(
  row: TableRow,
  cell: ResultCell,
  dueOn: string,
  { dateOf, whole }: EvidenceOptions,
  notes: Notes,
): string {
  const written = cell(row, 'scoreDate') || (whole.date ?? '');
  if (written !== '') return dateOf(written) ?? written;
  if (dueOn === '') return '';
  const message = 'a result without a date counts from the day on which the work was due';
  notes.drift(row.line, 'scoreDate', 'no_score_date', message);
  return dateOf(dueOn) ?? dueOn;
}
