/** What a roster changes of the students themselves: who is new, whose facts or ids differ. */
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
  /** Those who had been withdrawn. */
  readonly back: ReadonlySet<Id>;
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
  const back = new Set<Id>();
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
    if (!before.active && student.facts?.active === true) back.add(before.id);
    if (before.active && student.facts?.active === false) withdrawn.add(before.id);
    if (tellName(person, before, mayRename, faults) === 'renamed') renamed.add(before.id);
  }
  return {
    counts,
    changed,
    found: new Set(claimed.keys()),
    renamed,
    withdrawn,
    back,
    refOf: (id) => {
      const ref = refs.get(id);
      if (ref !== undefined || unsound.has(id)) return ref ?? null;
      const student = byId(id);
      return student === null ? null : { id: student.id };
    },
    isNamed: (id) => refs.has(id) || unsound.has(id),
  };
}

function refuseShared(person: Person, other: Person, faults: RosterFaults): void {
  const message = `this row and line ${other.line} are the same student in the gradebook`;
  faults.error(person, 'student_id', 'student_twice', message);
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
      'this student was withdrawn and stays so: a status of "active", or pl student return, brings her back';
    faults.warning(person, 'student_id', 'withdrawn_student', message);
  }
  if (!student.active && person.active === true) {
    const message =
      'this student was withdrawn, and the file says that she is here: she comes back';
    faults.warning(person, 'status', 'comes_back', message);
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
  const known = new Set(standing.map(({ value }) => value));
  said.forEach(({ type, value }, place) => {
    if (value !== '' && !(place === 0 && known.has(value))) values.set(type, value);
  });
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
