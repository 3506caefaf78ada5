import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const HEADER = 'student_id,competency,score,date';

const imported = async (stdin: string, flags = '') =>
  (await ok(`import evidence - ${flags} --json`, { stdin })).json<{
    counts: { evidence: object };
    problems: readonly { code: string; line: number; severity: string; message: string }[];
  }>();

const counts = async (stdin: string) => (await imported(stdin)).counts.evidence;

const score = async (student: string, code: string) =>
  (await ok(`explain ${student} ${code} --json`)).json<{ score: number }>().score;

describe('a row', () => {
  it('is a piece with all that the file says of it', async () => {
    const header = `${HEADER},possible,kind,title,note,by,link,support,tags,external_id`;
    const row = 'ADA,6.rp.a.1,9,2026-09-01,12,Test,Quiz,"well, done",Mr S,http://x/1,Help,a;b,q-1';
    expect(await counts(`${header}\n${row}\n`)).toEqual({ add: 1, update: 0, unchanged: 0 });
    expect((await ok('export evidence')).lines[1]).toBe(
      'ada,math,6.RP.A.1,9,12,2026-09-01,test,Quiz,"well, done",Mr S,http://x/1,help,a;b,q-1',
    );
    expect(await score('ada', 'rp.1')).toBe(3);
  });

  it.each([
    ['3', 3],
    ['2.5', 2.5],
    ['0', 0],
    ['proficient', 3],
    ['Exemplary', 4],
  ])('scores %s as %d', async (given, expected) => {
    await counts(`${HEADER}\nada,6.RP.A.1,${given},2026-09-01\n`);
    expect(await score('ada', 'rp.1')).toBe(expected);
  });

  it('may say level in place of score, and a name in place of an id', async () => {
    const stdin =
      'student,competency,level,date\nAda Lovelace,R.1,3,2026-09-01\n"Osei, Cleo",R.1,4,2026-09-01\n';
    expect(await counts(stdin)).toMatchObject({ add: 2 });
    expect(await score('cleo', 'R.1')).toBe(4);
  });

  it('counts at most full marks, and says so', async () => {
    const { problems } = await imported(`${HEADER},possible\nada,R.1,15,2026-09-01,12\n`);
    expect(problems).toMatchObject([{ line: 2, code: 'score_capped', severity: 'warning' }]);
    expect(await score('ada', 'R.1')).toBe(4);
  });

  it('that is blank is kept with a note, and left out with a warning without', async () => {
    const { counts: made, problems } = await imported(
      `${HEADER},note\nada,R.1,,2026-09-01,was ill\nada,R.1,,2026-09-02,\n`,
    );
    expect(made.evidence).toEqual({ add: 1, update: 0, unchanged: 0 });
    expect(problems).toMatchObject([{ line: 3, code: 'blank_score', severity: 'warning' }]);
    expect((await ok('explain ada R.1 --json')).json()).toMatchObject({
      status: 'not_assessed',
      score: null,
      evidence: [{ score: null, counted: false }],
    });
  });

  it('keeps a kind that nobody knows, with a did-you-mean', async () => {
    const { problems } = await imported(`${HEADER},kind\nada,R.1,3,2026-09-01,tset\n`);
    expect(problems[0]?.message).toContain('did you mean "test"?');
  });
});

describe('again', () => {
  const quiz = `${HEADER},kind,title\nada,R.1,3,2026-09-01,test,Quiz\nada,R.1,3,2026-09-01,test,Quiz\n`;

  it('is nothing: the k-th equal row is the k-th equal piece', async () => {
    expect(await counts(quiz)).toMatchObject({ add: 2, unchanged: 0 });
    expect(await counts(quiz)).toMatchObject({ add: 0, unchanged: 2 });
    expect(await counts(`${quiz}ada,R.1,3,2026-09-01,test,Quiz\n`)).toMatchObject({
      add: 1,
      unchanged: 2,
    });
  });

  it('counts what was entered by hand', async () => {
    await ok('record ada R.1 3 --on 2026-09-01 --kind test --title Quiz');
    expect(await counts(quiz)).toMatchObject({ add: 1, unchanged: 1 });
  });

  it('finds what was entered by hand with blanks around it', async () => {
    await ok(['record', 'ada', 'R.1', '3', ' a  note ', '--title', ' Quiz ', '--by', ' Me ']);
    await ok('export evidence -o evidence.csv');
    expect((await ok('import evidence evidence.csv --json')).json()).toMatchObject({
      counts: { evidence: { add: 0, update: 0, unchanged: 1 } },
    });
  });

  it('updates by external_id: the last entered counts', async () => {
    const row = (points: number) => `${HEADER},external_id\nada,R.1,${points},2026-09-01,q1\n`;
    expect(await counts(row(2))).toMatchObject({ add: 1 });
    expect(await counts(row(4))).toMatchObject({ add: 0, update: 1 });
    expect(await counts(row(4))).toMatchObject({ update: 0, unchanged: 1 });
    expect(await score('ada', 'R.1')).toBe(4);
    expect((await ok('explain ada R.1 --json')).json()).toMatchObject({
      evidence: [
        { score: 2, counted: false, why_not: 'replaced by a later score of the same work' },
        { score: 4, counted: true, why_not: null },
      ],
    });
  });

  it('does not bring back what was struck, and does what was undone', async () => {
    await counts(quiz);
    const { evidence } = (await ok('explain ada R.1 --json')).json<{
      evidence: { uid: string }[];
    }>();
    await ok(`strike ${evidence[0]?.uid} --reason wrong`);
    expect(await counts(quiz)).toMatchObject({ add: 0, unchanged: 2 });
    await ok('undo');
    await ok('undo');
    expect(await counts(quiz)).toMatchObject({ add: 2, unchanged: 0 });
  });
});

