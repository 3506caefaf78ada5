/** What students are counted by: the sections, schools or grade of each, or her value of a group. */
import { groupBy } from '../grouping.js';
import type { Id, Student } from '../model.js';
import { compareText } from '../names.js';
import type { RosterView, StudentScope } from '../scope.js';

export const BYS = ['section', 'school', 'grade', 'group'] as const;
export type By = (typeof BYS)[number];

/** The values of a student, each once; `[null]` where she has none. */
export type ValuesOf = (student: Student) => readonly (string | null)[];

/** How students part by this; `groupValue` reads a group. */
export function valuesBy(
  by: By,
  roster: RosterView,
  { sectionsOf }: StudentScope,
  groupValue: ReadonlyMap<Id, string>,
): ValuesOf {
  switch (by) {
    case 'section': {
      const label = sectionLabels(roster);
      return (student) => someOrNone(sectionsOf(student.id).map(({ id }) => label(id)));
    }
    case 'school': {
      const label = schoolLabels(roster);
      const attended = groupBy(roster.schoolStudents, ({ student }) => student);
      return ({ id }) =>
        someOrNone([
          ...(attended.get(id) ?? []).map(({ school }) => label(school)),
          ...sectionsOf(id).map(({ school }) => label(school)),
        ]);
    }
    case 'grade':
      return ({ grade }) => [grade];
    case 'group':
      return ({ id }) => [groupValue.get(id) ?? null];
  }
}

/** The same where each student is to be in one value alone: several of hers are one of their own. */
export function oneValue(valuesOf: ValuesOf): ValuesOf {
  return (student) => {
    const values = valuesOf(student);
    return values.length < 2 ? values : [values.map(String).sort().join('; ')];
  };
}

/** The order in which values are listed: as people order names, students without one last. */
export function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}

function someOrNone(values: readonly (string | undefined)[]): readonly (string | null)[] {
  const known = [...new Set(values.flatMap((value) => value ?? []))];
  return known.length === 0 ? [null] : known;
}

/** The school's name, with its id where several have that name. */
function schoolLabels({ schools }: RosterView): (id: Id | null) => string | undefined {
  const labels = [...groupBy(schools, ({ name }) => name)].flatMap(([name, same]) =>
    same.map(({ id, code }): [Id | null, string] => [
      id,
      same.length === 1 ? name : `${name} (${code})`,
    ]),
  );
  const known = new Map(labels);
  return (id) => known.get(id);
}

/** The section's id, with its school where several have a section of that id. */
function sectionLabels(roster: RosterView): (id: Id) => string | undefined {
  const schoolLabel = schoolLabels(roster);
  const labels = [...groupBy(roster.sections, ({ code }) => code)].flatMap(([code, same]) =>
    same.map(({ id, school, name }): [Id, string] => {
      const where = schoolLabel(school) ?? name;
      return [id, same.length === 1 ? code : `${code} (${where})`];
    }),
  );
  const known = new Map(labels);
  return (id) => known.get(id);
}
