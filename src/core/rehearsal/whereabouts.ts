/** Where students are: their schools, grade and sections, as counts are made by them. */
import { groupBy } from '../grouping.js';
import type { Student } from '../model.js';
import type { RosterView, StudentScope } from '../scope.js';
import type { Whereabouts } from './tally.js';

/** Reads where a student is. Her schools are those she attends and those of her sections. */
export function whereaboutsReader(
  roster: RosterView,
  sectionsOf: StudentScope['sectionsOf'],
): (student: Student) => Whereabouts {
  const names = new Map(roster.schools.map(({ id, name }) => [id, name]));
  const attends = groupBy(roster.schoolStudents, ({ student }) => student);
  return ({ id, grade }) => {
    const sections = sectionsOf(id);
    const schools = new Set([
      ...(attends.get(id) ?? []).map(({ school }) => school),
      ...sections.flatMap(({ school }) => school ?? []),
    ]);
    return {
      school: [...new Set([...schools].flatMap((school) => names.get(school) ?? []))],
      grade: grade === null ? [] : [grade],
      section: [...new Set(sections.map(({ code }) => code))],
    };
  };
}
