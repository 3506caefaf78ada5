/** A row of evidence with an id and a name: the scores may not go to another child. */
import { beforeEach, describe, expect, it } from 'vitest';
import { pieces, taken } from '../support/evidence.js';
import { file, ok, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const DAY = ['--date', '2026-09-30'];

const rows = async (header: string, ...lines: readonly string[]) => {
  file('scores.csv', `${[header, ...lines].join('\n')}\n`);
  return taken('scores.csv', DAY);
};

const NATIVE = 'student_id,student,competency,score';
const PARTS = 'student_id,first_name,last_name,competency,score';

describe('an id and a name', () => {
  it.each([
    [NATIVE, 'ada,Ben Okri,R.1,3'],
    [NATIVE, 'ada,"Okri, Ben",R.1,3'],
    [NATIVE, 'ada,Okri Ben,R.1,3'],
    [NATIVE, 'ada,Ben O.,R.1,3'],
    [NATIVE, 'ada,Ben,R.1,3'],
    [NATIVE, 'ada,Zoe Quill,R.1,3'],
    [PARTS, 'ada,Ben,Okri,R.1,3'],
  ])('of two students are refused and nobody is named: %s / %s', async (header, line) => {
    const run = await rows(header, line);
    expect(run).toMatchObject({ code: 3, written: false });
    expect(run.problems).toMatchObject([
      {
        line: 2,
        field: 'student_id',
        code: 'other_student',
        severity: 'error',
        message: 'this id and this name are two students',
      },
    ]);
  });

  it.each([
    'Ada Lovelace',
    '"Lovelace, Ada"',
    'Lovelace Ada',
    'A. Lovelace',
    'Ada L.',
    '\u00c0da LOVELACE',
    'Ada',
    'ada',
    '""',
  ])('of one are taken: %s', async (name) => {
    const run = await rows(NATIVE, `ada,${name},R.1,3`);
    expect(run).toMatchObject({ written: true, problems: [] });
    expect(await pieces('student_id', 'score')).toEqual([['ada', 3]]);
  });

  it('that agree in part are taken and told', async () => {
    const run = await rows(NATIVE, 'ada,Peg Lovelace,R.1,3', 'ada,Ada Byron,6.RP.A.1,3');
    expect(run).toMatchObject({ written: true });
    expect(run.problems).toMatchObject([
      { line: 2, code: 'name_differs', severity: 'warning' },
      { line: 3, code: 'name_differs', severity: 'warning' },
    ]);
  });

  it.each([
    [
      'canvas-gradebook',
      'Student,ID,SIS User ID,SIS Login ID,Section,R.1',
      'Points Possible,,,,,4\n"Okri, Ben",9,ada,,S,3',
    ],
    [
      'canvas-mastery',
      'Student name,Student ID,Student SIS ID,R.1 result,R.1 mastery points',
      'Ben Okri,9,ada,3,3',
    ],
  ])('are compared in %s', async (format, header, line) => {
    const run = await rows(header, line);
    expect(run).toMatchObject({ format, code: 3 });
    expect(run.problems.map(({ code }) => code)).toEqual(['other_student']);
  });

  it.each([
    [
      'nwea-map',
      'StudentID,StudentLastName,StudentFirstName,Subject,TestRITScore',
      'ada,Okri,Ben,Maths,220',
      ['--map', 'Maths=R.1', '--cuts', '1=0,3=200'],
    ],
    [
      'masteryconnect',
      'student_number,first_name,last_name,standard_name,score_value,score_id,assessment_date',
      'ada,Ben,Okri,R.1,3,1,2026-09-01',
      [],
    ],
    [
      'google-forms',
      'Timestamp,Email Address,Score,Full name',
      '2026/09/01 9:00:00,ada,3 / 4,Ben Okri',
      ['--map', 'Score=R.1'],
    ],
  ])('are compared in %s too', async (format, header, line, flags) => {
    file('scores.csv', `${header}\n${line}\n`);
    const run = await taken('scores.csv', [...flags, ...(format === 'nwea-map' ? DAY : [])]);
    expect(run).toMatchObject({ format, code: 3 });
    expect(run.problems).toMatchObject([{ line: 2, code: 'other_student' }]);
  });
});

describe('a name alone', () => {
  it('may have the family name in front', async () => {
    const run = await rows('student,competency,score', 'Okri Ben,R.1,3');
    expect(run).toMatchObject({ written: true, problems: [] });
    expect(await pieces('student_id')).toEqual([['ben']]);
  });

  it('is hers who is written so, before one who is written the other way round', async () => {
    file('more.csv', 'student_id,first_name,last_name\nturned,Okri,Ben\n');
    await ok('import roster more.csv');
    expect(await rows('student,competency,score', 'Ben Okri,R.1,3')).toMatchObject({
      written: true,
    });
    expect(await pieces('student_id')).toEqual([['ben']]);
  });
});

describe('an id that nobody has', () => {
  it('is told to lack zeros where one with zeros stands', async () => {
    file('more.csv', 'student_id,first_name,last_name\n0012,Dov,Katz\n');
    await ok('import roster more.csv');
    const run = await rows('student_id,competency,score', '12,R.1,3', '13,R.1,3');
    expect(run.problems).toMatchObject([
      { line: 2, code: 'unknown_student', message: expect.stringContaining('zeros in front') },
      { line: 3, code: 'unknown_student', message: 'no student has this id' },
    ]);
  });
});
