/** The sections of a flat roster, who is in them and who teaches them: its rows, section by section. */
import { groupBy } from '../grouping.js';
import type { Row } from './roster-flat-rows.js';
import { keyOf } from './roster-people.js';
import type { EnrollmentRecord, SectionRecord, TeachingRecord } from './roster-set.js';

/** The rows that name a section, by its code in the set. */
export type Sections = ReadonlyMap<string, readonly Row[]>;

export function sectionsOf(rows: readonly Row[]): Sections {
  const placed = rows.filter((row) => codeOf(row) !== '');
  return groupBy(placed, sectionKeys(placed));
}

/** The section of a code, by what its rows say of it. */
export function sectionOf([key, rows]: readonly [string, readonly Row[]]): SectionRecord {
  const said = (field: 'section' | 'sectionName' | 'course' | 'school' | 'term') =>
    rows.find((row) => row[field] !== '')?.[field] ?? '';
  return {
    file: rows[0]?.file ?? '',
    line: rows[0]?.line ?? 0,
    code: key,
    known: said('section') || said('sectionName'),
    name: said('sectionName'),
    course: said('course'),
    school: said('school'),
    term: said('term'),
  };
}

/** Those whose rows do not say that they are gone. */
export function enrollmentsIn(sections: Sections): EnrollmentRecord[] {
  return [...sections].flatMap(([section, own]) =>
    own
      .filter(({ active }) => active !== false)
      .map((row) => ({
        file: row.file,
        line: row.line,
        student: keyOf(row),
        section,
        startsOn: '',
        endsOn: '',
        gone: false,
      })),
  );
}

/** Each teacher of a section once, where she is first named. */
export function teachingIn(sections: Sections): TeachingRecord[] {
  return [...sections].flatMap(([section, own]) =>
    [...groupBy(own, ({ teacher }) => teacher)].flatMap(([staff, [first]]) =>
      staff === '' || first === undefined
        ? []
        : [{ file: first.file, line: first.line, staff, section, gone: false }],
    ),
  );
}

/**
 * Two schools may both have a 7A: a section is known by its id within its school. A row that names
 * no school means that of the other rows where they agree on one. So it is with terms.
 */
function sectionKeys(rows: readonly Row[]): (row: Row) => string {
  const said = (field: 'school' | 'term') => {
    const values = new Map<string, Set<string>>();
    for (const row of rows) {
      const own = values.get(codeOf(row)) ?? new Set();
      if (row[field] !== '') own.add(row[field].toLowerCase());
      values.set(codeOf(row), own);
    }
    return (row: Row) => {
      const own = [...(values.get(codeOf(row)) ?? [])];
      return row[field] === '' && own.length === 1 ? (own[0] ?? '') : row[field].toLowerCase();
    };
  };
  const [school, term] = [said('school'), said('term')];
  return (row) => `${school(row)}\n${term(row)}\n${codeOf(row)}`;
}

/** The section's id, for which its name stands in; empty when the row names none. */
function codeOf(row: Row): string {
  return row.section || row.sectionName;
}
