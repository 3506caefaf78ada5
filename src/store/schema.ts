/**
 * The tables of a gradebook. There is one mechanism for history: every fact says which entry first
 * said it (`entry`), since which entry it holds (`made`) and which entry, if any, ended it
 * (`ended`). Nothing is updated or deleted in any other way, but for the caches of the rollup.
 */
import { FIRST } from './schema/first.js';
import { FOURTH } from './schema/fourth.js';
import { SECOND } from './schema/second.js';
import { THIRD } from './schema/third.js';

/** Facts with a history; undo works on exactly these. */
export const VERSIONED = [
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'student_ids',
  'school_students',
  'student_groups',
  'enrollments',
  'teaching',
  'scales',
  'frameworks',
  'competencies',
  'links',
  'policies',
  'pathways',
  'stages',
  'requirements',
  'evidence',
  'notes',
  'overrides',
  'excuses',
  'advances',
  'years',
  'taught',
  'outside_links',
  'comments',
  'report_cards',
  'report_card_marks',
] as const;

/** Facts that decide how evidence is judged and who is ready: when one moves, all is judged anew. */
export const RULES: ReadonlySet<string> = new Set([
  'scales',
  'frameworks',
  'competencies',
  'links',
  'policies',
  'pathways',
  'stages',
  'requirements',
]);

export type VersionedTable = (typeof VERSIONED)[number];

/** Each brings a gradebook from its position in the list to the next version. */
export const MIGRATIONS: readonly string[] = [FIRST, SECOND, THIRD, FOURTH];
