/** Evidence from Canvas: the Learning Mastery export and the gradebook export. */
import { beforeEach, describe, expect, it } from 'vitest';
import { pieces, taken } from '../support/evidence.js';
import { at, exists, file, ok, pl, project, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const DAY = ['--date', '2026-09-30'];

describe('a Learning Mastery export', () => {
  const HEAD =
    'Student name,Student ID,Student SIS ID,Maths > Ratios > 6.RP.A.1 result,Maths > Ratios > 6.RP.A.1 mastery points,Reading > I can quote a text result,Reading > I can quote a text mastery points';
  const mastery = (...rows: readonly string[]) =>
    file('outcomes.csv', `\ufeff${[HEAD, ...rows].join('\n')}\n`);

  it('gives a score an outcome, and none where the cell is blank', async () => {
    mastery('Ada Lovelace,901,ada,3.0,3.0,,3.0', 'Ben Okri,902,ben,2.67,3.0,4,3.0');
    const run = await taken('outcomes.csv', DAY);
    expect(run).toMatchObject({ format: 'canvas-mastery', written: true, problems: [] });
    expect(await pieces('student_id', 'competency', 'score', 'kind', 'title', 'date')).toEqual([
      ['ada', '6.RP.A.1', 3, 'test', 'Learning Mastery', '2026-09-30'],
      ['ben', '6.RP.A.1', 2.67, 'test', 'Learning Mastery', '2026-09-30'],
      ['ben', 'R.1', 4, 'test', 'Learning Mastery', '2026-09-30'],
    ]);
    expect((await taken('outcomes.csv', DAY)).counts.evidence).toEqual({
      add: 0,
      update: 0,
      unchanged: 3,
    });
  });

  it('updates a result of the same day, and adds one of another', async () => {
    mastery('Ada Lovelace,901,ada,3.0,3.0,,3.0');
    await taken('outcomes.csv', DAY);
    mastery('Ada Lovelace,901,ada,4.0,3.0,,3.0');
    const again = await taken('outcomes.csv', DAY);
    expect(again.counts.evidence).toEqual({ add: 0, update: 1, unchanged: 0 });
    const later = await taken('outcomes.csv', ['--date', '2026-10-01']);
    expect(later.counts.evidence).toEqual({ add: 1, update: 0, unchanged: 0 });
  });

  it('needs a day, and says so', async () => {
    mastery('Ada Lovelace,901,ada,3,3,,3');
    const run = await taken('outcomes.csv', []);
    expect(run.code).toBe(3);
    expect(run.problems).toMatchObject([
      { line: 1, code: 'missing_column', message: expect.stringContaining('--date DAY') },
    ]);
  });

  it('takes the id of Canvas where there is no SIS id', async () => {
    mastery('Ada Lovelace,ada,N/A,3,3,,3');
    expect((await taken('outcomes.csv', DAY)).counts.evidence.add).toBe(1);
  });

  it('refuses an outcome that names no competency, unless --map names it or leaves it out', async () => {
    file(
      'one.csv',
      'Student name,Student ID,A > Speaking result,A > Speaking mastery points\nAda,ada,3,3\n',
    );
    const refused = await taken('one.csv', DAY);
    expect(refused).toMatchObject({ code: 3, written: false });
    expect(refused.problems).toMatchObject([
      { line: 1, field: 'A > Speaking result', code: 'unknown_outcome' },
    ]);
    const mapped = await taken('one.csv', [...DAY, '--map', 'Speaking=6.RP.A.1,R.1']);
    expect(mapped.counts.evidence.add).toBe(2);
    const out = await taken('one.csv', [...DAY, '--map', 'A > Speaking=']);
    expect(out).toMatchObject({ code: 0, counts: { evidence: { add: 0 } } });
  });

  it('refuses another scale, and carries its scores as a share where --out-of says of what', async () => {
    mastery('Ada Lovelace,901,ada,5,4.0,,3.0');
    const refused = await taken('outcomes.csv', DAY);
    expect(refused).toMatchObject({ code: 3, written: false });
    expect(refused.problems).toMatchObject([
      { line: 2, field: 'Maths > Ratios > 6.RP.A.1 mastery points', code: 'other_scale' },
    ]);
    const share = await taken('outcomes.csv', [...DAY, '--out-of', '5']);
    expect(share).toMatchObject({ code: 0, counts: { evidence: { add: 1 } } });
  });

  it('refuses mastery points that are no number, without their words', async () => {
    mastery('Ada Lovelace,901,ada,3,Ada Lovelace,,3.0');
    const refused = await taken('outcomes.csv', DAY);
    expect(refused).toMatchObject({ code: 3, problems: [{ line: 2, code: 'other_scale' }] });
    expect(refused.problems[0]?.message).not.toContain('Lovelace');
  });

  it('refuses one competency in two outcomes', async () => {
    file(
      'two.csv',
      'Student name,Student ID,A > R.1 result,A > R.1 mastery points,B > R.1 result,B > R.1 mastery points\nAda,ada,3,3,3,3\n',
    );
    expect((await taken('two.csv', DAY)).problems).toMatchObject([
      { line: 1, field: 'B > R.1 result', code: 'ambiguous_header' },
    ]);
  });

  it('is known in any language by its pairs and their one number', async () => {
    file(
      'es.csv',
      'Nombre;Identificación;SIS;Resultado de Maths > 6.RP.A.1;Puntos de dominio de Maths > 6.RP.A.1;Resultado de Maths > 6.RP.A.2;Puntos de dominio de Maths > 6.RP.A.2\nAda;1;ada;2,5;3,0;;3,0\nBen;2;ben;3,0;3,0;1,0;3,0\n',
    );
    const run = await taken('es.csv', DAY);
    expect(run).toMatchObject({ format: 'canvas-mastery', code: 0 });
    expect(await pieces('student_id', 'competency', 'score')).toEqual([
      ['ada', '6.RP.A.1', 2.5],
      ['ben', '6.RP.A.1', 3],
      ['ben', '6.RP.A.2', 1],
    ]);
  });

  it('is not taken for one where a sheet has words or points beside the scores', async () => {
    file(
      'sheet.csv',
      'student_id,date,6.RP.A.1 score,6.RP.A.1 note,6.RP.A.2 score,6.RP.A.2 note\nada,2026-09-30,3,good,2,fine\n',
    );
    expect((await taken('sheet.csv', [])).format).toBe('native');
    file(
      'points.csv',
      'student_id,date,6.RP.A.1 score,6.RP.A.1 points,R.1 score,R.1 points\nada,2026-09-30,3,9,2,9\n',
    );
    expect((await taken('points.csv', [])).format).toBe('native');
  });

  it('names line and column of a student and a score that are not there', async () => {
    mastery('Nobody,99,nobody,3,3,,3', 'Ada Lovelace,901,ada,7,3,,3');
    expect((await taken('outcomes.csv', DAY)).problems).toMatchObject([
      { line: 2, field: 'Student SIS ID', code: 'unknown_student' },
      { line: 3, field: 'Maths > Ratios > 6.RP.A.1 result', code: 'score_off_scale' },
    ]);
  });
});

describe('a report of outcome results', () => {
  const results = (...rows: readonly string[]) =>
    file(
      'results.csv',
      `${[
        'student name,student id,student sis id,assessment title,assessment id,submission date,learning outcome name,outcome score,learning outcome mastery score',
        ...rows,
      ].join('\n')}\n`,
    );

  it('gives a score an assessment, on its own day, and updates one that changed', async () => {
    results(
      'Ada Lovelace,1,ada,Quiz,5,2026-09-28T10:00:00Z,R.1,2.0,3.0',
      'Ben Okri,ben,N/A,Quiz,5,2026-09-28T10:00:00Z,I can divide,4,3.0',
      'Ben Okri,ben,N/A,Essay,6,2026-09-29T10:00:00Z,R.1,,3.0',
    );
    expect(await taken('results.csv', [])).toMatchObject({
      ...{ format: 'canvas-outcome-results', code: 0, problems: [] },
    });
    expect(await pieces('student_id', 'competency', 'score', 'date', 'title')).toEqual([
      ['ada', 'R.1', 2, '2026-09-28', 'Quiz'],
      ['ben', '6.NS.B.1', 4, '2026-09-28', 'Quiz'],
    ]);
    results('Ada Lovelace,1,ada,Quiz,5,2026-09-28T10:00:00Z,R.1,3.0,3.0');
    expect((await taken('results.csv', [])).counts.evidence).toMatchObject({ add: 0, update: 1 });
  });

  it('refuses an outcome on another scale and one that is not there', async () => {
    results(
      'Ada Lovelace,1,ada,Quiz,5,2026-09-28,R.1,8,7',
      'Ada Lovelace,1,ada,Quiz,5,2026-09-28,Speaking,2,3',
    );
    expect((await taken('results.csv', [])).problems).toMatchObject([
      { line: 2, field: 'learning outcome mastery score', code: 'other_scale' },
      { line: 3, field: 'learning outcome name', code: 'unknown_competency' },
    ]);
  });
});

describe('a gradebook of Canvas', () => {
  const HEAD =
    'Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (123),Essay (77),Quizzes Current Score,Final Grade';
  const POINTS = '    Points Possible,,,,,10,20,(read only),(read only)';
  const gradebook = (...rows: readonly string[]) =>
    file('grades.csv', `${[HEAD, POINTS, ...rows].join('\n')}\n`);
  const QUIZ = ['--map', 'Quiz 1=6.RP.A.1,6.RP.A.2'];

  it('gives each mapped score out of its points, on each competency', async () => {
    gradebook(
      '"Lovelace, Ada",1,ada,al,6A,8,12,80,B',
      '"Okri, Ben",2,ben,bo,6A,,5,,',
      '"Osei, Cleo",3,cleo,co,6B,EX,-,,',
      '"Student, Test",9,,x,6A,10,20,100,A',
    );
    const run = await taken('grades.csv', [...DAY, ...QUIZ]);
    expect(run).toMatchObject({ format: 'canvas-gradebook', code: 0 });
    expect(await pieces('student_id', 'competency', 'score', 'possible', 'title')).toEqual([
      ['ada', '6.RP.A.1', 8, 10, 'Quiz 1'],
      ['ada', '6.RP.A.2', 8, 10, 'Quiz 1'],
    ]);
    expect(run.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['not_mapped', 'not_a_score']),
    );
    const [left] = run.problems.filter(({ code }) => code === 'not_mapped');
    expect(left?.message).toContain('1 assignment is on no competency: left out: "Essay"');
  });

  it.each([
    ['SIS User ID,SIS Login ID', 'ada,N/A'],
    ['SIS User ID,SIS Login ID', 'N/A,al'],
    ['SIS Login ID', '#N/A'],
  ])('takes the id of Canvas where %s say that there is none: %s', async (columns, cells) => {
    file(
      'grades.csv',
      `Student,ID,${columns},Section,Quiz 1 (123)\n    Points Possible,,${cells.replace(/[^,]/g, '')},,10\n"Lovelace, Ada",ada,${cells},6A,8\n`,
    );
    const run = await taken('grades.csv', [...DAY, '--map', 'Quiz 1=6.RP.A.1']);
    expect(run.code).toBe(0);
    expect(await pieces('student_id', 'score', 'possible')).toEqual([['ada', 8, 10]]);
  });

  it('finds an assignment with its number as well, and several maps', async () => {
    gradebook('"Lovelace, Ada",1,ada,al,6A,8,12,80,B');
    const flags = ['--map', 'Quiz 1 (123)=6.RP.A.1', '--map', 'essay=R.1'];
    expect((await taken('grades.csv', [...DAY, ...flags])).counts.evidence.add).toBe(2);
  });

  it('updates a score that changed and adds nothing for another day', async () => {
    gradebook('"Lovelace, Ada",1,ada,al,6A,8,12,80,B', '"Okri, Ben",2,ben,bo,6A,4,5,,');
    await taken('grades.csv', [...DAY, ...QUIZ]);
    at('2026-10-08T09:00:00');
    gradebook('"Lovelace, Ada",1,ada,al,6A,9,12,80,B', '"Okri, Ben",2,ben,bo,6A,4,5,,');
    const later = await taken('grades.csv', ['--date', '2026-10-07', ...QUIZ]);
    expect(later.counts.evidence).toEqual({ add: 0, update: 2, unchanged: 2 });
  });

  it('refuses a map of an assignment or a code that is not there', async () => {
    gradebook('"Lovelace, Ada",1,ada,al,6A,8,12,80,B');
    const name = await pl(['import', 'evidence', 'grades.csv', ...DAY, '--map', 'Quiz 2=R.1']);
    expect(name).toMatchObject({ code: 2, err: expect.stringContaining('"Quiz 1"') });
    const code = await pl(['import', 'evidence', 'grades.csv', ...DAY, '--map', 'Quiz 1=R.99']);
    expect(code).toMatchObject({ code: 1, err: expect.stringContaining('"R.99"') });
    const none = await taken('grades.csv', DAY);
    expect(none).toMatchObject({ code: 3, problems: [{ line: 1, code: 'not_mapped' }] });
  });

  it('takes an assignment that is named by a code', async () => {
    file(
      'grades.csv',
      'LastName,FirstName,ID,SIS Login ID,Section,6.RP.A.1 (5)\nPoints Possible,,,,,4\nLovelace,Ada,ada,al,6A,3\n',
    );
    await taken('grades.csv', DAY);
    expect(await pieces('student_id', 'competency', 'score', 'possible')).toEqual([
      ['ada', '6.RP.A.1', 3, 4],
    ]);
  });

  it('says that scores without full marks are on the scale, unless --out-of says them', async () => {
    file(
      'grades.csv',
      'Student,ID,SIS User ID,Section,Quiz 1 (5)\nPoints Possible,,,,0\n"Lovelace, Ada",1,ada,6A,3\n',
    );
    const map = [...DAY, '--map', 'Quiz 1=R.1'];
    expect((await taken('grades.csv', [...map, '--dry-run'])).problems).toMatchObject([
      { line: 3, field: 'Quiz 1 (5)', code: 'no_full_marks', severity: 'warning' },
    ]);
    expect((await taken('grades.csv', [...map, '--out-of', '6'])).problems).toEqual([]);
    expect(await pieces('score', 'possible')).toEqual([[3, 6]]);
  });

  it('is the letter of the format with --strict too', async () => {
    gradebook('"Lovelace, Ada",1,ada,al,6A,8,12,80,B');
    const flags = [...QUIZ, '--map', 'Essay=', '--strict'];
    expect(await taken('grades.csv', [...DAY, ...flags])).toMatchObject({ code: 0, problems: [] });
  });

  it('finds the section where rows leave out the login', async () => {
    file(
      'grades.csv',
      'Student,ID,SIS Login ID,Section,Quiz 1,Comments,Final Score (read only)\nPoints Possible,,,,,\n"Lovelace, Ada",ada,My Course,3,,\n"Okri, Ben",ben,My Course,-,,\n',
    );
    await taken('grades.csv', [...DAY, ...QUIZ]);
    expect(await pieces('student_id', 'competency', 'score')).toEqual([
      ['ada', '6.RP.A.1', 3],
      ['ada', '6.RP.A.2', 3],
    ]);
  });

  it('says the line of a student who is not there and of a letter', async () => {
    gradebook('"Lovelace, Ada",1,ada,al,6A,A-,12,80,B', '"Nobody, No",8,nobody,no,6A,3,12,80,B');
    expect((await taken('grades.csv', [...DAY, ...QUIZ])).problems).toMatchObject([
      { code: 'not_mapped' },
      { line: 3, field: 'Quiz 1 (123)', code: 'bad_score' },
      { line: 4, field: 'SIS User ID', code: 'unknown_student' },
    ]);
  });
});

