/** Evidence from quizzes of Google Forms, from MasteryConnect and from outside tests. */
import { beforeEach, describe, expect, it } from 'vitest';
import { pieces, taken } from '../support/evidence.js';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const DAY = ['--date', '2026-09-30'];

async function withMail(): Promise<void> {
  const stdin =
    'student_id,first_name,last_name,email\nada,Ada,Lovelace,ada@hill.example\nben,Ben,Okri,ben@hill.example\n';
  await ok('import roster -', { stdin });
}

describe('a quiz of Google Forms', () => {
  beforeEach(withMail);

  const quiz = (...rows: readonly string[]) =>
    file('quiz.csv', `${['Timestamp,Email Address,Score,What is 3:2?', ...rows].join('\n')}\n`);

  it('gives its score out of its points to the student with the address', async () => {
    quiz(
      '2026/09/28 10:22:31 AM GMT+2,ada@hill.example,8 / 10,6:4',
      '2026/09/29 9:02:31 AM GMT+2,BEN@hill.example,"7,5/10",x',
    );
    for (const map of ['Score=6.RP.A.1', 'competency=6.RP.A.1']) {
      expect(await taken('quiz.csv', ['--map', map])).toMatchObject({
        format: 'google-forms',
        code: 0,
        problems: [],
      });
    }
    expect(await pieces('student_id', 'competency', 'score', 'possible', 'date')).toEqual([
      ['ada', '6.RP.A.1', 8, 10, '2026-09-28'],
      ['ben', '6.RP.A.1', 7.5, 10, '2026-09-29'],
    ]);
  });

  it('gives the score of each question that --map names', async () => {
    file(
      'quiz.csv',
      'Timestamp,Username,Total score,Ratio?,Ratio? [Score],Ratio? [Feedback],Rate?,Rate? [Score],Rate? [Feedback],Name?,Name? [Score]\n2026/09/28 10:22,ada@hill.example,3.00 / 4,a,1.00 / 2,,b,2.00 / 2,,Ada,-- / 0\n',
    );
    const run = await taken('quiz.csv', ['--map', 'Ratio?=6.RP.A.1', '--map', 'Rate?=6.RP.A.2']);
    expect(run.problems).toMatchObject([
      { code: 'not_mapped', message: expect.stringContaining('"Name?"') },
    ]);
    expect(await pieces('competency', 'score', 'possible', 'title')).toEqual([
      ['6.RP.A.1', 1, 2, 'Ratio?'],
      ['6.RP.A.2', 2, 2, 'Rate?'],
    ]);
  });

  it.each([
    '8/10/2026',
    '10-Aug',
    'Aug-10',
    '2026-08-10',
    '8/10/26 0:00',
  ])('refuses a score of which a spreadsheet made the day %s', async (cell) => {
    quiz(`2026/09/28 10:22,ada@hill.example,${cell},a`);
    const run = await taken('quiz.csv', ['--map', 'Score=6.RP.A.1']);
    expect(run).toMatchObject({ code: 3, written: false });
    expect(run.problems).toMatchObject([{ line: 2, field: 'Score', code: 'score_is_date' }]);
  });

  it('asks which competency it is about, and how its days are written', async () => {
    quiz('9/28/2026 10:22:31,ada@hill.example,8 / 10,a');
    expect((await taken('quiz.csv', [])).problems).toMatchObject([{ line: 1, code: 'not_mapped' }]);
    const map = ['--map', 'Score=6.RP.A.1'];
    expect((await taken('quiz.csv', map)).problems).toMatchObject([
      { line: 2, field: 'Timestamp', code: 'bad_date' },
    ]);
    expect((await taken('quiz.csv', [...map, '--date-format', 'M/D/YYYY'])).code).toBe(0);
  });

  it('reads a column that names the competency of each answer', async () => {
    file(
      'quiz.csv',
      'Timestamp,Email Address,Score,Which?\n2026/09/28 10:22,ada@hill.example,8 / 10,R.1\n',
    );
    expect((await taken('quiz.csv', ['--map', 'competency=Which?'])).counts.evidence.add).toBe(1);
  });
});

