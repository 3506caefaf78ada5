/** One id is one student's: what a roster may say of further ids, and what it would leave standing. */
import { groupBy } from '../grouping.js';
import type { Id, Student, StudentId } from '../model.js';
import type { RosterFaults } from './roster-faults.js';
import { bareId, wholeId } from './roster-finding.js';
import type { Person } from './roster-people.js';

type IsOwnType = (type: string) => boolean;

/**
 * The people without further ids that are none. Of a type that is not a student's own (`isOwnType`)
 * no id is kept that two have. Of the others it is not where a third of those who have one, and at
 * least three, share theirs: one value alone, such as `N/A` or the state of all of them, is left out by
 * itself; where there are several, as of a cohort, the whole type is. Each is said once a type.
 */
export function withoutShared(
  people: readonly Person[],
  isOwnType: IsOwnType,
  faults: RosterFaults,
): readonly Person[] {
  const byType = groupBy(
    people.flatMap(({ ids }) => ids.slice(1)),
    ({ type }) => type,
  );
  const none = new Set<string>();
  for (const [type, ids] of byType) {
    const shared = [...groupBy(ids, keyOf).values()].filter(({ length }) => length > 1);
    const sharers = shared.reduce((sum, { length }) => sum + length, 0);
    const isNoId = sharers >= 3 && sharers * 3 >= ids.length;
    if (sharers === 0 || (isOwnType(type) && !isNoId)) continue;
    for (const id of isNoId && shared.length > 1 ? ids : shared.flat()) none.add(keyOf(id));
    tellShared(people, `${called(ids[0])} is shared by ${sharers} students`, faults);
  }
  return without(people, (_, id) => none.has(keyOf(id)));
}

/**
 * The people without further ids of another student in the gradebook, who keeps it, where the type is
 * not a student's own. `find` says who of the gradebook a person is. Said once a type.
 */
export function withoutOthers(
  people: readonly Person[],
  find: (person: Person) => Student | null,
  standing: readonly Student[],
  isOwnType: IsOwnType,
  faults: RosterFaults,
): readonly Person[] {
  const students = new Map(people.map((person) => [person, find(person)?.id ?? null]));
  const said = new Map([...students].map(([person, id]) => [id, person]));
  const holders = groupBy(
    standing.flatMap(({ id: student, ids }) => ids.map((id) => ({ student, key: keyOf(id) }))),
    ({ key }) => key,
  );
  const keeps = (student: Id, { type, value }: StudentId) =>
    said.get(student)?.ids.every((id) => id.type !== type || id.value === value) !== false;
  const isAnothers = (person: Person, id: StudentId) =>
    !isOwnType(id.type) &&
    holders
      .get(keyOf(id))
      ?.some(({ student }) => student !== students.get(person) && keeps(student, id)) === true;
  const lost = people.flatMap((person) =>
    person.ids.slice(1).filter((id) => isAnothers(person, id)),
  );
  for (const [id] of groupBy(lost, ({ type }) => type).values())
    tellShared(people, `${called(id)} is that of another student in the gradebook`, faults);
  return without(people, isAnothers);
}

function tellShared(people: readonly Person[], what: string, faults: RosterFaults): void {
  const message = `${what}, and so is no id of a student: it is not kept`;
  const top = { file: people[0]?.file ?? '', line: 1 };
  faults.warning(top, null, 'id_shared', message);
}

/** The people without those of their further ids. */
function without(
  people: readonly Person[],
  isNone: (person: Person, id: StudentId) => boolean,
): readonly Person[] {
  return people.map((person) => ({
    ...person,
    ids: person.ids.filter((id, place) => place === 0 || !isNone(person, id)),
  }));
}

/** A student as the roster leaves her; null: it does not speak of her. */
export interface Owner {
  readonly person: Person | null;
  readonly ids: readonly StudentId[];
}

/** Refuses records by which two students would have one id. */
export function refuseTwoOwners(owners: readonly Owner[], faults: RosterFaults): void {
  const held = groupBy(
    owners.flatMap(({ person, ids }) => ids.map((id) => ({ id, person }))),
    ({ id }) => keyOf(id),
  );
  for (const holders of held.values()) {
    if (holders.length < 2) continue;
    const said = holders.flatMap(({ id, person }) =>
      person?.ids.some((own) => keyOf(own) === keyOf(id)) ? [{ id, person }] : [],
    );
    const [first] = said;
    const isAllSaid = said.length === holders.length;
    for (const { id, person } of isAllSaid ? said.slice(1) : said) {
      const other =
        isAllSaid && first !== undefined
          ? `the student on line ${first.person.line}${first.person.file === person.file ? '' : ` of ${first.person.file}`}`
          : 'another student in the gradebook, who keeps it';
      const message = `${called(id)} is also that of ${other}: one id is one student's (--skip-bad leaves the row out)`;
      faults.error(person, 'student_id', 'id_on_two_students', message);
    }
  }
}

/** Her ids with the roster's put in by type; the id that is shown keeps its place. */
export function mergeIds(
  standing: readonly StudentId[],
  { ids }: Person,
  isTyped: boolean,
): readonly StudentId[] {
  const values = new Map(standing.map(({ type, value }) => [type, value]));
  const [chosen, ...further] = ids;
  for (const { type, value } of further) if (value !== '') values.set(type, value);
  // Where ids have no type of their own the roster's may be one of her further ids here.
  const isNew = chosen !== undefined && (isTyped || ![...values.values()].includes(chosen.value));
  if (isNew && chosen.value !== '') values.set(chosen.type, chosen.value);
  return [...values].map(([type, value]) => ({ type, value }));
}

/** Student and person with the longer of two chosen ids that differ by zeros in front. */
export function withZeros(student: Student, person: Person): readonly [Student, Person] {
  const same = student.ids.find(({ value }) => bareId(value) === bareId(person.key));
  if (same === undefined || same.value === person.key) return [student, person];
  const [hers, said] = [wholeId(same.value), wholeId(person.key)];
  const value = said.length > hers.length ? said : hers;
  const [chosen, ...further] = person.ids;
  return [
    { ...student, ids: student.ids.map((id) => (id === same ? { ...id, value } : id)) },
    { ...person, ids: chosen === undefined ? [] : [{ ...chosen, value }, ...further] },
  ];
}

function keyOf({ type, value }: StudentId): string {
  return `${type}\n${value}`;
}

/** A type of a file's own making may hold anything, and is named only where it is a word. */
function called(id: StudentId | undefined): string {
  return id !== undefined && /^\p{L}+$/u.test(id.type) ? `the ${id.type} id` : 'a further id';
}
