/** What a roster changes of the students themselves: who is new, whose facts or ids differ. */

import type { Id, Student, StudentId } from '../model.js';
import { type LookalikeTeller, lookalikeTeller } from './lookalikes.js';
import { type Counts, type Tally, tally } from './records.js';
import type { Ref } from './refs.js';
import { type Claim, refuseSecond, refuseSharedIds } from './roster-claims.js';
import type { RosterFaults } from './roster-faults.js';
import { idValues, type Known, studentFinder } from './roster-finding.js';
import { mergeIds, type Owner, withoutOthers, withoutShared, withZeros } from './roster-ids.js';
import { type NameTeller, nameTeller } from './roster-names.js';
import { hasNoName, keyOf, type People, type Person } from './roster-people.js';
import {
  changeOf,
  factsOf,
  type PlannedStudent,
  type StudentFacts,
} from './roster-student-facts.js';

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
  asked: StudentsAsked,
  faults: RosterFaults,
): StudentsPlan {
  const { isOwnType, takesZeros, idType } = asked;
  const apart = withoutShared(said, isOwnType, faults);
  const find = studentFinder(known, apart, { isTyped: idType !== null, takesZeros });
  const people = withoutOthers(apart, find, known, isOwnType, faults);
  const plan = nothingYet();
  const tell = studentTeller(people, known, asked, faults);
  for (const person of people) {
    const before = find(person);
    if (before !== null) takeKnown(plan, person, before, asked, tell);
    else if (wasNever(person, asked)) passOver(plan, person);
    else takeNew(plan, person, tell);
  }
  const { counts, changed, claimed, renamed, withdrawn, back, refs } = plan;
  const idsNow = idsChanged(changed);
  refuseSharedIds(known.students, claimed, changed, plan.newcomers, idsNow, faults);
  return {
    counts,
    changed,
    found: new Set(claimed.keys()),
    renamed,
    withdrawn,
    back,
    refOf: refReader(refs, unsound, known, idType, idsNow),
    isNamed: (id) => refs.has(id) || unsound.has(id),
  };
}

/** What is planned of the people so far. */
interface Planned {
  readonly counts: Tally;
  readonly changed: PlannedStudent[];
  /** What a chosen id of the roster means; null: a student who never was. */
  readonly refs: Map<string, Ref | null>;
  readonly claimed: Map<Id, Claim>;
  readonly newcomers: Owner[];
  readonly renamed: Set<Id>;
  readonly withdrawn: Set<Id>;
  readonly back: Set<Id>;
}

function nothingYet(): Planned {
  return {
    counts: tally(),
    changed: [],
    refs: new Map(),
    claimed: new Map(),
    newcomers: [],
    renamed: new Set(),
    withdrawn: new Set(),
    back: new Set(),
  };
}

/** Says what is odd about the students of a roster. */
interface StudentTeller extends NameTeller {
  readonly faults: RosterFaults;
  /** Of a new id that only reads like another. */
  readonly likeOthers: LookalikeTeller;
}

function studentTeller(
  people: readonly Person[],
  known: Known,
  { mayRename, idType }: StudentsAsked,
  faults: RosterFaults,
): StudentTeller {
  const names = nameTeller(known, { mayRename, isTyped: idType !== null }, faults);
  const likeOthers = lookalikeTeller(people.map(keyOf), idValues(known.students));
  return { ...names, likeOthers, faults };
}

/** Whether she is said to be gone, and nobody has known her. */
function wasNever(person: Person, { isDelta }: StudentsAsked): boolean {
  return person.active === false && (isDelta || hasNoName(person));
}

function passOver({ refs, counts }: Planned, person: Person): void {
  refs.set(keyOf(person), null);
  counts.unchanged++;
}

function takeNew(
  { refs, changed, newcomers, counts }: Planned,
  person: Person,
  { tellTwin, likeOthers, faults }: StudentTeller,
): void {
  const key = keyOf(person);
  const { ids } = person;
  const ref = { key };
  refs.set(key, ref);
  changed.push({ ref, isNew: true, facts: factsOf(person, null, false), ids });
  newcomers.push({ person, ids });
  counts.add++;
  tellTwin(person);
  const alike = likeOthers(key);
  if (alike !== null) faults.warning(person, 'student_id', 'lookalike', alike);
}

function takeKnown(
  plan: Planned,
  person: Person,
  before: Student,
  { takesZeros, idType, mayReturn }: StudentsAsked,
  { tellName, faults }: StudentTeller,
): void {
  const facts = factsOf(person, before, mayReturn.has(before.id));
  const [own, her] = takesZeros ? withZeros(before, person) : [before, person];
  const student = changeOf(before, facts, mergeIds(own.ids, her, idType !== null));
  const { refs, changed, counts, claimed, back, withdrawn, renamed } = plan;
  refs.set(keyOf(person), student.ref);
  const differs = student.facts !== null || student.ids !== null;
  if (differs) changed.push(student);
  counts[differs ? 'update' : 'unchanged']++;
  tellWithdrawn(person, before, facts, faults);
  const other = claimed.get(before.id);
  if (other !== undefined) refuseSecond(person, other.person, faults);
  claimed.set(before.id, { person: her, ids: student.ids ?? before.ids });
  if (!before.active && facts.active) back.add(before.id);
  if (before.active && !facts.active) withdrawn.add(before.id);
  if (tellName(person, before, facts) === 'renamed') renamed.add(before.id);
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

/** The ids of students of the gradebook that will be other ones. */
function idsChanged(changed: readonly PlannedStudent[]): ReadonlyMap<Id, readonly StudentId[]> {
  return new Map(
    changed.flatMap(({ ref, ids }) =>
      'id' in ref && ids !== null ? [[ref.id, ids] as const] : [],
    ),
  );
}

/** Whom an id means after the roster: of the roster, else of the gradebook. */
function refReader(
  refs: ReadonlyMap<string, Ref | null>,
  unsound: ReadonlySet<string>,
  known: Known,
  idType: string | null,
  idsNow: ReadonlyMap<Id, readonly StudentId[]>,
): (id: string) => Ref | null {
  return (id) => {
    const ref = refs.get(id);
    if (ref !== undefined || unsound.has(id) || idType === null) return ref ?? null;
    const student = known.byId({ type: idType, value: id });
    if (student === null) return null;
    // An id that the roster takes from her means nobody any more.
    const isHers = idsNow.get(student.id)?.some(({ value }) => value === id) ?? true;
    return isHers ? { id: student.id } : null;
  };
}