describe('a form that says who she is', () => {
  beforeEach(withMail);

  it('takes the column of --map before the address of whoever filled it in', async () => {
    file(
      'quiz.csv',
      'Timestamp,Email Address,Score,Your name?\n2026/09/28 10:22,ada@hill.example,8 / 10,Ben Okri\n',
    );
    const maps = ['--map', 'Score=6.RP.A.1', '--map', 'student=Your name?'];
    expect(await taken('quiz.csv', maps)).toMatchObject({ format: 'google-forms', code: 0 });
    expect(await pieces('student_id', 'score')).toEqual([['ben', 8]]);
  });

  it('keeps the address where --map names that as well', async () => {
    file(
      'quiz.csv',
      'Timestamp,Email Address,Score,Your name?\n2026/09/28 10:22,ada@hill.example,8 / 10,\n',
    );
    const maps = ['Score=6.RP.A.1', 'student=Your name?', 'email=Email Address'];
    const run = await taken(
      'quiz.csv',
      maps.flatMap((map) => ['--map', map]),
    );
    expect(run.code).toBe(0);
    expect(await pieces('student_id')).toEqual([['ada']]);
  });
});

describe('a sheet in the columns of pl', () => {
  const NAMED = 'Student,ID,SIS User ID,Section';
  const long = { student_id: 'student_number', competency: 'standard_name' };
  const form = { date: 'Timestamp', student: 'Who', competency: 'Which' };

  it.each<[string, string, string, Readonly<Record<string, string>>, number | null]>([
    [
      'with the students of a Canvas gradebook',
      `${NAMED},Competency,Score,Date`,
      'Ada Lovelace,7,ada,6A,6.RP.A.1,3,2026-09-28',
      {},
      null,
    ],
    [
      'with them, and --map of the competency',
      `${NAMED},Standard,Score,Date`,
      'Ada Lovelace,7,ada,6A,6.RP.A.1,3,2026-09-28',
      { competency: 'Standard' },
      null,
    ],
    [
      'with the columns of MasteryConnect, and --map of all',
      'student_number,standard_name,score_value,max_score,day',
      'ada,6.RP.A.1,3,4,2026-09-28',
      { ...long, score: 'score_value', possible: 'max_score', date: 'day' },
      4,
    ],
    [
      'from a form, with --map of student and competency',
      'Timestamp,Email Address,Score,Who,Which',
      '2026-09-28 10:22:31,someone@hill.example,3,Ada Lovelace,6.RP.A.1',
      { student: 'Who', competency: 'Which' },
      null,
    ],
    [
      'from a form with full marks',
      'Timestamp,Score,Who,Which,Max,Comment',
      '2026-09-28 10:22,3,Ada Lovelace,6.RP.A.1,4,well',
      { ...form, possible: 'Max', note: 'Comment' },
      4,
    ],
  ])('is read as such: %s', async (_, header, row, maps, possible) => {
    file('own.csv', `${header}\n${row}\n`);
    const flags = Object.entries(maps).flatMap(([name, column]) => ['--map', `${name}=${column}`]);
    expect(await taken('own.csv', flags)).toMatchObject({ format: 'native', code: 0 });
    expect(await pieces('student_id', 'competency', 'score', 'possible', 'kind')).toEqual([
      ['ada', '6.RP.A.1', 3, possible, 'observation'],
    ]);
  });

  it('is no gradebook of Canvas without a day either', async () => {
    file('own.csv', `${NAMED},Competency,Level\nAda Lovelace,7,ada,6A,6.RP.A.1,3\n`);
    expect(await taken('own.csv', DAY)).toMatchObject({ format: 'native', code: 0 });
  });

  it('is none where --map gives the codes of a column', async () => {
    file('quiz.csv', 'Timestamp,Score,Name,Code\n2026-09-28,3,Ada Lovelace,blue\n');
    expect(await taken('quiz.csv', ['--map', 'Score=6.RP.A.1'])).toMatchObject({
      ...{ format: 'google-forms', code: 0 },
    });
  });

  it('fills the full marks of another format from a column too', async () => {
    file('quiz.csv', 'Timestamp,Score,Who,Max\n2026/09/28,3,ada,4\n');
    const maps = ['Score=6.RP.A.1', 'student_id=Who', 'possible=Max'];
    const flags = maps.flatMap((map) => ['--map', map]);
    expect(await taken('quiz.csv', flags)).toMatchObject({ format: 'google-forms', code: 0 });
    file(
      'mc.csv',
      'student_number,standard_name,score_value,percentage,max_score,score_date\nben,6.RP.A.1,3,,5,2026-09-28\n',
    );
    await taken('mc.csv', ['--map', 'possible=max_score']);
    expect(await pieces('student_id', 'score', 'possible')).toEqual([
      ['ada', 3, 4],
      ['ben', 3, 5],
    ]);
  });
});

