import { beforeEach, expect, it } from 'vitest';
import { at, file, ok, ROSTER, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const QUIZ = `student_id,competency,score,date,external_id
ada,R.1,3,2026-09-01,q1
ben,R.1,2,2026-09-01,q2
`;

interface Imported {
  readonly entry: number;
  readonly file: string | null;
  readonly undone: boolean;
  readonly counts: readonly { of: string; add: number; update: number; end: number }[];
}

const imports = async (flags = '') => (await ok(`imports --json ${flags}`)).json<Imported[]>();

it('says what each file brought in and changed, newest first', async () => {
  await ok('record ada rp.1 3');
  await ok(['import', 'evidence', file('quiz.csv', QUIZ)]);
  await ok(['import', 'evidence', file('again.csv', QUIZ.replace('ada,R.1,3', 'ada,R.1,4'))]);
  await ok(['import', 'roster', file('news.csv', ROSTER.replace('ben,Ben,Okri', 'ben,Ben,Oak'))]);
  expect(await imports()).toMatchObject([
    { entry: 7, file: 'news.csv', counts: [{ of: 'students', add: 0, update: 1, end: 0 }] },
    { entry: 6, file: 'again.csv', counts: [{ of: 'evidence', add: 1, update: 0, end: 0 }] },
    { entry: 5, file: 'quiz.csv', counts: [{ of: 'evidence', add: 2, update: 0, end: 0 }] },
    {
      entry: 3,
      counts: expect.arrayContaining([{ of: 'competencies', add: 7, update: 0, end: 0 }]),
    },
    { entry: 2, counts: expect.arrayContaining([{ of: 'students', add: 4, update: 0, end: 0 }]) },
  ]);
});

it('keeps what an import did where it was taken back, and says so', async () => {
  await ok(['import', 'evidence', file('quiz.csv', QUIZ)]);
  const [before] = await imports();
  await ok('undo');
  const [after] = await imports();
  expect(after).toEqual({ ...before, undone: true });
  expect((await ok('imports --limit 1')).lines).toEqual([
    '   4  2026-10-01  fair  import evidence  quiz.csv (taken back)',
    '      evidence: 2 new',
  ]);
});

it('is narrowed as the log is', async () => {
  at('2026-10-02T09:00:00');
  await ok(['import', 'evidence', file('quiz.csv', QUIZ)], { env: { PL_USER: 'Mr Stone' } });
  for (const flags of ['--file QUIZ', '--who stone', '--since today', '--limit 1', '--student ada'])
    expect((await imports(flags)).map(({ entry }) => entry)).toEqual([4]);
  expect((await imports('--student dan')).length).toBe(0);
  expect((await imports('--until 2026-08-23')).length).toBe(0);
  const none = 'nothing like this was imported here\n';
  expect((await ok('imports --until 2026-08-23')).err).toBe(none);
  await ok('init --db empty.db');
  expect((await ok('imports --db empty.db')).err).toBe('nothing was imported here\n');
});

it('has a row for each kind of fact in CSV, with a header', async () => {
  const { lines } = await ok('imports --csv --file nothing');
  expect(lines).toEqual(['entry,gradebook,at,day,who,command,file,undone,of,add,update,end']);
  expect((await ok('imports --csv')).lines.length).toBeGreaterThan(5);
});