const SAMPLES = project('../shared/data/rosters/evidence-canvas-gradebook');

describe.skipIf(!exists(SAMPLES))('published gradebooks (skipped where they are not there)', () => {
  it.each([
    'basic_course_with_sis_login_id',
    'valid_gradebook_contents_with_last_and_first_names',
  ])('know the seven students of %s', async (name) => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((id) => `${id},A,B`).join('\n');
    await ok('import roster -', { stdin: `student_id,first_name,last_name\n${rows}\n` });
    const flags = [...DAY, '--map', 'Assignment 1=6.RP.A.1'];
    const run = await taken(`${SAMPLES}/${name}.csv`, flags);
    expect(run).toMatchObject({ format: 'canvas-gradebook', code: 0 });
    expect(run.counts.evidence).toEqual({ add: 0, update: 0, unchanged: 0 });
    expect(run.problems.find(({ code }) => code === 'not_a_score')?.message).toContain('7 cells');
  });
});

describe('two assignments of one name', () => {
  const gradebook = () =>
    file(
      'two.csv',
      'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (1),Quiz (2)\n    Points Possible,,,,,4,4\n"Lovelace, Ada",1,ada,ada,S,3,2\n',
    );

  it('are both taken, which is told', async () => {
    gradebook();
    const run = await taken('two.csv', [...DAY, '--map', 'Quiz=R.1']);
    expect(run).toMatchObject({ written: true, counts: { evidence: { add: 2 } } });
    expect(run.problems).toMatchObject([
      { code: 'same_title', message: expect.stringContaining('"Quiz (1)", "Quiz (2)"') },
    ]);
  });

  it('are told apart by their numbers', async () => {
    gradebook();
    const run = await taken('two.csv', [...DAY, '--map', 'Quiz (1)=R.1', '--map', 'Quiz (2)=']);
    expect(run).toMatchObject({ counts: { evidence: { add: 1 } }, problems: [] });
  });
});
