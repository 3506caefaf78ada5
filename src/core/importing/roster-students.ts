/** What a roster changes of the students themselves: who is new, whose facts or ids differ. */

import type { Id, Student, StudentId } from '../model.js';
import { normalGrade } from '../names.js';
import { lookalikeTeller } from './lookalikes.js';
import { spelling } from './name-spelling.js';
import { type Counts, saidOr, tally } from './records.js';
import type { Ref } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import { type Known, repeatedIn, studentFinder } from './roster-finding.js';
import {
  mergeIds,
  type Owner,
  refuseTwoOwners,
  withoutOthers,
  withoutShared,
  withZeros,
} from './roster-ids.js';
import { nameTeller } from './roster-names.js';
import { hasNoName, keyOf, type People, type Person } from './roster-people.js';

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
  /** The student of an id of the roster's chosen type; null where there is none. */
  readonly refOf: (id: string) => Ref | null;
  /** Whether the roster speaks of the id, soundly or not. */
  readonly isNamed: (id: string) => boolean;
}

export interface StudentsAsked {
  readonly mayRename: boolean;
  readonly takesZeros: boolean;
  /** The type of the chosen ids; null: they are known by their values alone. */
  readonly idType: string | null;
  /** Whether a further id of the type is one student's alone. */
  readonly isOwnType: (type: string) => boolean;
  /** Whoever is said to be gone and is not there either way is not made. */
  readonly isDelta: boolean;
  /** The withdrawn who are here again when a full roster names them: no person has withdrawn them. */
  readonly mayReturn: ReadonlySet<Id>;
}

export function planStudents(
  { people: said, unsound }: People,
  known: Known,
  { mayRename, takesZeros, idType, isOwnType, isDelta, mayReturn }: StudentsAsked,
  faults: RosterFaults,
): StudentsPlan {
  const isTyped = idType !== null;
  const apart = withoutShared(said, isOwnType, faults);
  const { students: standing } = known;
  const find = studentFinder(known, apart, { isTyped, takesZeros });
  const people = withoutOthers(apart, find, known, isOwnType, faults);
  const { tellName, tellTwin } = nameTeller(known, { mayRename, isTyped }, faults);
  const likeOthers = lookalikeTeller(
    people.map(keyOf),
    standing.flatMap(({ ids }) => ids.map(({ value }) => value)),
  );
  const counts = tally();
  const changed: PlannedStudent[] = [];
  const refs = new Map<string, Ref | null>();
  const claimed = new Map<Id, Claim>();
  const fresh: Owner[] = [];
  const renamed = new Set<Id>();
  const withdrawn = new Set<Id>();
  const back = new Set<Id>();
  for (const person of people) {
    const key = keyOf(person);
    const before = find(person);
    if (before === null && person.active === false && (isDelta || hasNoName(person))) {
      refs.set(key, null);
      counts.unchanged++;
      continue;
    }
    const isBack = before !== null && mayReturn.has(before.id);
    const facts = factsOf(person, before, isBack);
    if (before === null) {
      const ref = { key };
      refs.set(key, ref);
      changed.push({ ref, isNew: true, facts, ids: person.ids });
      fresh.push({ person, ids: person.ids });
      counts.add++;
      tellTwin(person);
      const alike = likeOthers(key);
      if (alike !== null) faults.warning(person, 'student_id', 'lookalike', alike);
      continue;
    }
    const [own, her] = takesZeros ? withZeros(before, person) : [before, person];
    const student = changeOf(before, facts, mergeIds(own.ids, her, isTyped));
    refs.set(key, student.ref);
    const differs = student.facts !== null || student.ids !== null;
    if (differs) changed.push(student);
    counts[differs ? 'update' : 'unchanged']++;
    tellWithdrawn(person, before, facts, faults);
    const other = claimed.get(before.id);
    if (other !== undefined) refuseShared(person, other.person, faults);
    claimed.set(before.id, { person: her, ids: student.ids ?? before.ids });
    if (!before.active && facts.active) back.add(before.id);
    if (before.active && !facts.active) withdrawn.add(before.id);
    if (tellName(person, before, facts) === 'renamed') renamed.add(before.id);
  }
  const owners = standing.map(({ id, ids }) => claimed.get(id) ?? { person: null, ids });
  refuseTwoOwners([...owners, ...fresh], faults);
  const idsNow = idsChanged(changed);
  refuseShownTwice(changed, idsNow, claimed, standing, faults);
  return {
    counts,
    changed,
    found: new Set(claimed.keys()),
    renamed,
    withdrawn,
    back,
    refOf: (id) => {
      const ref = refs.get(id);
      if (ref !== undefined || unsound.has(id) || idType === null) return ref ?? null;
      const student = known.byId({ type: idType, value: id });
      if (student === null) return null;
      // An id that the roster takes from her means nobody any more.
      const isHers = idsNow.get(student.id)?.some(({ value }) => value === id) ?? true;
      return isHers ? { id: student.id } : null;
    },
    isNamed: (id) => refs.has(id) || unsound.has(id),
  };
}

