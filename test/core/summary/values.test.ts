import { describe, expect, it } from 'vitest';
import type { Section, Student } from '../../../src/core/model.js';
import { compareValues, valuesBy } from '../../../src/core/summary/values.js';

const SCHOOLS = [
  { id: 1, code: 'H', name: 'Hill School' },
  { id: 2, code: 'L', name: 'Lake School' },
  { id: 3, code: 'L2', name: 'Lake School' },
];

const section = (id: number, code: string, school: number | null): Section => {
  return { id, code, name: `Room ${code}`, course: null, school, term: null };
};

const SECTIONS = [
  section(1, '7A', 1),
  section(2, '7A', 2),
  section(3, '7A', 3),
  section(4, '8B', 1),
];

/** The values of a student who attends these schools and is in these sections. */
function values(by: 'school' | 'section' | 'grade', attends: number[], sections: number[]) {
  const roster = {
    students: [],
    sections: SECTIONS,
    schools: SCHOOLS,
    staff: [],
    enrollments: [],
    teaching: [],
    schoolStudents: attends.map((school) => ({ student: 7, school })),
  };
  const own = SECTIONS.filter(({ id }) => sections.includes(id));
  const scope = { students: [], sectionsOf: () => own };
  return valuesBy(by, roster, scope, new Map())({ id: 7, grade: null } as Student);
}

describe('what a student is counted by', () => {
  it('is every school that she attends or has a section in, each once', () => {
    expect(values('school', [1], [1, 4])).toEqual(['Hill School']);
    expect(values('school', [1], [2])).toEqual(['Hill School', 'Lake School (L)']);
  });

  it('tells schools of one name, and sections of one id, apart', () => {
    expect(values('school', [2, 3], [])).toEqual(['Lake School (L)', 'Lake School (L2)']);
    expect(values('section', [], [1, 2, 3, 4])).toEqual([
      '7A (Hill School)',
      '7A (Lake School (L))',
      '7A (Lake School (L2))',
      '8B',
    ]);
  });

  it('is nothing where she has none, which is listed last', () => {
    expect(values('school', [], [])).toEqual([null]);
    expect(values('grade', [1], [1])).toEqual([null]);
    expect([null, '10', '9', null].sort(compareValues)).toEqual(['9', '10', null, null]);
  });
});
