/**
 * A roster as neutral records of its parts, as formats of several files (OneRoster, Clever, Canvas,
 * SDS …) have it. Parts name each other by code. `''` says nothing; a Day is `YYYY-MM-DD`.
 */
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
  /** false: the file says that she is no longer here (`tobedeleted`, `deleted`); null: it says nothing. */
  readonly active: boolean | null;
  /** Codes of her schools. */
  readonly schools: readonly string[];
}

/** A student's place in a section. */
export interface EnrollmentRecord extends Place {
  /** The student's chosen id in this set, or any of her ids in the gradebook. */
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

/**
 * What silence means. `all`: who or what is not said is gone. `sections`: so it is within the
 * sections that the set names. `listed`: silence says nothing (a delta).
 */
export interface RosterScope {
  readonly students: 'all' | 'listed';
  readonly enrollments: 'all' | 'sections' | 'listed';
}

export interface RosterSet {
  readonly scope: RosterScope;
  readonly schools: readonly SchoolRecord[];
  readonly terms: readonly TermRecord[];
  readonly staff: readonly StaffRecord[];
  readonly sections: readonly SectionRecord[];
  readonly students: readonly StudentRecord[];
  readonly enrollments: readonly EnrollmentRecord[];
  readonly teaching: readonly TeachingRecord[];
}
