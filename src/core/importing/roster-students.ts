/** What a roster file changes of the students themselves: who is new, whose facts or ids differ. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Student, StudentId } from '../model.js';
import { folded, normalGrade } from '../names.js';
import { type Counts, type Faults, saidOr, tally } from './records.js';
import type { Ref } from './refs.js';
import type { Person } from './roster-people.js';

export interface StudentFacts {
  readonly given: string;
  readonly family: string;
  readonly preferred: string | null;
  readonly grade: string | null;
  readonly email: string | null;
  readonly active: boolean;
}

/** A student of the file; null facts or ids stay as they are. */
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
  /** The student of a chosen id; null when no row about her is sound. */
  readonly refOf: (key: string) => Ref | null;
}

export function planStudents(
  people: readonly Person[],
  standing: readonly Student[],
  faults: Faults,
): StudentsPlan {
  const find = studentFinder(standing, people);
  const counts = tally();
  const changed: PlannedStudent[] = [];
  const refs = new Map<string, Ref>();
  const claimed = new Map<Student, Person>();
  const twin = twinFinder(standing);
  for (const person of people) {
    const before = find(person);
    const other = before === null ? undefined : claimed.get(before);
    if (before !== null && other !== undefined) refuseShared(person, other, faults);
    if (before !== null) claimed.set(before, person);
    else tellTwin(person, twin(person), faults);
    const student = planStudent(person, before, faults);
    refs.set(person.key, student.ref);
    const differs = student.facts !== null || student.ids !== null;
    if (differs) changed.push(student);
    counts[student.isNew ? 'add' : differs ? 'update' : 'unchanged']++;
  }
  return { counts, changed, refOf: (key) => refs.get(key) ?? null };
}

/**
 * A student stands already when one of hers is the file's chosen id. A further id of the file finds
 * her too, where it is one child's alone in the file and in the gradebook and her name agrees.
 */
function studentFinder(
  students: readonly Student[],
  people: readonly Person[],
): (person: Person) => Student | null {
  const held = students.flatMap((student) =>
    student.ids.map(({ value }, place) => ({ value, place, student })),
  );
  const shown = held.filter(({ place }) => place === 0);
  const byShown = new Map(shown.map(({ value, student }) => [value, student]));
  const byAny = groupBy(held, ({ value }) => value);
  const inFile = groupBy(
    people.flatMap(({ ids }) => ids),
    ({ value }) => value,
  );
  const holder = (value: string) => onlyOne(byAny.get(value) ?? [])?.student ?? null;
  return (person) => {
    const chosen = byShown.get(person.key) ?? holder(person.key);
    if (chosen !== null) return chosen;
    for (const { value } of person.ids.slice(1)) {
      const student = inFile.get(value)?.length === 1 ? holder(value) : null;
      if (student !== null && sameName(student, person)) return student;
    }
    return null;
  };
}

function sameName(student: Student, person: Person): boolean {
  return (
    folded(`${student.given} ${student.family}`) === folded(`${person.given} ${person.family}`)
  );
}

function refuseShared(person: Person, other: Person, faults: Faults): void {
  const message = `this row and line ${other.line} are the same student in the gradebook`;
  faults.error(person.line, 'student_id', 'student_twice', message);
}

/** The standing student of this name, for whom a new one may have been mistaken. */
function twinFinder(standing: readonly Student[]): (person: Person) => Student | null {
  const named = groupBy(standing, ({ given, family }) => folded(`${given} ${family}`));
  return ({ given, family }) => onlyOne(named.get(folded(`${given} ${family}`)) ?? []);
}

/** Spreadsheets take the zeros off ids: that makes no second child of the same name. */
function tellTwin(person: Person, twin: Student | null, faults: Faults): void {
  if (twin === null) return;
  const bare = (id: string) => id.toLowerCase().replace(/^0+/, '');
  if (twin.ids.some(({ value }) => bare(value) === bare(person.key))) {
    const message =
      'a student of this name is there under the same id but for zeros in front or capitals: keep the id as it was';
    faults.error(person.line, 'student_id', 'id_zeros', message);
    return;
  }
  const message = 'a student of this name is there under another id: a second one is added';
  faults.warning(person.line, 'student_id', 'same_name', message);
}

function planStudent(person: Person, student: Student | null, faults: Faults): PlannedStudent {
  const facts = factsOf(person, student);
  if (student === null) return { ref: { key: person.key }, isNew: true, facts, ids: person.ids };
  if (!student.active && person.active === null) {
    faults.warning(
      person.line,
      'student_id',
      'withdrawn_student',
      'this student was withdrawn and stays so: a status column with "active" brings her back',
    );
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

/** Her ids with the file's put in by type; the id that is shown keeps its place. */
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