describe('MasteryConnect', () => {
  it('gives a row a student and standard, in percent', async () => {
    const long = (score: string) =>
      file(
        'scores.csv',
        `mastery_score,near_mastery_score,standard_id,score_id,student_id,score_state,percentage,score_value,standard_name,student_number,assessment_date\n3,2,s1,9,77,Mastery,${score},4,6.RP.A.1,ada,2026-09-28\n3,2,s1,10,78,,,,6.RP.A.1,ben,2026-09-28\n`,
      );
    long('80');
    const run = await taken('scores.csv', []);
    expect(run).toMatchObject({ format: 'masteryconnect', code: 0, problems: [] });
    long('90%');
    expect((await taken('scores.csv', [])).counts.evidence).toMatchObject({ add: 0, update: 1 });
    expect((await pieces('student_id', 'competency', 'score', 'possible')).at(-1)).toEqual([
      ...['ada', '6.RP.A.1', 90, 100],
    ]);
    const words = ['--value', 'Mastery=3', '--title', 'state'];
    expect((await taken('scores.csv', words)).counts.evidence.update).toBe(1);
    expect((await pieces('score', 'possible')).at(-1)).toEqual([3, null]);
  });

  it('says the line of a standard that is not there', async () => {
    file(
      'scores.csv',
      'student_number,standard_name,score_value,assessment_date\nada,6.RP.A.99,3,2026-09-28\nada,Speaking,3,2026-09-28\n',
    );
    expect((await taken('scores.csv', ['--map', 'Speaking=R.1'])).problems).toMatchObject([
      { line: 2, field: 'standard_name', code: 'unknown_competency' },
    ]);
  });

  it('adds up the questions on a standard; a blank one is no zero', async () => {
    file(
      'items.csv',
      `student_id,assessment_name,question_1_standard,question_1_points_possible,question_1_points,question_2_standard,question_2_points_possible,question_2_points,question_3_standard,question_3_points_possible,question_3_points\nada,Unit 1,6.RP.A.1,2,1,6.RP.A.1,3,3,R.1,4,\nben,Unit 1,6.RP.A.1,2,0,6.RP.A.1,3,,R.1,4,2\n`,
    );
    expect(await taken('items.csv', DAY)).toMatchObject({
      format: 'masteryconnect-items',
      code: 0,
    });
    expect(await pieces('student_id', 'competency', 'score', 'possible', 'title')).toEqual([
      ['ada', '6.RP.A.1', 4, 5, 'Unit 1'],
      ['ben', '6.RP.A.1', 0, 2, 'Unit 1'],
      ['ben', 'R.1', 2, 4, 'Unit 1'],
    ]);
  });

  it('reads a benchmark with a column a standard', async () => {
    file(
      'bench.csv',
      'TEST_ID,Student_ID,FNAME,test_date,perc_cor,ach_lev,6.RP.A.1,na,R.1,na\nB1,ada,Ada,2026-09-28,80,3,75,na,na,na\n',
    );
    const run = await taken('bench.csv', ['--out-of', '100']);
    expect(run).toMatchObject({ format: 'masteryconnect-benchmark', code: 0 });
    expect(await pieces('competency', 'score', 'possible', 'title')).toEqual([
      ['6.RP.A.1', 75, 100, 'B1'],
    ]);
  });
});

