import { describe, expect, it } from 'vitest';
import {
  frameworkNamed,
  narrowCompetencies,
  narrowStudents,
  type RosterView,
  type StudentFilter,
} from '../../src/core/scope.js';
import { gradebook } from '../support/book.js';
import { pupil } from './people.js';

const section = (id: number, code: string, name: string, school: number | null) => ({
  id,
  code,
  name,
  course: null,
  school,
  term: null,
});
const always = { startsOn: null, endsOn: null };

const ROSTER: RosterView = {
  students: [
    pupil(1, 'Zoë', 'Adams', { grade: '6' }),
    pupil(2, 'Ana', 'Osei', { grade: '6' }),
    pupil(3, 'Bo', 'Lind', { grade: 'K' }),
    pupil(4, 'Cy', 'Gone', { grade: '6', active: false }),
    pupil(5, 'Di', 'Alone', { grade: null }),
  ],
  sections: [
    section(11, '7A', 'Maths', 21),
    section(12, '7B', 'Maths', 22),
    section(13, 'ART', 'Art', null),
  ],
  schools: [
    { id: 21, code: 'N', name: 'North' },
    { id: 22, code: 'S', name: 'South' },
  ],
  staff: [
    { id: 31, code: 't1', name: 'Mr Okafor' },
    { id: 32, code: 't2', name: 'Ms Ruíz' },
  ],
  enrollments: [
    { student: 1, section: 11, startsOn: '2026-09-01', endsOn: null },
    { student: 2, section: 11, startsOn: null, endsOn: '2026-10-01' },
    { student: 2, section: 12, startsOn: '2026-10-01', endsOn: null },
    { student: 3, section: 13, ...always },
    { student: 4, section: 11, ...always },
  ],
  teaching: [
    { staff: 31, section: 11 },
    { staff: 32, section: 12 },
    { staff: 32, section: 13 },
  ],
  schoolStudents: [{ student: 5, school: 22 }],
};

const EVERYONE: StudentFilter = {
  section: null,
  school: null,
  teacher: null,
  grade: null,
  withdrawn: false,
};

const who = (asked: Partial<StudentFilter>, day = '2026-09-15') => {
  const scope = narrowStudents(ROSTER, { ...EVERYONE, ...asked }, day);
  return 'noun' in scope ? scope : scope.students.map(({ given }) => given).join(' ');
};

describe('narrowing students', () => {
  it.each<[Partial<StudentFilter>, string, string]>([
    [{}, '2026-09-15', 'Zoë Di Bo Ana'],
    [{ withdrawn: true }, '2026-09-15', 'Zoë Di Cy Bo Ana'],
    [{ section: '7A' }, '2026-09-15', 'Zoë Ana'],
    [{ section: '7a' }, '2026-08-31', 'Ana'],
    [{ section: '7A' }, '2026-10-01', 'Zoë'],
    [{ section: '7B' }, '2026-10-01', 'Ana'],
    [{ section: 'maths' }, '2026-10-01', 'Zoë Ana'],
    [{ section: '7A', withdrawn: true }, '2026-09-15', 'Zoë Cy Ana'],
    [{ school: 'north' }, '2026-09-15', 'Zoë Ana'],
    [{ school: 'S' }, '2026-09-15', 'Di'],
    [{ school: 'S' }, '2026-10-01', 'Di Ana'],
    [{ teacher: 'ms ruiz' }, '2026-10-01', 'Bo Ana'],
    [{ teacher: 't1' }, '2026-10-01', 'Zoë'],
    [{ grade: '06' }, '2026-09-15', 'Zoë Ana'],
    [{ grade: '0' }, '2026-09-15', 'Bo'],
    [{ grade: 'k' }, '2026-09-15', 'Bo'],
    [{ grade: '11' }, '2026-09-15', ''],
    [{ grade: '6', teacher: 't2' }, '2026-10-01', 'Ana'],
  ])('%j on %s: %s', (asked, day, expected) => {
    expect(who(asked, day)).toBe(expected);
  });

  it.each([
    [{ section: '9Z' }, 'section', ['7A', '7B', 'ART']],
    [{ school: 'East' }, 'school', ['North', 'South']],
    [{ teacher: 'Nobody' }, 'teacher', ['Mr Okafor', 'Ms Ruíz']],
  ])('%j names what there is instead', (asked, noun, known) => {
    expect(who(asked)).toEqual({ noun, name: Object.values(asked)[0], known });
  });

  it('tells the sections in which each is on the day', () => {
    const scope = narrowStudents(ROSTER, EVERYONE, '2026-10-01');
    if ('noun' in scope) throw new Error(scope.name);
    expect(scope.sectionsOf(2).map(({ code }) => code)).toEqual(['7B']);
    expect(scope.sectionsOf(5)).toEqual([]);
  });
});

describe('narrowing competencies', () => {
  const book = gradebook(`
    framework Math
    6.RP
    6.RP.1 under 6.RP
    6.RP.2 under 6.RP
    6.NS.1
    framework Art
    4
    4.1 under 4
    pathway unit: base 6.RP.1, 4.1; more 6.NS.1`);

  const within = (asked: { framework?: string; under?: string; pathway?: string }) => {
    const filter = { framework: null, under: null, pathway: null, taught: null, ...asked };
    const scope = narrowCompetencies(book.standards, book.pathways, filter);
    if (scope === null || 'noun' in scope) return scope;
    const inScope = book.standards.ordered.filter(({ id }) => scope.has(id));
    return inScope.map(({ code }) => code).join(' ');
  };

  it.each([
    [{}, null],
    [{ framework: 'art' }, '4 4.1'],
    [{ under: '6.rp' }, '6.RP 6.RP.1 6.RP.2'],
    [{ under: 'Art:4' }, '4 4.1'],
    [{ under: '6.NS.1' }, '6.NS.1'],
    [{ pathway: 'Unit' }, '4.1 6.NS.1 6.RP.1'],
    [{ framework: 'Math', pathway: 'unit' }, '6.NS.1 6.RP.1'],
    [{ framework: 'Math', under: '6.RP', pathway: 'unit' }, '6.RP.1'],
    [{ framework: 'Art', under: '6.RP' }, ''],
  ])('%j: %s', (asked, expected) => {
    expect(within(asked)).toBe(expected);
  });

  it.each([
    [{ framework: 'Music' }, { noun: 'framework', name: 'Music', known: ['Math', 'Art'] }],
    [{ under: '9' }, { noun: 'competency', name: '9', known: ['4', '6.RP'] }],
    [{ pathway: 'year' }, { noun: 'pathway', name: 'year', known: ['unit'] }],
  ])('%j names what there is instead', (asked, expected) => {
    expect(within(asked)).toEqual(expected);
  });

  it('finds a framework by name', () => {
    expect(frameworkNamed(book.standards, 'MATH')?.name).toBe('Math');
    expect(frameworkNamed(book.standards, 'Music')).toBeNull();
  });
});
