import { describe, expect, it } from 'vitest';
import type { StandingRoster } from '../../../src/core/importing/roster.js';
import { pupil } from '../people.js';
import { counted, rosterFile, told } from './files.js';
import { NOBODY, planRoster, USUAL } from './school.js';

const plan = (text: string, standing: StandingRoster = NOBODY, partial = false) => {
  const { source, records } = rosterFile(text);
  return planRoster(source, records, standing, { ...USUAL, isPartial: partial });
};

describe('a new school', () => {
  const found = plan(`
    student_id | state_id | first_name | last_name | preferred_name | grade | email | section | section_name | course | teacher | school | term
    007 | S1 | Anastasia | Osei | Ana | 06 | a@x | 7A | Maths 7 | MATH | Mr O | North | Fall
    007 | S1 | Anastasia | Osei | Ana | 06 | a@x | ART | Art | | Ms R | North | Fall
    8 | | Bo | Lind | | KG | | 7A | | | Mr O | north | Fall`);

  it('counts everything once', () => {
    expect(Object.entries(found.counts).map(([what, of]) => `${what} ${counted(of)}`)).toEqual([
      'schools +1 ~0 =0',
      'terms +1 ~0 =0',
      'staff +2 ~0 =0',
      'sections +2 ~0 =0',
      'students +2 ~0 =0',
      'enrollments +3 ~0 =0',
    ]);
    expect(found.problems).toEqual([]);
  });

  it('knows a student by her ids, and her grade as it is usually written', () => {
    expect(found.students).toEqual([
      {
        ref: { key: '007' },
        isNew: true,
        facts: {
          given: 'Anastasia',
          family: 'Osei',
          preferred: 'Ana',
          grade: '6',
          email: 'a@x',
          active: true,
        },
        ids: [
          { type: 'local', value: '007' },
          { type: 'state', value: 'S1' },
        ],
      },
      {
        ref: { key: '8' },
        isNew: true,
        facts: {
          given: 'Bo',
          family: 'Lind',
          preferred: null,
          grade: 'K',
          email: null,
          active: true,
        },
        ids: [{ type: 'local', value: '8' }],
      },
    ]);
  });

  it('puts students and teachers into sections', () => {
    expect(found.sections.map(({ facts }) => facts)).toMatchObject([
      { code: '7A', name: 'Maths 7', course: 'MATH', school: { key: 'North' } },
      { code: 'ART', name: 'Art', course: null, term: { key: 'Fall' } },
    ]);
    expect(found.joins).toHaveLength(3);
    expect(found.teaches).toHaveLength(2);
    expect(found.attends).toHaveLength(2);
    const names = [found.schools, found.terms, found.staff].map((things) =>
      things.map(({ facts }) => facts.name),
    );
    expect(names).toEqual([['North'], ['Fall'], ['Mr O', 'Ms R']]);
  });
});

describe('sections', () => {
  it('of one name in two schools are two', () => {
    const found = plan(`
      student_id | first_name | last_name | section | school
      1 | Ana | Osei | 7A | North
      2 | Bo | Lind | 7A | South`);
    expect(counted(found.counts.sections)).toBe('+2 ~0 =0');
  });

  it('may have a name and no id', () => {
    const found = plan(`
      student_id | first_name | last_name | section_name
      1 | Ana | Osei | Maths 7`);
    expect(found.sections.map(({ facts }) => [facts.code, facts.name])).toEqual([
      ['Maths 7', 'Maths 7'],
    ]);
  });

  it('need not be named', () => {
    const found = plan('student_id | first_name | last_name\n1 | Ana | Osei');
    expect(found.sections).toEqual([]);
    expect(counted(found.counts.enrollments)).toBe('+0 ~0 =0');
  });
});

