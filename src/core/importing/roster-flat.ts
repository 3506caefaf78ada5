/** A flat roster, a row a student and section, as the parts that every other roster comes in. */
import { groupBy } from '../grouping.js';
import type { RosterRecord, Source } from './records.js';
import { type RosterFaults, rosterFaults } from './roster-faults.js';
import { isOneName, isSoundStudent, keyOf, mergedIds, placeBeside } from './roster-people.js';
import type { Place, RosterSet, SectionRecord, StudentRecord } from './roster-set.js';

/** A file of rows, and how it calls its columns. */
export interface FlatFile {
  readonly source: Source;
  readonly records: readonly RosterRecord[];
}

/** A row as the record of a student, with what it says of her section. */
interface Row
  extends StudentRecord,
    Pick<RosterRecord, 'section' | 'sectionName' | 'course' | 'teacher' | 'term' | 'status'> {
  readonly school: string;
}

/**
 * The rows of all files with an id, a name and a status that can be read; the rest are faults.
 * Schools, terms and teachers are named and have no code. The rows speak for the sections that they
 * name, in whichever of the files that is. For `isOwnType` see `RosterSet`.
 */
export function setOfRows(
  files: readonly FlatFile[],
  isOwnType: (type: string) => boolean,
): RosterSet {
  const rows: Row[] = [];
  for (const { source, records } of files) {
    const read = rowReader(source.file);
    for (const record of records) rows.push(read(record));
  }
  const headers = new Map(files.map(({ source }) => [source.file, source.header]));
  return setOf(rows, { isOwnType, header: (file, field) => headers.get(file)?.(field) ?? null });
}

/** A hundred thousand rows name a hundred schools: those of one school have one list. */
function rowReader(file: string): (record: RosterRecord) => Row {
  const lists = new Map<string, readonly string[]>([['', []]]);
  return (record) => {
    const { school, status } = record;
    const schools = lists.get(school) ?? [school];
    lists.set(school, schools);
    return {
      file,
      line: record.line,
      ids: record.ids,
      given: record.given,
      family: record.family,
      preferred: record.preferred,
      grade: record.grade,
      email: record.email,
      active: readStatus(status) ?? null,
      schools,
      section: record.section,
      sectionName: record.sectionName,
      course: record.course,
      teacher: record.teacher,
      school,
      term: record.term,
      status,
    };
  };
}

type Reading = Required<Pick<RosterSet, 'header' | 'isOwnType'>>;

function setOf(all: readonly Row[], reading: Reading): RosterSet {
  const { header } = reading;
  const faults = rosterFaults(header);
  const rows = withOneId(
    all.filter((row) => isSound(row, faults)),
    faults,
  );
  const placed = rows.filter((row) => codeOf(row) !== '');
  const sections = groupBy(placed, sectionKeys(placed));
  const named = (field: 'school' | 'term' | 'teacher') =>
    [...groupBy(rows, (row) => row[field].toLowerCase())].flatMap(([key, [first]]) =>
      key === '' || first === undefined ? [] : [{ ...place(first), code: first[field], name: '' }],
    );
  return {
    scope: { students: 'listed', enrollments: 'sections' },
    idType: null,
    ...reading,
    without: (isBad) =>
      setOf(
        all.filter((row) => !isBad(row)),
        reading,
      ),
    faults: faults.problems(),
    schools: named('school'),
    terms: named('term').map((term) => ({
      ...term,
      startsOn: '',
      endsOn: '',
      kind: '',
      parent: '',
    })),
    staff: named('teacher').map((teacher) => ({ ...teacher, email: '' })),
    sections: [...sections].map(([key, own]) => sectionOf(key, own)),
    students: rows,
    enrollments: [...sections].flatMap(([section, own]) =>
      own
        .filter(({ active }) => active !== false)
        .map((row) => ({
          file: row.file,
          line: row.line,
          student: keyOf(row),
          section,
          startsOn: '',
          endsOn: '',
          gone: false,
        })),
    ),
    teaching: [...sections].flatMap(([section, own]) =>
      [...groupBy(own, ({ teacher }) => teacher)].flatMap(([staff, [first]]) =>
        staff === '' || first === undefined
          ? []
          : [{ ...place(first), staff, section, gone: false }],
      ),
    ),
  };
}