it('tells two ids apart that differ in case alone', async () => {
  await ok('import roster -', { stdin: 'student_id,name\nADA,Other Child\n' });
  await counts(`${HEADER}\nada,R.1,3,2026-09-01\nADA,R.1,1,2026-09-01\n`);
  const rows = (await ok('export evidence')).lines.slice(1).map((row) => row.split(',')[0]);
  expect(rows.sort()).toEqual(['ADA', 'ada']);
});

describe('a name', () => {
  beforeEach(() => ok('student add ada2 Ada Lovelace --section 6B'));

  it('is told apart by the section', async () => {
    const stdin = 'student,section,competency,score,date\nAda Lovelace,6B,R.1,3,2026-09-01\n';
    await counts(stdin);
    expect(await score('ada2', 'R.1')).toBe(3);
  });

  it('that two have is refused, without being repeated', async () => {
    const run = await pl('import evidence -', {
      stdin: 'student,competency,score,date\nAda Lovelace,R.1,3,2026-09-01\n',
    });
    expect(run.code).toBe(3);
    expect(run.err).toContain('-:2: error: student: 2 students have this name');
    expect(run.err).not.toContain('Lovelace');
  });
});

it('refuses each fault at its line and field, and repeats nothing of a pupil', async () => {
  const stdin = `student_id,competency,score,Date taken,note
zed,6.RP.A.1,3,2026-09-01,a secret
ada,6.RP,3,2026-09-01,a secret
ada,6.RP.A.3,3,2026-09-01,a secret
ada,6.RP.A.1,4.5,2026-09-01,a secret
ada,6.RP.A.1,3,2026-10-02,a secret
ada,6.RP.A.1,3,1.9.2026,a secret
,6.RP.A.1,3,2026-09-01,a secret
ada,,three,,a secret
`;
  const run = await pl('import evidence - --json --map "date=Date taken"', { stdin });
  expect(run.code).toBe(3);
  const { problems } = run.json<{ problems: Record<string, unknown>[] }>();
  for (const problem of problems)
    expect(Object.keys(problem)).toEqual(['file', 'line', 'field', 'code', 'severity', 'message']);
  expect(problems.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
    '2 student_id unknown_student',
    '3 competency heading',
    '4 competency unknown_competency',
    '5 score score_off_scale',
    '6 Date taken future_date',
    '7 Date taken bad_date',
    '8 student_id missing_student',
    '9 competency missing_competency',
    '9 Date taken missing_date',
  ]);
  expect(run.out + run.err).not.toMatch(/secret|zed|4\.5|1\.9\.2026/);
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
});

describe('--strict with --skip-bad', () => {
  const CAPPED = 'ada,6.RP.A.1,12,2026-09-01,10';
  const SOUND = 'ben,6.RP.A.1,5,2026-09-01,10';
  const run = (...rows: string[]) =>
    pl('import evidence - --strict --skip-bad --json', {
      stdin: [`${HEADER},possible`, ...rows].join('\n'),
    });

  it('leaves out what only a warning is said of', async () => {
    const { code, json } = await run(CAPPED, SOUND);
    expect(code).toBe(4);
    expect(json()).toMatchObject({ counts: { evidence: { add: 1 } }, rows_left_out: 1 });
    expect((await ok('export evidence')).lines.slice(1)).toEqual([
      'ben,math,6.RP.A.1,5,10,2026-09-01,observation,,,,,,,',
    ]);
  });

  it('leaves out a row that nearly equals a piece', async () => {
    await ok('import evidence -', { stdin: `${HEADER}\nada,6.RP.A.1,3,2026-09-01\n` });
    const stdin = `${HEADER}\nada,6.RP.A.1,4,2026-09-01\nben,6.RP.A.1,4,2026-09-01\n`;
    const { code, json } = await pl('import evidence - --strict --skip-bad --json', { stdin });
    expect(code).toBe(4);
    expect(json()).toMatchObject({ counts: { evidence: { add: 1 } }, rows_left_out: 1 });
  });

  it('refuses a file of which a warning is said as a whole', async () => {
    const stdin = `${HEADER},Seat\nada,6.RP.A.1,4,2026-09-01,12\nzed,6.RP.A.1,4,2026-09-01,12\n`;
    const { code } = await pl('import evidence - --strict --skip-bad', { stdin });
    expect(code).toBe(3);
  });
});

it('does not take a row without an external id for a piece with one, where the file has ids', async () => {
  const rows = ['q1,ada,6.RP.A.1,3,2026-09-01', ',ada,6.RP.A.1,3,2026-09-01'];
  const file = (...more: string[]) =>
    ['external_id', HEADER].join(',').concat('\n', [...rows, ...more].join('\n'));
  expect(await counts(file())).toMatchObject({ add: 2 });
  expect(await counts(file(rows[1] ?? ''))).toEqual({ add: 1, update: 0, unchanged: 2 });
  const without = `${HEADER}\n${'ada,6.RP.A.1,3,2026-09-01\n'.repeat(3)}`;
  expect(await counts(without)).toEqual({ add: 0, update: 0, unchanged: 3 });
});
