/** Who joins a section, from when to when, and who leaves it. */
import type { Day, Id } from '../model.js';
import { type Counts, tally } from './records.js';
import { type Pairs, pairs, type Ref } from './refs.js';
import type { SpokenFor } from './roster-scope.js';
import type { EnrollmentRecord } from './roster-set.js';

export interface Dates {
  readonly startsOn: Day | null;
  /** The first day on which it no longer holds. */
  readonly endsOn: Day | null;
}

export interface StandingEnrollment extends Dates {
  readonly student: Id;
  readonly section: Id;
}

/** An enrollment of the roster, its ends found. */
export interface SaidEnrollment {
  readonly record: EnrollmentRecord;
  readonly student: Ref;
  readonly section: Ref;
}

export interface Enrollments {
  readonly counts: Counts;
  /** New, or with other dates. */
  readonly joins: readonly (Dates & { readonly student: Ref; readonly section: Ref })[];
  /** Ended, because the roster says so or no longer says it. */
  readonly leaves: readonly StandingEnrollment[];
  /** Who held a place that is over now, once a place. */
  readonly ended: readonly Id[];
}

export function planEnrollments(
  said: readonly SaidEnrollment[],
  standing: readonly StandingEnrollment[],
  isSpokenFor: SpokenFor,
  { today, isNewYear }: { readonly today: Day; readonly isNewYear: boolean },
): Enrollments {
  const known = pairs<StandingEnrollment>();
  for (const one of standing) known.set({ id: one.student }, { id: one.section }, one);
  const counts = tally();
  const joins: Enrollments['joins'][number][] = [];
  const leaves: StandingEnrollment[] = [];
  const ended: Id[] = [];
  const leave = (one: StandingEnrollment, day: Day) => {
    const { student, section, startsOn } = one;
    leaves.push({ student, section, startsOn, endsOn: lastDay(one, day) });
    ended.push(one.student);
  };
  const firstDay = isNewYear ? today : null;
  const wanted = onePerPair(said, today);
  for (const { record, student, section } of wanted.all) {
    const before = known.get(student, section) ?? null;
    if (record.gone) {
      if (before === null || isOver(before, today)) counts.unchanged++;
      else leave(before, record.endsOn !== '' && record.endsOn <= today ? record.endsOn : today);
      continue;
    }
    const dates = datesOf(record, before, today, firstDay);
    if (before !== null && before.startsOn === dates.startsOn && before.endsOn === dates.endsOn) {
      counts.unchanged++;
      continue;
    }
    joins.push({ student, section, startsOn: dates.startsOn, endsOn: dates.endsOn });
    if (before !== null && !isOver(before, today) && isOver(dates, today))
      ended.push(before.student);
    const isBack = before !== null && isOver(before, today) && !isOver(dates, today);
    counts[before === null || isBack ? 'add' : 'update']++;
  }
  for (const one of standing) {
    if (isOver(one, today) || wanted.has({ id: one.student }, { id: one.section })) continue;
    if (isSpokenFor(one.section, one.student)) leave(one, today);
  }
  counts.update += leaves.length;
  return { counts, joins, leaves, ended };
}

/** Of several on one student and section: one that holds, else the last; in the order of the first ones. */
function onePerPair(
  said: readonly SaidEnrollment[],
  today: Day,
): { readonly all: readonly SaidEnrollment[]; readonly has: Pairs<number>['has'] } {
  const all: SaidEnrollment[] = [];
  const places = pairs<number>();
  for (const one of said) {
    const place = places.get(one.student, one.section);
    const other = place === undefined ? undefined : all[place];
    if (place === undefined || other === undefined) {
      places.set(one.student, one.section, all.length);
      all.push(one);
    } else if (rank(one.record, today) > rank(other.record, today)) all[place] = one;
  }
  return { all, has: places.has };
}

/** As a text that is greater where an enrollment is to be preferred. */
function rank({ gone, startsOn, endsOn }: EnrollmentRecord, today: Day): string {
  const isNow = startsOn <= today && (endsOn === '' || today < endsOn);
  return [gone ? 0 : 1, isNow ? 1 : 0, startsOn, endsOn === '' ? '9' : endsOn].join(' ');
}

/** Also where it ended before its first day came. */
function isOver({ startsOn, endsOn }: Dates, today: Day): boolean {
  return endsOn !== null && (endsOn <= today || endsOn === startsOn);
}

function isNow(dates: Dates, today: Day): boolean {
  return (dates.startsOn === null || dates.startsOn <= today) && !isOver(dates, today);
}

/**
 * A blank date says nothing: it stays as it was, but for an enrollment that was over and is not said
 * to be so. A record without any day says that it holds today.
 */
function datesOf(
  record: EnrollmentRecord,
  before: Dates | null,
  today: Day,
  firstDay: Day | null,
): Dates {
  const isUndated = record.startsOn === '' && record.endsOn === '';
  const saysOver = record.endsOn !== '' && record.endsOn <= today;
  const stays = before !== null && (isUndated ? isNow(before, today) : !isOver(before, today));
  const kept = stays || saysOver ? before : null;
  return {
    startsOn: record.startsOn || (kept === null && isUndated ? firstDay : (kept?.startsOn ?? null)),
    endsOn: record.endsOn || (kept?.endsOn ?? null),
  };
}

/** No enrollment ends before it begins. */
function lastDay({ startsOn }: Dates, day: Day): Day {
  return startsOn !== null && startsOn > day ? startsOn : day;
}