describe('an outside test', () => {
  const map = (...rows: readonly string[]) =>
    file(
      'map.csv',
      `${[
        'TermName,StudentID,MeasurementScale,TestName,TestID,TestStartDate,TestRITScore,TestPercentile,Goal1Name,Goal1RitScore',
        ...rows,
      ].join('\n')}\n`,
    );
  const MAP = ['--map', 'Mathematics=6.RP.A.1', '--map', 'Ratios=6.RP.A.2'];
  const CUTS = ['--cuts', '1=0,2=201,3=215,4=230'];

  it('of MAP gives the level that its RIT score reaches, for the subject and for a goal', async () => {
    map(
      'Fall,ada,Mathematics,Growth,1,2026-09-20,215,60,Ratios,200',
      'Fall,ada,Reading,Growth,2,2026-09-20,180,20,Words,170',
    );
    const run = await taken('map.csv', [...MAP, ...CUTS]);
    expect(run).toMatchObject({ format: 'nwea-map', code: 0 });
    expect(run.problems).toMatchObject([
      { line: 3, field: 'MeasurementScale', code: 'not_mapped', severity: 'warning' },
    ]);
    expect(await pieces('competency', 'score', 'kind', 'note', 'title')).toEqual([
      ['6.RP.A.1', 3, 'outside-test', 'RIT 215, percentile 60', 'Growth'],
      ['6.RP.A.2', 1, 'outside-test', 'RIT 200', 'Growth'],
    ]);
  });

  it('of MAP is refused without cuts, or takes the percentile', async () => {
    map('Fall,ada,Mathematics,Growth,1,2026-09-20,215,60,Ratios,200');
    expect((await taken('map.csv', MAP)).problems).toMatchObject([
      { line: 1, code: 'missing_cuts' },
    ]);
    await taken('map.csv', [...MAP, '--out-of', '99']);
    expect(await pieces('competency', 'score', 'possible')).toEqual([['6.RP.A.1', 60, 99]]);
  });

  it('under the lowest cut is refused with its line', async () => {
    map('Fall,ada,Mathematics,Growth,1,2026-09-20,150,60,,');
    expect((await taken('map.csv', [...MAP, '--cuts', '2=201,3=215'])).problems).toMatchObject([
      { line: 2, field: 'TestRITScore', code: 'below_cuts' },
    ]);
  });

  it('of a state gives the level that --value says', async () => {
    file(
      'state.csv',
      'State Student ID,Test Date,Math Scale Score,Math Performance Level\nada,2026-09-20,2500,Met Standard\nben,2026-09-20,2400,Level 2\ncleo,2026-09-20,,Invalidated\n',
    );
    const flags = ['--map', 'student_id=State Student ID', '--value', 'Met Standard=3'];
    const level = [...flags, '--map', 'Math Performance Level=6.RP.A.1'];
    const run = await taken('state.csv', level);
    expect(run).toMatchObject({ format: 'outside-test', code: 3 });
    expect(run.problems).toMatchObject([
      { line: 4, field: 'Math Performance Level', code: 'score_off_scale' },
    ]);
    expect((await taken('state.csv', [...level, '--skip-bad'])).code).toBe(4);
    expect(await pieces('student_id', 'score', 'kind', 'note')).toEqual([
      ['ada', 3, 'outside-test', 'Math Performance Level: Met Standard'],
      ['ben', 2, 'outside-test', 'Math Performance Level: Level 2'],
    ]);
  });

  it('does not count unless the policy names its kind', async () => {
    map('Fall,ada,Mathematics,Growth,1,2026-09-20,240,60,,');
    await taken('map.csv', [...MAP, ...CUTS]);
    await ok('record ada 6.RP.A.1 1');
    const score = async () =>
      (await ok('explain ada 6.RP.A.1 --json')).json<{ score: number }>().score;
    expect(await score()).toBe(1);
    await ok(['policy', 'set', 'kinds=observation;outside-test', 'method=mean']);
    expect(await score()).toBe(2.5);
  });

  it.each([
    ['--cuts 1=0,2=high', '--cuts "1=0,2=high"'],
    ['--cuts 1=5,2=5', 'two levels begin at one score'],
    ['--value Met', '--value "Met"'],
  ])('refuses %s', async (flags, words) => {
    map('Fall,ada,Mathematics,Growth,1,2026-09-20,240,60,,');
    const run = await pl(['import', 'evidence', 'map.csv', ...MAP, ...flags.split(' ')]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining(words) });
  });

  it('has cuts, and no other file does', async () => {
    file('plain.csv', 'student_id,competency,score,date\nada,6.RP.A.1,3,2026-09-20\n');
    const run = await pl(['import', 'evidence', 'plain.csv', ...CUTS]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining('outside tests') });
  });
});
