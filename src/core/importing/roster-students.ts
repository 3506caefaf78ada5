/** What a roster changes of the students themselves: who is new, whose facts or ids differ. */

import { groupBy } from '../grouping.js';
import type { Id, Student, StudentId } from '../model.js';
import { normalGrade } from '../names.js';
import { type Counts, saidOr, tally } from './records.js';
import type { Ref } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import {
  refuseJoined,
  studentFinder,
  studentsById,
  tellName,
  twinTeller,
} from './roster-finding.js';
import { hasNoName, type People, type Person } from './roster-people.js';

export interface StudentFacts {
  readonly given: string;
  readonly family: string;
  readonly preferred: string | null;
  readonly grade: string | null;
  readonly email: string | null;
  readonly active: boolean;
}

/** A student of the roster; null facts or ids stay as they are. */
export interface PlannedStudent {
  readonly ref: Ref;
  readonly isNew: boolean;
  readonly facts: StudentFacts | null;
  readonly ids: readonly StudentId[] | null;
}

export interface StudentsPlan {
  readonly counts: Counts;
  /** New, or with facts or ids that differ. */
  readonly changed: readonly PlannedStudent[];
  /** Those of the gradebook of whom the roster speaks. */
  readonly found: ReadonlySet<Id>;
  readonly renamed: ReadonlySet<Id>;
  readonly withdrawn: ReadonlySet<Id>;
  /** The student of an id; null where there is none. */
  readonly refOf: (id: string) => Ref | null;
  /** Whether the roster speaks of the id, soundly or not. */
  readonly isNamed: (id: string) => boolean;
}

export interface StudentsAsked {
  readonly mayRename: boolean;
  /** Whoever is said to be gone and is not there either way is not made. */
  readonly isDelta: boolean;
}

export function planStudents(
  { people, unsound }: People,
  standing: readonly Student[],
  { mayRename, isDelta }: StudentsAsked,
  faults: RosterFaults,
): StudentsPlan {
  const byId = studentsById(standing);
  const find = studentFinder(byId, people);
  const tellTwin = twinTeller(standing, faults);
  const counts = tally();
  const changed: PlannedStudent[] = [];
  const refs = new Map<string, Ref | null>();
  const claimed = new Map<Id, Person>();
  const renamed = new Set<Id>();
  const withdrawn = new Set<Id>();
  for (const person of people) {
    const before = find(person);
    if (before === null && person.active === false && (isDelta || hasNoName(person))) {
      refs.set(person.key, null);
      counts.unchanged++;
      continue;
    }
    const student = planStudent(person, before, faults);
    refs.set(person.key, student.ref);
    const differs = student.facts !== null || student.ids !== null;
    if (differs) changed.push(student);
    counts[student.isNew ? 'add' : differs ? 'update' : 'unchanged']++;
    if (before === null) {
      tellTwin(person);
      continue;
    }
    const other = claimed.get(before.id);
    if (other !== undefined) refuseShared(person, other, faults);
    claimed.set(before.id, person);
    refuseJoined(person, before, byId, faults);
    if (before.active && student.facts?.active === false) withdrawn.add(before.id);
    if (tellName(person, before, mayRename, faults) === 'renamed') renamed.add(before.id);
  }
  const idsNow = idsChanged(changed);
  refuseShownTwice(changed, idsNow, claimed, standing, faults);
  return {
    counts,
    changed,
    found: new Set(claimed.keys()),
    renamed,
    withdrawn,
    refOf: (id) => {
      const ref = refs.get(id);
      if (ref !== undefined || unsound.has(id)) return ref ?? null;
      const student = byId(id);
      if (student === null) return null;
      // An id that the roster takes from her means nobody any more.
      const isHers = idsNow.get(student.id)?.some(({ value }) => value === id) ?? true;
      return isHers ? { id: student.id } : null;
    },
    isNamed: (id) => refs.has(id) || unsound.has(id),
  };
}

function refuseShared(person: Person, other: Person, faults: RosterFaults): void {
  const message = `this row and line ${other.line} are the same student in the gradebook`;
  faults.error(person, 'student_id', 'student_twice', message);
}

/** Refuses a further id of the roster that would take the place of the shown id and be another's too. */
function refuseShownTwice(
  changed: readonly PlannedStudent[],
  idsNow: ReadonlyMap<Id, readonly StudentId[]>,
  claimed: ReadonlyMap<Id, Person>,
  standing: readonly Student[],
  faults: RosterFaults,
): void {
  const added = changed.flatMap(({ ref }) => ('key' in ref ? ref.key : []));
  const shown = (student: Student) => (idsNow.get(student.id) ?? student.ids)[0]?.value ?? '';
  const holders = groupBy([...standing.map(shown), ...added], (id) => id);
  for (const student of standing) {
    const person = claimed.get(student.id);
    const id = shown(student);
    if (person === undefined || id === student.ids[0]?.value) continue;
    if ((holders.get(id)?.length ?? 0) < 2) continue;
    const message = 'this student would be shown by an id that is another student’s too';
    faults.error(person, 'student_id', 'id_on_two_students', message);
  }
}

/** The ids of students of the gradebook that will be other ones. */
function idsChanged(changed: readonly PlannedStudent[]): ReadonlyMap<Id, readonly StudentId[]> {
  return new Map(
    changed.flatMap(({ ref, ids }) =>
      'id' in ref && ids !== null ? [[ref.id, ids] as const] : [],
    ),
  );
}

function planStudent(
  person: Person,
  student: Student | null,
  faults: RosterFaults,
): PlannedStudent {
  const facts = factsOf(person, student);
  if (student === null) return { ref: { key: person.key }, isNew: true, facts, ids: person.ids };
  if (!student.active && person.active === null) {
    const message =
      'this student was withdrawn and stays so: a status column with "active" brings her back';
    faults.warning(person, 'student_id', 'withdrawn_student', message);
  }
  const ids = mergeIds(student.ids, person.ids);
  return {
    ref: { id: student.id },
    isNew: false,
    facts: sameFacts(student, facts) ? null : facts,
    ids: sameIds(student.ids, ids) ? null : ids,
  };
}

function factsOf(person: Person, student: Student | null): StudentFacts {
  return {
    given: saidOr(person.given, student?.given ?? ''),
    family: saidOr(person.family, student?.family ?? ''),
    preferred: saidOr(person.preferred, student?.preferred ?? null),
    grade: saidOr(normalGrade(person.grade), student?.grade ?? null),
    email: saidOr(person.email, student?.email ?? null),
    active: person.active ?? student?.active ?? true,
  };
}

/** Her ids with the roster's put in by type; the id that is shown keeps its place. */
function mergeIds(standing: readonly StudentId[], said: readonly StudentId[]): StudentId[] {
  const values = new Map(standing.map(({ type, value }) => [type, value]));
  const [chosen, ...further] = said;
  for (const { type, value } of further) if (value !== '') values.set(type, value);
  // The roster's id may be one of her further ids here.
  if (chosen !== undefined && chosen.value !== '' && ![...values.values()].includes(chosen.value))
    values.set(chosen.type, chosen.value);
  return [...values].map(([type, value]) => ({ type, value }));
}

function sameFacts(student: Student, facts: StudentFacts): boolean {
  return (Object.keys(facts) as (keyof StudentFacts)[]).every((key) => student[key] === facts[key]);
}

function sameIds(a: readonly StudentId[], b: readonly StudentId[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ type, value }, i) => b[i]?.type === type && b[i]?.value === value)
  );
}
