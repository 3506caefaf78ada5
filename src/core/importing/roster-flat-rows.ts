/** The rows of a flat roster: each a student, with what it says of her section. */
import { groupBy } from '../grouping.js';
import type { RosterRecord } from './records.js';
import type { RosterFaults } from './roster-faults.js';
import { isOneName, isSoundStudent, keyOf, mergedIds, placeBeside } from './roster-people.js';
import type { StudentRecord } from './roster-set.js';

/** A row as the record of a student, with what it says of her section. */
export interface Row
  extends StudentRecord,
    Pick<RosterRecord, 'section' | 'sectionName' | 'course' | 'teacher' | 'term' | 'status'> {
  readonly school: string;
}

/**
 * Reads the records of a file. A hundred thousand rows name a hundred schools: those of one school have
 * one list.
 */
export function rowReader(file: string): (record: RosterRecord) => Row {
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

/** Whether the row names a student and has a status that can be read; else that is a fault. */
export function isSound(row: Row, faults: RosterFaults): boolean {
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
export function withOneId(rows: readonly Row[], faults: RosterFaults): readonly Row[] {
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
