/** One id is one student's: what a roster may say of further ids, and what it would leave standing. */
import { groupBy } from '../grouping.js';
import type { Id, Student, StudentId } from '../model.js';
import type { RosterFaults } from './roster-faults.js';
import { bareId, type Known, repeatedIn, wholeId } from './roster-finding.js';
import { keyOf, type Person } from './roster-people.js';

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
  const none = new Map<string, (value: string) => boolean>();
  for (const [type, values] of furtherValues(people)) {
    const shared = repeatedIn(values);
    if (shared.size === 0) continue;
    const sharers = values.filter((value) => shared.has(value)).length;
    const isNoId = sharers >= 3 && sharers * 3 >= values.length;
    if (isOwnType(type) && !isNoId) continue;
    none.set(type, isNoId && shared.size > 1 ? () => true : (value) => shared.has(value));
    tellShared(people, `${called(type)} is shared by ${sharers} students`, faults);
  }
  if (none.size === 0) return people;
  return without(people, (_, { type, value }) => none.get(type)?.(value) === true);
}

/** All further ids of the people, by their type. */
function furtherValues(people: readonly Person[]): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, string[]>();
  for (const { ids } of people) {
    for (const [place, { type, value }] of ids.entries()) {
      if (place === 0) continue;
      const values = byType.get(type);
      if (values === undefined) byType.set(type, [value]);
      else values.push(value);
    }
  }
  return byType;
}

/**
 * The people without further ids of another student in the gradebook, who keeps it, where the type is
 * not a student's own. `find` says who of the gradebook a person is. Said once a type.
 */
export function withoutOthers(
  people: readonly Person[],
  find: (person: Person) => Student | null,
  { holders }: Pick<Known, 'holders'>,
  isOwnType: IsOwnType,
  faults: RosterFaults,
): readonly Person[] {
  // Whom of the gradebook the roster means: asked where somebody's id is another's there.
  let said: ReadonlyMap<Id | null, Person> | null = null;
  const keeps = (student: Id, { type, value }: StudentId) => {
    said ??= new Map(people.map((person) => [find(person)?.id ?? null, person]));
    return said.get(student)?.ids.every((id) => id.type !== type || id.value === value) !== false;
  };
  const isAnothers = (person: Person, id: StudentId) => {
    if (isOwnType(id.type)) return false;
    const those = holders(id);
    if (those.length === 0) return false;
    const own = find(person)?.id;
    return those.some((student) => student.id !== own && keeps(student.id, id));
  };
  const lost = people.flatMap((person) =>
    person.ids.filter((id, place) => place > 0 && isAnothers(person, id)),
  );
  if (lost.length === 0) return people;
  for (const type of new Set(lost.map((id) => id.type)))
    tellShared(people, `${called(type)} is that of another student in the gradebook`, faults);
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
  return people.map((person) => {
    const ids = person.ids.filter((id, place) => place === 0 || !isNone(person, id));
    return ids.length === person.ids.length ? person : { ...person, ids };
  });
}

/** A student as the roster leaves her; null: it does not speak of her. */
export interface Owner {
  readonly person: Person | null;
  readonly ids: readonly StudentId[];
}

/** Refuses records by which two students would have one id. */
export function refuseTwoOwners(owners: readonly Owner[], faults: RosterFaults): void {
  const isTwice = idsOfSeveral(owners);
  const held = groupBy(
    owners.flatMap(({ person, ids }) => ids.filter(isTwice).map((id) => ({ id, person }))),
    textOf,
  );
  for (const holders of held.values()) {
    const said = holders.flatMap(({ id, person }) =>
      person?.ids.some((own) => isSameId(own, id)) ? [{ id, person }] : [],
    );
    const [first] = said;
    const isAllSaid = said.length === holders.length;
    for (const { id, person } of isAllSaid ? said.slice(1) : said) {
      const other =
        isAllSaid && first !== undefined
          ? `the student on line ${first.person.line}${first.person.file === person.file ? '' : ` of ${first.person.file}`}`
          : 'another student in the gradebook, who keeps it';
      const message = `${called(id.type)} is also that of ${other}: one id is one student's (--skip-bad leaves the row out)`;
      faults.error(person, 'student_id', 'id_on_two_students', message);
    }
  }
}

/** Whether an id is that of more than one of them. */
function idsOfSeveral(owners: readonly Owner[]): (id: StudentId) => boolean {
  const types = new Map<string, { readonly seen: Set<string>; readonly twice: Set<string> }>();
  for (const { ids } of owners) {
    for (const { type, value } of ids) {
      const own = types.get(type) ?? { seen: new Set(), twice: new Set() };
      types.set(type, own);
      if (own.seen.has(value)) own.twice.add(value);
      else own.seen.add(value);
    }
  }
  return ({ type, value }) => types.get(type)?.twice.has(value) === true;
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
  const same = student.ids.find(({ value }) => bareId(value) === bareId(keyOf(person)));
  if (same === undefined || same.value === keyOf(person)) return [student, person];
  const [hers, said] = [wholeId(same.value), wholeId(keyOf(person))];
  const value = said.length > hers.length ? said : hers;
  const [chosen, ...further] = person.ids;
  return [
    { ...student, ids: student.ids.map((id) => (id === same ? { ...id, value } : id)) },
    { ...person, ids: chosen === undefined ? [] : [{ ...chosen, value }, ...further] },
  ];
}

function isSameId(a: StudentId, b: StudentId): boolean {
  return a.type === b.type && a.value === b.value;
}

function textOf({ id: { type, value } }: { readonly id: StudentId }): string {
  return `${type}\n${value}`;
}

/** A type of a file's own making may hold anything, and is named only where it is a word. */
function called(type: string): string {
  return /^\p{L}+$/u.test(type) ? `the ${type} id` : 'a further id';
}
