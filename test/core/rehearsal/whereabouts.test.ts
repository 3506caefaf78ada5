import { describe, expect, it } from 'vitest';
import type { Section, Student } from '../../../src/core/model.js';
import { whereaboutsReader } from '../../../src/core/rehearsal/whereabouts.js';

const SCHOOLS = [
  { id: 1, code: 'H', name: 'Hill School' },
  { id: 2, code: 'L', name: 'Lake School' },
];

const section = (code: string, school: number | null): Section => {
  return { id: 1, code, name: code, course: null, school, term: null };
};

function whereabouts(attends: readonly number[], sections: readonly Section[], grade = '6') {
  const student = { id: 7, grade } as Student;
  const roster = {
    students: [],
    sections: [],
    schools: SCHOOLS,
    staff: [],
    enrollments: [],
    teaching: [],
    schoolStudents: attends.map((school) => ({ student: 7, school })),
  };
  return whereaboutsReader(roster, () => sections)(student);
}

describe('where a student is', () => {
  it('is every school that she attends or has a section in, each once', () => {
    expect(whereabouts([1], []).school).toEqual(['Hill School']);
    expect(whereabouts([], [section('7A', 2)]).school).toEqual(['Lake School']);
    expect(whereabouts([1, 2], [section('7A', 2), section('7B', 2)]).school).toEqual([
      'Hill School',
      'Lake School',
    ]);
  });

  it('is her sections and her grade, as far as there are any', () => {
    expect(whereabouts([], [section('7A', null)])).toEqual({
      school: [],
      grade: ['6'],
      section: ['7A'],
    });
    expect(
      whereaboutsReader({ schools: [], schoolStudents: [] } as never, () => [])({
        id: 1,
        grade: null,
      } as Student),
    ).toEqual({ school: [], grade: [], section: [] });
  });
});