/** Who of the roster a student of the gradebook is, and the ids that she then has. */
interface Claim extends Owner {
  readonly person: Person;
}

function refuseShared(person: Person, other: Person, faults: RosterFaults): void {
  const message = `this row and line ${other.line} are the same student in the gradebook`;
  faults.error(person, 'student_id', 'student_twice', message);
}

/** Refuses a further id of the roster that would take the place of the shown id and be another's too. */
function refuseShownTwice(
  changed: readonly PlannedStudent[],
  idsNow: ReadonlyMap<Id, readonly StudentId[]>,
  claimed: ReadonlyMap<Id, Claim>,
  standing: readonly Student[],
  faults: RosterFaults,
): void {
  const shown = (student: Student) => (idsNow.get(student.id) ?? student.ids)[0]?.value ?? '';
  const moved = standing.filter((student) => shown(student) !== (student.ids[0]?.value ?? ''));
  if (moved.length === 0) return;
  const added = changed.flatMap(({ ref }) => ('key' in ref ? ref.key : []));
  const repeated = repeatedIn([...standing.map(shown), ...added]);
  for (const student of moved) {
    const person = claimed.get(student.id)?.person;
    if (person === undefined || !repeated.has(shown(student))) continue;
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

function changeOf(
  student: Student,
  facts: StudentFacts,
  ids: readonly StudentId[],
): PlannedStudent {
  return {
    ref: { id: student.id },
    isNew: false,
    facts: sameFacts(student, facts) ? null : facts,
    ids: sameIds(student.ids, ids) ? null : ids,
  };
}

function tellWithdrawn(
  person: Person,
  student: Student,
  { active }: StudentFacts,
  faults: RosterFaults,
): void {
  if (student.active) return;
  if (active) {
    const message =
      'this student was withdrawn, and the roster says that she is here: she comes back';
    faults.warning(person, 'status', 'comes_back', message);
  } else if (person.active === null) {
    const message =
      'this student was withdrawn and stays so: a status of "active", or pl student return, brings her back';
    faults.warning(person, 'student_id', 'withdrawn_student', message);
  }
}

function factsOf(person: Person, student: Student | null, isBack: boolean): StudentFacts {
  return {
    given: spelling(saidOr(person.given, student?.given ?? ''), student?.given ?? ''),
    family: spelling(saidOr(person.family, student?.family ?? ''), student?.family ?? ''),
    preferred: preferredOf(person, student),
    grade: saidOr(normalGrade(person.grade), student?.grade ?? null),
    email: saidOr(person.email, student?.email ?? null),
    active: person.active ?? (isBack || (student?.active ?? true)),
  };
}

function preferredOf({ preferred }: Person, student: Student | null): string | null {
  const before = student?.preferred ?? null;
  return preferred === '' ? before : spelling(preferred, before ?? '');
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
