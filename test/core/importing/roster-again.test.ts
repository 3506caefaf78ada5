import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StandingRoster } from '../../../src/core/importing/roster.js';
import { counted, rosterFile } from './files.js';
import { applied, NOBODY, planRoster, USUAL } from './school.js';

const plan = (text: string, standing: StandingRoster, partial = false) => {
  const { source, records } = rosterFile(text);
  return planRoster(source, records, standing, { ...USUAL, isPartial: partial });
};
const after = (...files: readonly string[]) =>
  files.reduce((standing, file) => applied(standing, plan(file, standing)), NOBODY);

const HEADER = 'student_id | first_name | last_name | section | teacher | school | status';
const ANA = '1 | Ana | Osei | 7A | Mr O | North |';
const BO = '2 | Bo | Lind | 7A | Mr O | North |';
const FILE = `${HEADER}\n${ANA}\n${BO}\n1 | Ana | Osei | ART | Ms R | North |`;

/** The counts of a file after another. */
const counts = (first: string, second: string, partial = false) => {
  const found = plan(second, after(first), partial).counts;
  return Object.fromEntries(Object.entries(found).map(([what, of]) => [what, counted(of)]));
};

describe('a roster that comes again', () => {
  it('changes nothing', () => {
    expect(counts(FILE, FILE)).toEqual({
      schools: '+0 ~0 =1',
      terms: '+0 ~0 =0',
      staff: '+0 ~0 =2',
      sections: '+0 ~0 =2',
      students: '+0 ~0 =2',
      enrollments: '+0 ~0 =3',
    });
    const again = plan(FILE, after(FILE));
    expect([again.joins, again.leaves, again.teaches, again.attends, again.students]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('speaks only for the sections that it names', () => {
    const without = `${HEADER}\n${ANA}`;
    expect(counts(FILE, without)).toMatchObject({
      students: '+0 ~0 =1',
      enrollments: '+0 ~1 =1',
    });
    const other = `${HEADER}\n${ANA.replace('7A', 'ART')}`;
    expect(counts(FILE, other).enrollments).toBe('+0 ~0 =1');
    expect(counts(FILE, `${HEADER}\n1 | Ana | Osei | | | North |`).enrollments).toBe('+0 ~0 =0');
  });

  it('leaves nobody out of a section when rows were left out of the file', () => {
    expect(counts(FILE, `${HEADER}\n${ANA}`, true).enrollments).toBe('+0 ~0 =1');
  });

  it('moves a student whose section is another one now', () => {
    const moved = `${HEADER}\n${ANA}\n${BO.replace('7A', '7B')}`;
    const found = plan(moved, after(`${HEADER}\n${ANA}\n${BO}`));
    expect([found.joins.length, found.leaves.length]).toEqual([1, 1]);
    expect(counted(found.counts.enrollments)).toBe('+1 ~1 =1');
    expect(counted(found.counts.sections)).toBe('+1 ~0 =1');
  });

  it('lets a student leave who is withdrawn', () => {
    const found = plan(`${HEADER}\n${ANA}\n${BO}withdrawn`, after(`${HEADER}\n${ANA}\n${BO}`));
    expect(found.leaves).toHaveLength(1);
    expect(found.students).toMatchObject([{ facts: { active: false } }]);
  });

  it('gives a section its new name, teacher and school', () => {
    const named = FILE.replace('| section |', '| section | section_name |')
      .replaceAll('| 7A |', '| 7A | Maths |')
      .replaceAll('| ART |', '| ART | |');
    expect(counts(FILE, named).sections).toBe('+0 ~1 =1');
    const taught = FILE.replaceAll('Mr O', 'Ms New');
    const found = plan(taught, after(FILE));
    expect(found.teaches).toHaveLength(1);
    expect(counted(found.counts.staff)).toBe('+1 ~0 =1');
  });

  it('keeps what it does not say of a section', () => {
    const full = `${HEADER} | section_name | course | term\n${ANA} | Maths | MATH | Fall`;
    expect(counts(full, `${HEADER}\n${ANA}`)).toMatchObject({ sections: '+0 ~0 =1' });
  });

  it('finds a school, a term and a teacher in any case', () => {
    expect(
      counts(FILE, FILE.replaceAll('North', 'NORTH').replaceAll('Mr O', 'mr o')),
    ).toMatchObject({
      schools: '+0 ~0 =1',
      staff: '+0 ~0 =2',
      sections: '+0 ~0 =2',
      enrollments: '+0 ~0 =3',
    });
  });

  it('keeps the section of one school from that of another', () => {
    const south = FILE.replaceAll('North', 'South').replace('1 | Ana', '3 | Eno');
    const found = counts(FILE, south);
    expect(found).toMatchObject({ schools: '+1 ~0 =0', sections: '+2 ~0 =0' });
    expect(plan(south, after(FILE)).leaves).toEqual([]);
  });
});

const anyFile = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('', '7A', '7B', 'ART'),
      fc.constantFrom('', 'Mr O', 'Ms R'),
      fc.constantFrom('North', 'South'),
    ),
    { maxLength: 12 },
  )
  .map((rows) =>
    [
      HEADER,
      ...rows.map(
        ([student, section, teacher, school]) =>
          `${student} | Given ${student} | Family ${student} | ${section} | ${teacher} | ${school} |`,
      ),
    ].join('\n'),
  );

describe('whatever is in the file, after whatever there was', () => {
  it('nothing happens when it comes a second time', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (before, file) => {
        const again = plan(file, after(before, file));
        for (const { add, update } of Object.values(again.counts)) {
          expect([add, update]).toEqual([0, 0]);
        }
        const { joins, leaves, teaches, attends, students, sections } = again;
        expect([joins, leaves, teaches, attends, students, sections].flat()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