describe('a student who stands already', () => {
  const STANDING: StandingRoster = {
    ...NOBODY,
    students: [
      pupil(1, 'Ana', 'Osei', { ids: ['11', 'S1'], grade: '6' }),
      pupil(2, 'Bo', 'Lind', { ids: ['22', 'S2'] }),
      pupil(3, 'Cy', 'Gone', { ids: ['33'], active: false }),
    ],
  };
  const change = (row: string, header = 'student_id | state_id | first_name | last_name | grade') =>
    plan(`${header}\n${row}`, STANDING);

  it.each([
    ['by her id', '11 | | Ana | Osei | 6', '+0 ~0 =1'],
    ['by a further id', 'S1 | | Ana | Osei |', '+0 ~0 =1'],
    ['by a further id of the file, her family name agreeing', '99 | S2 | Bo | Lind |', '+0 ~1 =0'],
    ['not by a further id under another family name', '99 | S2 | Bo | Other |', '+1 ~0 =0'],
    ["not by another's further id", 'S2 | | Cy | Other |', '+1 ~0 =0'],
    ['by a blank given name, which says nothing', '11 | | | Osei | 6', '+0 ~0 =1'],
    ['with another grade', '11 | | Ana | Osei | 07', '+0 ~1 =0'],
    ['with another name', '11 | | Ana | Osei-Bonsu | 6', '+0 ~1 =0'],
    ['with a further id', '22 | S9 | Bo | Lind |', '+0 ~1 =0'],
    ['and not by a name', '99 | | Ana | Osei | 6', '+1 ~0 =0'],
    ['leading zeros apart', '011 | | Ana | Osei | 6', '+1 ~0 =0'],
  ])('%s', (_, row, expected) => {
    expect(counted(change(row).counts.students)).toBe(expected);
  });

  it.each([
    ['a blank given name says nothing', '11 | | | Osei |', []],
    [
      'the id of a child is not given to another',
      '99 | S2 | Al | Lind |',
      ['2 student_id id_on_two_students'],
    ],
    ['but when it is given back at once', '99 | S2 | Al | Lind |\n22 | S7 | Bo | Lind |', []],
    ['a sister is not put over her', '11 | | Abi | Osei |', ['2 name other_name']],
    [
      'nor a child of the school',
      '11 | | Ana | Lind |\n44 | | Ana | Lind |',
      ['2 name renamed (warning)'],
    ],
  ])('%s', (_, rows, expected) => expect(told(change(rows))).toEqual(expected));

  it.each([1, 2])('is named beside a new one of her name, where %i are of that name', (many) => {
    const students = [pupil(1, 'Ana', 'Osei', { ids: ['11'] })];
    if (many === 2) students.push(pupil(2, 'Ana', 'Osei', { ids: ['22'] }));
    const found = plan('student_id | first_name | last_name\n99 | Ana | Osei', {
      ...NOBODY,
      students,
    });
    expect(told(found)).toEqual(['2 student_id same_name (warning)']);
  });

  it('is nobody of two in the file who have her further id', () => {
    const found = change('98 | S2 | Bo | Lind |\n99 | S2 | Al | Lind |');
    expect(counted(found.counts.students)).toBe('+2 ~0 =0');
  });

  it('keeps what a blank cell does not say', () => {
    const [student] = change('11 | | Ana | Osei-Bonsu |').students;
    expect(student).toMatchObject({ facts: { family: 'Osei-Bonsu', grade: '6' }, ids: null });
  });

  it('keeps the id by which she is shown', () => {
    const [student] = change('99 | S2 | Bo | Lind |').students;
    expect(student).toMatchObject({ ref: { id: 2 }, facts: null });
    expect(student?.ids?.map(({ value }) => value)).toEqual(['99', 'S2']);
  });

  it('stays withdrawn until the file says otherwise', () => {
    const silent = change('33 | | Cy | Gone |');
    expect(told(silent)).toEqual(['2 student_id withdrawn_student (warning)']);
    expect(counted(silent.counts.students)).toBe('+0 ~0 =1');
    const back = change('33 | Cy | Gone | active', 'student_id | first_name | last_name | status');
    expect(told(back)).toEqual(['2 status comes_back (warning)']);
    expect(back.students).toMatchObject([{ facts: { active: true } }]);
  });

  it.each([
    'withdrawn',
    'Inactive',
    'to_be_deleted',
    'N',
    '0',
    'transferred',
  ])('is withdrawn by %s', (status) => {
    const found = change(
      `11 | Ana | Osei | ${status}`,
      'student_id | first_name | last_name | status',
    );
    expect(found.students).toMatchObject([{ facts: { active: false } }]);
  });

  it('is one of several who share a further id only by her own', () => {
    const twins = {
      ...NOBODY,
      students: [
        pupil(1, 'Ana', 'Osei', { ids: ['11', 'FAMILY'] }),
        pupil(2, 'Eno', 'Osei', { ids: ['22', 'FAMILY'] }),
      ],
    };
    const found = plan(
      'student_id | state_id | first_name | last_name\n33 | FAMILY | Abi | Osei',
      twins,
    );
    expect(counted(found.counts.students)).toBe('+1 ~0 =0');
  });
});

