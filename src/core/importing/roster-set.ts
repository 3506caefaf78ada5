/**
 * A roster as neutral records of its parts, as formats of several files (OneRoster, Clever, Canvas,
 * SDS …) have it. Parts name each other by code. `''` says nothing; a Day is `YYYY-MM-DD`.
 */
import type { Problem } from '../errors.js';
import type { StudentId } from '../model.js';

/** Where a record stands. */
export interface Place {
  /** The file as problems name it. */
  readonly file: string;
  /** Physical, 1-based. */
  readonly line: number;
}

export interface SchoolRecord extends Place {
  readonly code: string;
  readonly name: string;
}

export interface TermRecord extends Place {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  /** The first day that is no longer of it. */
  readonly endsOn: string;
  /** `schoolYear`, `semester`, `term`, `gradingPeriod`, or ''. */
  readonly kind: string;
  /** The code of the longer term of which it is part. */
  readonly parent: string;
}

export interface StaffRecord extends Place {
  readonly code: string;
  readonly name: string;
  readonly email: string;
}

export interface SectionRecord extends Place {
  /** Unique in the set. */
  readonly code: string;
  /** The code by which people know it, where it is not unique in the set; left out: `code`. */
  readonly known?: string;
  readonly name: string;
  readonly course: string;
  /** Codes. */
  readonly school: string;
  readonly term: string;
}

export interface StudentRecord extends Place {
  /** The chosen id first, then the others by type. */
  readonly ids: readonly StudentId[];
  readonly given: string;
  readonly family: string;
  readonly preferred: string;
  readonly grade: string;
  readonly email: string;
  /**
   * Whether the file says in so many words that she is here, or no longer (`tobedeleted`, `deleted`);
   * null: it says nothing, as by being in it alone.
   */
  readonly active: boolean | null;
  /** Codes of her schools. */
  readonly schools: readonly string[];
}

/** A student's place in a section. */
export interface EnrollmentRecord extends Place {
  /** The student's chosen id in this set, or her id of the set's `idType` in the gradebook. */
  readonly student: string;
  readonly section: string;
  readonly startsOn: string;
  /** The first day on which it no longer holds. */
  readonly endsOn: string;
  /** The file says that it no longer holds. */
  readonly gone: boolean;
}

export interface TeachingRecord extends Place {
  readonly staff: string;
  readonly section: string;
  readonly gone: boolean;
}

/** A user who may be a student or teach: only the gradebook can say. */
export interface UnsaidRecord {
  readonly student: StudentRecord;
  readonly staff: StaffRecord;
}

/** A student who no longer attends a school. */
export interface LeavingRecord extends Place {
  readonly student: string;
  readonly school: string;
}

/** A section that is no more. */
export interface ClosedRecord extends Place {
  readonly section: string;
}

/**
 * What silence means. `all`: who or what is not said is gone. `sections`: so it is within the
 * sections that the set names. `listed`: silence says nothing (a delta).
 */
export interface RosterScope {
  readonly students: 'all' | 'listed';
  readonly enrollments: 'all' | 'sections' | 'listed';
  /** `all`: the schools of a student's record are all of hers; left out: so where `students` is. */
  readonly schools?: 'all' | 'listed';
}

/** The fields of records that problems speak of. */
export type RosterField =
  | 'student_id'
  | 'name'
  | 'status'
  | 'section'
  | 'school'
  | 'term'
  | 'teacher'
  | 'parent';

export interface RosterSet {
  /** How a file calls a field; left out, or null: by the field's own name. */
  readonly header?: (file: string, field: RosterField) => string | null;
  readonly scope: RosterScope;
  /** The type of the students' chosen ids; null: they are known by their values alone (a flat file). */
  readonly idType: string | null;
  /**
   * Whether a further id of the type is one student's alone, so that two who share it are refused;
   * left out: of no type. A shared id of another type, such as of a mother, is not kept.
   */
  readonly isOwnType?: (type: string) => boolean;
  /** The set without bad rows, where a record rests on several; left out: each stands by itself. */
  readonly without?: (isBad: (place: Place) => boolean) => RosterSet;
  /** What is wrong with rows that are not in the set, for planning to say. */
  readonly faults?: readonly Problem[];
  readonly schools: readonly SchoolRecord[];
  readonly terms: readonly TermRecord[];
  readonly staff: readonly StaffRecord[];
  readonly sections: readonly SectionRecord[];
  readonly students: readonly StudentRecord[];
  readonly enrollments: readonly EnrollmentRecord[];
  readonly teaching: readonly TeachingRecord[];
  /** Users of whom the files do not say what they are. */
  readonly unsaid?: readonly UnsaidRecord[];
  /** Who leaves a school, where that is said by itself. */
  readonly leaving?: readonly LeavingRecord[];
  /** Sections that are said to be no more: whoever is in one, or teaches it, leaves it. */
  readonly closed?: readonly ClosedRecord[];
}

/** The set without the records at these places, and how many rows that leaves out. */
export function withoutPlaces(
  set: RosterSet,
  bad: readonly Place[],
): { readonly rest: RosterSet; readonly left: number } {
  const places = new Set(bad.map(placeText));
  const isBad = (one: Place) => places.has(placeText(one));
  const told = PARTS.flatMap((part) => set[part].filter(isBad));
  const left = new Set([...told, ...(set.faults ?? []).filter(isBad)].map(placeText));
  return { rest: set.without?.(isBad) ?? soundOnly(set, isBad), left: left.size };
}

/** A place as a text, another for each. */
export function placeText({ file, line }: Place): string {
  return `${line} ${file}`;
}

const PARTS = [
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'enrollments',
  'teaching',
] as const;

function soundOnly(set: RosterSet, isBad: (place: Place) => boolean): RosterSet {
  const sound = <R extends Place>(records: readonly R[]) =>
    records.filter((record) => !isBad(record));
  return {
    ...set,
    schools: sound(set.schools),
    terms: sound(set.terms),
    staff: sound(set.staff),
    sections: sound(set.sections),
    students: sound(set.students),
    enrollments: sound(set.enrollments),
    teaching: sound(set.teaching),
  };
}