function place({ file, line }: Row): Place {
  return { file, line };
}

function isSound(row: Row, faults: RosterFaults): boolean {
  const isNamed = isSoundStudent(row, faults);
  if (readStatus(row.status) !== undefined) return isNamed;
  const others = [...ACTIVE_WORDS.slice(1), ...WITHDRAWN_WORDS.slice(1)].join(', ');
  const message = `status is active or withdrawn (or ${others})`;
  faults.error(row, 'status', 'bad_status', message);
  return false;
}

/**
 * Of several files one may know a child by an id that is a further one of hers in another: where the
 * names agree with one child's alone, she is known by the same id in both; under another name it is
 * refused, unless both have different ids of one type and so are two.
 */
function withOneId(rows: readonly Row[], faults: RosterFaults): readonly Row[] {
  if (rows.every(({ file }) => file === rows[0]?.file)) return rows;
  const further = groupBy(
    rows.flatMap((row) => row.ids.slice(1).map(({ value }) => ({ value, row }))),
    ({ value }) => value,
  );
  return rows.map((row) => {
    const others = (further.get(keyOf(row)) ?? [])
      .map((other) => other.row)
      .filter((other) => other.file !== row.file && keyOf(other) !== keyOf(row));
    const hers = others.filter((other) => isOneName(other, row));
    const [first] = hers;
    if (first !== undefined)
      return new Set(hers.map(keyOf)).size > 1
        ? row
        : { ...row, ids: mergedIds(first.ids, row.ids) };
    const other = others.find((one) => !hasOtherId(one, row));
    if (other !== undefined) {
      const message = `this id is that of a student of another name on ${placeBeside(other, row)}`;
      faults.error(row, 'name', 'other_name', message);
    }
    return row;
  });
}

/** Whether both have an id of the type by which the row's file knows her, and another one. */
function hasOtherId(other: Row, { ids: [chosen] }: Row): boolean {
  return other.ids.some(({ type, value }) => type === chosen?.type && value !== chosen.value);
}

function sectionOf(key: string, rows: readonly Row[]): SectionRecord {
  const said = (field: 'section' | 'sectionName' | 'course' | 'school' | 'term') =>
    rows.find((row) => row[field] !== '')?.[field] ?? '';
  return {
    file: rows[0]?.file ?? '',
    line: rows[0]?.line ?? 0,
    code: key,
    known: said('section') || said('sectionName'),
    name: said('sectionName'),
    course: said('course'),
    school: said('school'),
    term: said('term'),
  };
}

/**
 * Two schools may both have a 7A: a section is known by its id within its school. A row that names
 * no school means that of the other rows where they agree on one. So it is with terms.
 */
function sectionKeys(rows: readonly Row[]): (row: Row) => string {
  const said = (field: 'school' | 'term') => {
    const values = new Map<string, Set<string>>();
    for (const row of rows) {
      const own = values.get(codeOf(row)) ?? new Set();
      if (row[field] !== '') own.add(row[field].toLowerCase());
      values.set(codeOf(row), own);
    }
    return (row: Row) => {
      const own = [...(values.get(codeOf(row)) ?? [])];
      return row[field] === '' && own.length === 1 ? (own[0] ?? '') : row[field].toLowerCase();
    };
  };
  const [school, term] = [said('school'), said('term')];
  return (row) => `${school(row)}\n${term(row)}\n${codeOf(row)}`;
}

/** The section's id, for which its name stands in; empty when the row names none. */
function codeOf(row: Row): string {
  return row.section || row.sectionName;
}

/** Whether a status cell says that she is here; null: it says nothing; undefined: neither word. */
export function readStatus(text: string): boolean | null | undefined {
  const word = text.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '') return null;
  if (ACTIVE_WORDS.includes(word)) return true;
  return WITHDRAWN_WORDS.includes(word) ? false : undefined;
}

const ACTIVE_WORDS = ['active', 'enrolled', 'yes', 'true', '1', 'y', 'current'];
const WITHDRAWN_WORDS = [
  'withdrawn',
  'inactive',
  'deleted',
  'tobedeleted',
  'no',
  'false',
  '0',
  'n',
  'left',
  'completed',
  'graduated',
  'transferred',
];
