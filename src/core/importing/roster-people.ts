/** The students of a roster, the records of each put together. */
import type { StudentId } from '../model.js';
import { isRenamed, isSameName, type WrittenName } from './name-agreement.js';
import type { RosterFaults } from './roster-faults.js';
import type { Place, StudentRecord } from './roster-set.js';

/** One student of the roster, her records together. */
export type Person = StudentRecord;

/** Her chosen id; '' where she has none. */
export function keyOf({ ids: [chosen] }: StudentRecord): string {
  return chosen?.value ?? '';
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
    const key = keyOf(record);
    const before = people.get(key);
    if (!isSoundStudent(record, faults)) unsound.add(key);
    else if (before === undefined) people.set(key, record);
    else if (isOneName(before, record)) {
      tellOtherIds(before, record, faults);
      tellOtherName(before, record, faults);
      people.set(key, merged(before, record));
    } else {
      const message = `this id stands with another name on ${placeBeside(before, record)}`;
      faults.error(record, 'student_id', 'id_on_two_students', message);
    }
  }
  return { people: [...people.values()], unsound };
}

/** Two rows of one student should not differ in an id of one type. */
function tellOtherIds(before: Person, record: StudentRecord, faults: RosterFaults): void {
  const known = new Map(before.ids.map(({ type, value }) => [type, value]));
  if (record.ids.every(({ type, value }) => (known.get(type) ?? value) === value)) return;
  const message = `a further id of this student is another on ${placeBeside(before, record)}: the first is kept`;
  faults.warning(record, 'student_id', 'two_ids', message);
}

function tellOtherName(before: Person, record: StudentRecord, faults: RosterFaults): void {
  if (hasNoName(before) || hasNoName(record) || !isRenamed(before, record)) return;
  const message = `the name of this student is written otherwise on ${placeBeside(before, record)}: that is kept`;
  faults.warning(record, 'name', 'two_names', message);
}

/** Where the other record stands, as one says it beside this one: its file only where it is another. */
export function placeBeside(other: Place, here: Place): string {
  return `line ${other.line}${other.file === here.file ? '' : ` of ${other.file}`}`;
}

/** Has an id, and a name unless it only says that she is gone; else that is a fault. */
export function isSoundStudent(record: StudentRecord, faults: RosterFaults): boolean {
  const hasId = keyOf(record) !== '';
  const hasName = hasNoName(record) === false || record.active === false;
  if (!hasId) faults.error(record, 'student_id', 'missing_id', 'a student needs an id');
  if (!hasName) faults.error(record, 'name', 'missing_name', 'a student needs a name');
  return hasId && hasName;
}

export function hasNoName({ given, family }: Pick<StudentRecord, 'given' | 'family'>): boolean {
  return given === '' && family === '';
}

/** One file writes a name in one way, but for capitals and accents; another file may write it otherwise. */
export function isOneName(a: Place & WrittenName, b: Place & WrittenName): boolean {
  if (hasNoName(a) || hasNoName(b)) return true;
  return a.file === b.file ? !isRenamed(a, b) : isSameName(a, b);
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
