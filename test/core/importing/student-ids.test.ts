/** Whose evidence a row is, by an id of a type. */
import { describe, expect, it } from 'vitest';
import { studentFinder } from '../../../src/core/importing/evidence-students.js';
import { faultsOf } from '../../../src/core/importing/records.js';
import type { Student } from '../../../src/core/model.js';

function student(id: number, ids: Readonly<Record<string, string>>): Student {
  return {
    ...{ id, given: 'Ada', family: 'Lovelace', preferred: null, grade: null, email: null },
    active: true,
    ids: Object.entries(ids).map(([type, value]) => ({ type, value })),
  };
}

/** The student's number, or the code of the fault. */
function found(students: readonly Student[], studentId: string, studentIdType?: string) {
  const faults = faultsOf({ file: 'f.csv', header: () => null });
  const find = studentFinder(students, faults);
  const type = studentIdType === undefined ? {} : { studentIdType };
  return find({ line: 2, studentId, ...type })?.id ?? faults.problems[0]?.code;
}

describe('an id of a type', () => {
  it('is hers who has it as that, before another who is shown by the same', () => {
    const all = [
      student(1, { student: '7', SourcedId: 's-1' }),
      student(2, { student: 's-1', sourcedid: 's-2' }),
    ];
    expect(found(all, 'S-1', 'sourcedid')).toBe(1);
    expect(found(all, 's-1')).toBe(2);
  });

  it('means two where the other has none of that type', () => {
    const all = [student(1, { student: '7', sourcedid: 's-1' }), student(2, { student: 's-1' })];
    expect(found(all, 's-1', 'sourcedid')).toBe('ambiguous_student');
  });

  it('is any id of hers who has none of that type, where nobody has it as that', () => {
    const all = [
      student(1, { student: '7', sis: '9' }),
      student(2, { sourcedid: '8', sis: '6' }),
      student(3, { number: '9', SourcedId: '5' }),
    ];
    expect(found(all, '9', 'sourcedid')).toBe(1);
    expect(found(all, '6', 'sourcedid')).toBe('unknown_student');
    expect(found(all, '6')).toBe(2);
    expect(found(all, '10', 'sourcedid')).toBe('unknown_student');
  });

  it('is asked for anew by a row of another type', () => {
    const faults = faultsOf({ file: 'f.csv', header: () => null });
    const all = [
      student(1, { student: '7', sourcedid: 's' }),
      student(2, { student: 's', sourcedid: 't' }),
    ];
    const find = studentFinder(all, faults);
    expect(find({ line: 2, studentId: 's', studentIdType: 'sourcedid' })?.id).toBe(1);
    expect(find({ line: 3, studentId: 's' })?.id).toBe(2);
  });
});
