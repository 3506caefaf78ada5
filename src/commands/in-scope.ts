/** Which students and competencies the flags leave; a name that nothing has is `PlError('not_found')`. */
import type { Id, Pathway } from '../core/model.js';
import {
  narrowCompetencies,
  narrowStudents,
  type RosterView,
  type StudentScope,
} from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import type { View } from '../store/view.js';
import { narrowed } from './finding.js';
import {
  type CompetencyFlags,
  competencyFilter,
  dayOf,
  type StudentFlags,
  studentFilter,
} from './options.js';
import type { Session } from './session.js';

/** The students, sorted, with their sections on the day that the view is about. */
export function studentsLeft(
  session: Session,
  roster: RosterView,
  flags: StudentFlags,
  view: View,
): StudentScope {
  return narrowed(narrowStudents(roster, studentFilter(flags), dayOf(session, view)));
}

/** The competencies and headings; null: all, as nothing was asked. */
export function competenciesLeft(
  known: { readonly standards: Standards; readonly pathways: readonly Pathway[] },
  flags: CompetencyFlags,
  view: View,
): ReadonlySet<Id> | null {
  const { standards, pathways } = known;
  return narrowed(narrowCompetencies(standards, pathways, competencyFilter(flags, view)));
}