describe('faults', () => {
  it.each([
    [' | Ana | Osei |', '2 Pupil No missing_id'],
    ['1 | | |', '2 name missing_name'],
    ['1 | Ana | Osei | perhaps', '2 Status bad_status'],
  ])('%s: %s', (row, expected) => {
    const found = plan(`student_id=Pupil No | first_name | last_name | Status\n${row}`);
    expect(told(found)).toEqual([expected]);
    expect(found.students).toEqual([]);
  });

  it('one id under two names', () => {
    const found = plan(`
      student_id | first_name | last_name
      1 | Ana | Osei
      1 | ána | OSEI
      1 | Bo | Lind`);
    expect(told(found)).toEqual(['4 student_id id_on_two_students']);
    expect(found.problems[0]?.message).toBe('this id stands with another name on line 2');
  });

  const STATE = 'student_id | state_id | first_name | last_name';
  const rows = (...states: string[]) =>
    plan([STATE, ...states.map((state, at) => `${at} | ${state} | P${at} | Lind`)].join('\n'));

  it.each([
    ['two children with one further id', ['A', 'A', 'B'], ['3 student_id id_on_two_students']],
    ['the state of all of them', ['WA', 'WA', 'WA'], ['1  id_shared (warning)']],
    ['a word for none', ['NA', 'NA', 'NA', 'A', 'B'], ['1  id_shared (warning)']],
    ['a class of several', ['X', 'X', 'Y', 'Y', 'Z'], ['1  id_shared (warning)']],
    [
      'three of many',
      ['A', 'A', 'A', ...'BCDEFGHIJK'],
      ['3 student_id id_on_two_students', '4 student_id id_on_two_students'],
    ],
  ])('%s', (_, states, expected) => expect(told(rows(...states))).toEqual(expected));

  it('keeps of shared ids those that are not', () => {
    const kept = (...states: string[]) => rows(...states).students.map(({ ids }) => ids?.length);
    expect(kept('NA', 'NA', 'NA', 'A')).toEqual([1, 1, 1, 2]);
    expect(kept('X', 'X', 'Y', 'Y', 'Z')).toEqual([1, 1, 1, 1, 1]);
  });

  it('two further ids of one type for one child: the first is kept', () => {
    const found = plan(`${STATE}\n1 | A | Ana | Osei\n1 | B | Ana | Osei`);
    expect(told(found)).toEqual(['3 student_id two_ids (warning)']);
    expect(found.students[0]?.ids?.[1]?.value).toBe('A');
  });

  it("never repeat a pupil's data", () => {
    const { problems } = plan(`
      student_id | first_name | last_name | status
      1234 | Ana | Osei | odd
      1234 | | | active
      5678 | Bo | Lind | active
      5678 | Cy | Else | active`);
    expect(problems).toHaveLength(3);
    for (const { message } of problems) {
      expect(message).not.toMatch(/1234|5678|ana|osei|lind|else|odd/i);
    }
  });
});
