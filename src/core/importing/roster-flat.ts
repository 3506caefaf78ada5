/** A flat roster, a row a student and section, as the parts that every other roster comes in. */
import { groupBy } from '../grouping.js';
import type { RosterRecord, Source } from './records.js';
import type { RosterFaults } from './roster-faults.js';
import { isSoundStudent } from './roster-people.js';
import type { RosterSet, SectionRecord, StudentRecord } from './roster-set.js';

/**
 * The rows with an id, a name and a status that can be read; the rest are faults. Schools, terms and
 * teachers are named and have no code. The rows speak for the sections that they name.
 */
export function setOfRows(
  source: Source,
  records: readonly RosterRecord[],
  faults: RosterFaults,
): RosterSet {
  const rows = records.filter((row) => isSound(source, row, faults));
  const placed = rows.filter((row) => codeOf(row) !== '');
  const keyOf = sectionKeys(placed);
  const sections = groupBy(placed, keyOf);
  const place = ({ line }: RosterRecord) => ({ file: source.file, line });
  const named = (field: 'school' | 'term' | 'teacher') =>
    [...groupBy(rows, (row) => row[field].toLowerCase())].flatMap(([key, [first]]) =>
      key === '' || first === undefined ? [] : [{ ...place(first), code: first[field], name: '' }],
    );
  return {
    scope: { students: 'listed', enrollments: 'sections' },
    idType: null,
    header: (_, field) => source.header(field),
    schools: named('school'),
    terms: named('term').map((term) => ({
      ...term,
      startsOn: '',
      endsOn: '',
      kind: '',
      parent: '',
    })),
    staff: named('teacher').map((teacher) => ({ ...teacher, email: '' })),
    sections: [...sections].map(([key, own]) => sectionOf(source, key, own)),
    students: rows.map((row) => studentOf(source, row)),
    enrollments: [...sections].flatMap(([section, own]) =>
      own
        .filter(({ status }) => readStatus(status) !== false)
        .map((row) => ({
          ...place(row),
          student: studentKey(row),
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

function isSound(source: Source, row: RosterRecord, faults: RosterFaults): boolean {
  const isNamed = isSoundStudent(studentOf(source, row), faults);
  if (readStatus(row.status) !== undefined) return isNamed;
  const others = [...ACTIVE_WORDS.slice(1), ...WITHDRAWN_WORDS.slice(1)].join(', ');
  const message = `status is active or withdrawn (or ${others})`;
  const place = { file: source.file, line: row.line };
  faults.error(place, 'status', 'bad_status', message);
  return false;
}

function studentOf({ file }: Source, row: RosterRecord): StudentRecord {
  const { line, ids, given, family, preferred, grade, email, school } = row;
  const schools = school === '' ? [] : [school];
  const active = readStatus(row.status) ?? null;
  return { file, line, ids, given, family, preferred, grade, email, active, schools };
}

function sectionOf({ file }: Source, key: string, rows: readonly RosterRecord[]): SectionRecord {
  const said = (field: 'section' | 'sectionName' | 'course' | 'school' | 'term') =>
    rows.find((row) => row[field] !== '')?.[field] ?? '';
  return {
    file,
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
function sectionKeys(rows: readonly RosterRecord[]): (row: RosterRecord) => string {
  const said = (field: 'school' | 'term') => {
    const values = new Map<string, Set<string>>();
    for (const row of rows) {
      const own = values.get(codeOf(row)) ?? new Set();
      if (row[field] !== '') own.add(row[field].toLowerCase());
      values.set(codeOf(row), own);
    }
    return (row: RosterRecord) => {
      const own = [...(values.get(codeOf(row)) ?? [])];
      return row[field] === '' && own.length === 1 ? (own[0] ?? '') : row[field].toLowerCase();
    };
  };
  const [school, term] = [said('school'), said('term')];
  return (row) => `${school(row)}\n${term(row)}\n${codeOf(row)}`;
}

/** The section's id, for which its name stands in; empty when the row names none. */
function codeOf(row: RosterRecord): string {
  return row.section || row.sectionName;
}

/** The id by which the file knows the student of a row; empty when the row has none. */
function studentKey(record: RosterRecord): string {
  return record.ids[0]?.value ?? '';
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
