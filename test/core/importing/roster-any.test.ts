/** Any roster in parts after any other: what always holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StandingRoster } from '../../../src/core/importing/roster.js';
import type { EnrollmentRecord, RosterSet } from '../../../src/core/importing/roster-set.js';
import { applied, USUAL } from './school.js';
import { after, delta, isIn, plan, pupil, SCHOOL, unchanged } from './school-in-parts.js';

/** Any small school: who is there, where, and since when. */
const anySet = fc
  .record({
    who: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
    places: fc.array(
      fc.record({
        student: fc.integer({ min: 1, max: 6 }),
        section: fc.constantFrom('c1', 'c2'),
        startsOn: fc.constantFrom('', '2026-08-24', '2026-11-01'),
        endsOn: fc.constantFrom('', '2026-09-15', '2027-06-12'),
      }),
      { maxLength: 10 },
    ),
    school: fc.constantFrom('s1', 's2'),
  })
  .map(
    ({ who, places, school }): Partial<RosterSet> => ({
      students: who.map((id) =>
        pupil(String(id), `Given${id} Family${id}`, { active: true, schools: [school] }, id),
      ),
      enrollments: places
        .filter(({ student }) => who.includes(student))
        .map(({ student, section, ...dates }) => isIn(String(student), section, dates)),
    }),
  );

/** Facts in the school's own words, whatever the ids inside. */
function facts(roster: StandingRoster, today = USUAL.today) {
  const code = new Map(roster.sections.map(({ id, code }) => [id, code]));
  const shown = new Map(roster.students.map(({ id, ids }) => [id, ids[0]?.value]));
  const isActive = new Set(roster.students.filter((one) => one.active).map(({ id }) => id));
  return {
    active: [...isActive].map((id) => shown.get(id)).sort(),
    now: roster.enrollments
      .filter((one) => isActive.has(one.student))
      .filter((one) => one.endsOn === null || one.endsOn > today)
      .map(
        (one) => `${shown.get(one.student)} ${code.get(one.section)} ${one.startsOn} ${one.endsOn}`,
      )
      .sort(),
  };
}

describe('whatever comes after whatever there was', () => {
  it('comes a second time and changes nothing', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const options = { withdrawMissing: true };
        const standing = after(before);
        const once = applied(standing, plan(set, standing, options));
        unchanged(plan(set, once, options));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same in any order of its records', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const standing = after(before);
        const turned = {
          students: set.students?.toReversed() ?? [],
          enrollments: set.enrollments?.toReversed() ?? [],
          sections: SCHOOL.sections.toReversed(),
          terms: SCHOOL.terms.toReversed(),
        };
        expect(facts(after(turned, standing))).toEqual(facts(after(set, standing)));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves those withdrawn whom a full roster does not say', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const standing = after(before);
        const now = applied(standing, plan(set, standing, { withdrawMissing: true }));
        const said = (set.students ?? []).map(({ ids }) => ids[0]?.value).sort();
        const here = facts(now).active;
        expect(here.filter((id) => said.includes(id))).toEqual(said);
      }),
      { numRuns: 200 },
    );
  });

  it('a full roster and then what has changed is the new full roster', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        // A file without any enrollment is taken for one that is not there.
        fc.pre((set.enrollments ?? []).length > 0);
        const standing = after(before);
        const said = new Set(set.students?.map(({ ids }) => ids[0]?.value));
        const pair = ({ student, section }: EnrollmentRecord) => `${student} ${section}`;
        const places = new Set(set.enrollments?.map(pair));
        const changes = {
          students: [
            ...(set.students ?? []),
            ...(before.students ?? [])
              .filter(({ ids }) => !said.has(ids[0]?.value))
              .map((one) => ({ ...one, active: false })),
          ],
          enrollments: [
            ...(set.enrollments ?? []),
            ...(before.enrollments ?? [])
              .filter((one) => !places.has(pair(one)))
              .map((one) => ({ ...one, endsOn: '', gone: true })),
          ],
        };
        const bulk = plan({ ...set, schools: [] }, standing, { withdrawMissing: true });
        const step = delta(changes, standing);
        expect(facts(applied(standing, step))).toEqual(facts(applied(standing, bulk)));
      }),
      { numRuns: 200 },
    );
  });
});
