/** Which students are offered first to a teacher who is about to record, and which as she types. */
import { matchStudent } from '../matching/students.js';
import type { Id, Student } from '../model.js';
import { compareStudents } from '../names.js';

/** Where a teacher is in her class. */
export interface Place {
  /** The students of the section that she works with; empty: none is known. */
  readonly section: ReadonlySet<Id>;
  /** Whom she recorded last; the next one of the section is offered first. */
  readonly last: Id | null;
  /** Who had something recorded lately, latest first. */
  readonly recent: readonly Id[];
}

/**
 * The active students: the next one of the section, then those of recent entries, then the rest of
 * the section, then everyone else, each by family name.
 */
export function offeredStudents(students: readonly Student[], place: Place): Student[] {
  const active = students.filter((student) => student.active).sort(compareStudents);
  const next = nextOf(active, place);
  const rank = ({ id }: Student): number => {
    if (id === next) return -1;
    const lately = place.recent.indexOf(id);
    if (lately >= 0) return lately;
    return place.recent.length + (place.section.has(id) ? 0 : 1);
  };
  return active
    .map((student) => ({ student, rank: rank(student) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ student }) => student);
}

/** Who is meant by what was typed so far, in the order in which they are offered. */
export function studentsTyped(
  students: readonly Student[],
  offered: readonly Student[],
  typed: string,
): readonly Student[] {
  if (typed.trim() === '') return offered;
  const match = matchStudent(students, typed);
  if (match.kind === 'one') return [match.found];
  if (match.kind === 'none') return match.near;
  const found = new Set(match.candidates);
  const known = offered.filter((student) => found.has(student));
  return known.length > 0 ? known : match.candidates;
}

/** The one after the last recorded, round the section; null without a section or a last one. */
function nextOf(active: readonly Student[], { section, last }: Place): Id | null {
  const members = active.filter(({ id }) => section.has(id));
  const at = members.findIndex(({ id }) => id === last);
  return at < 0 ? null : (members[(at + 1) % members.length]?.id ?? null);
}
