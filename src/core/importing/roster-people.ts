/** The students of a roster, the records of each put together. */
import type { StudentId } from '../model.js';
import { folded } from '../names.js';
import type { RosterFaults } from './roster-faults.js';
import type { StudentRecord } from './roster-set.js';

/** One student of the roster, her records together. */
export interface Person extends StudentRecord {
  /** Her chosen id. */
  readonly key: string;
}

export interface People {
  readonly people: readonly Person[];
  /** Ids of whom the roster speaks in records that cannot be taken. */
  readonly unsound: ReadonlySet<string>;
}

/** Several records a student are normal; the same id under another name is not. */
export function mergeStudents(records: readonly StudentRecord[], faults: RosterFaults): People {
  const people = new Map<string, Person>();
  const unsound = new Set<string>();
  for (const record of records) {
    const key = record.ids[0]?.value ?? '';
    const before = people.get(key);
    if (!isSoundStudent(record, faults)) unsound.add(key);
    else if (before === undefined) people.set(key, { ...record, key });
    else if (sameName(before, record)) {
      tellOtherIds(before, record, faults);
      people.set(key, merged(before, record));
    } else {
      const where = before.file === record.file ? '' : ` of ${before.file}`;
      const message = `this id stands with another name on line ${before.line}${where}`;
      faults.error(record, 'student_id', 'id_on_two_students', message);
    }
  }
  return { people: [...people.values()], unsound };
}

/** Two rows of one student should not differ in an id of one type. */
function tellOtherIds(before: Person, record: StudentRecord, faults: RosterFaults): void {
  const known = new Map(before.ids.map(({ type, value }) => [type, value]));
  if (record.ids.every(({ type, value }) => (known.get(type) ?? value) === value)) return;
  const where = before.file === record.file ? '' : ` of ${before.file}`;
  const message = `a further id of this student is another on line ${before.line}${where}: the first is kept`;
  faults.warning(record, 'student_id', 'two_ids', message);
}

/** Has an id, and a name unless it only says that she is gone; else that is a fault. */
export function isSoundStudent(record: StudentRecord, faults: RosterFaults): boolean {
  const hasId = (record.ids[0]?.value ?? '') !== '';
  const hasName = hasNoName(record) === false || record.active === false;
  if (!hasId) faults.error(record, 'student_id', 'missing_id', 'a student needs an id');
  if (!hasName) faults.error(record, 'name', 'missing_name', 'a student needs a name');
  return hasId && hasName;
}

export function hasNoName({ given, family }: Pick<StudentRecord, 'given' | 'family'>): boolean {
  return given === '' && family === '';
}

function sameName(a: StudentRecord, b: StudentRecord): boolean {
  if (hasNoName(a) || hasNoName(b)) return true;
  return folded(`${a.given} ${a.family}`) === folded(`${b.given} ${b.family}`);
}

/**
 * What the first record says stays; the second adds what the first leaves blank. She is active when
 * any of her records is.
 */
function merged(first: Person, second: StudentRecord): Person {
  const named = hasNoName(first) ? second : first;
  return {
    ...first,
    given: named.given,
    family: named.family,
    ids: mergedIds(first.ids, second.ids),
    preferred: first.preferred || second.preferred,
    grade: first.grade || second.grade,
    email: first.email || second.email,
    active: first.active === true || second.active === true || (first.active ?? second.active),
    schools: [...new Set([...first.schools, ...second.schools])],
  };
}

/** The ids of both, the first ones before the others where the types are the same. */
export function mergedIds(first: readonly StudentId[], second: readonly StudentId[]): StudentId[] {
  const types = new Set(first.map(({ type }) => type));
  return [...first, ...second.filter(({ type }) => !types.has(type))];
}
