/** The facts of one student, as they stand and as a roster says them. */

import type { Student, StudentId } from '../model.js';
import { normalGrade } from '../names.js';
import { spelling } from './name-spelling.js';
import { saidOr } from './records.js';
import type { Ref } from './refs.js';
import type { Person } from './roster-people.js';

/** What is said of a student, beside her ids. */
export type StudentFacts = Omit<Student, 'id' | 'ids' | 'shownAs'>;

/** A student of the roster; null facts or ids stay as they are. */
export interface PlannedStudent {
  readonly ref: Ref;
  readonly isNew: boolean;
  readonly facts: StudentFacts | null;
  readonly ids: readonly StudentId[] | null;
}

/**
 * Her facts after the roster; what it leaves blank stays. `isBack`: that it names her says that she is here
 * again.
 */
export function factsOf(person: Person, student: Student | null, isBack: boolean): StudentFacts {
  return {
    given: spelling(saidOr(person.given, student?.given ?? ''), student?.given ?? ''),
    family: spelling(saidOr(person.family, student?.family ?? ''), student?.family ?? ''),
    preferred: preferredOf(person, student),
    grade: saidOr(normalGrade(person.grade), student?.grade ?? null),
    email: saidOr(person.email, student?.email ?? null),
    active: person.active ?? (isBack || (student?.active ?? true)),
  };
}

/** A student who stands, with what of her is another now. */
export function changeOf(
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
