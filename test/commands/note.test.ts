import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** The notes that the gradebook holds. */
const notes = () => {
  const db = new Database(GRADEBOOK, { readonly: true });
  const rows = db
    .prepare(
      `SELECT n.text, n.on_day, n.by, c.code FROM notes n
       LEFT JOIN competencies c ON c.id = n.competency AND c.ended IS NULL
       WHERE n.ended IS NULL ORDER BY n.made`,
    )
    .all();
  db.close();
  return rows;
};

it('takes the words, and a code in front as what they are about', async () => {
  await ok('note ada asks good questions');
  await ok('note ada rp.1 draws it first --on yesterday --by "Mr Stone"');
  await ok('note ada --competency "unit rate" sure of it');
  expect(notes()).toEqual([
    { text: 'asks good questions', on_day: '2026-10-01', by: 'fair', code: null },
    { text: 'draws it first', on_day: '2026-09-30', by: 'Mr Stone', code: '6.RP.A.1' },
    { text: 'sure of it', on_day: '2026-10-01', by: 'fair', code: '6.RP.A.2' },
  ]);
});

it('reads them from standard input in a script, so that they are in no history', async () => {
  await ok('note ada', { stdin: 'spoke up\nfor the first time\n' });
  await ok('note ada rp.1', { stdin: 'and again' });
  expect(notes()).toMatchObject([
    { text: 'spoke up\nfor the first time', code: null },
    { text: 'and again', code: '6.RP.A.1' },
  ]);
});

it('asks for them at a terminal', async () => {
  const { asked } = await ok('note ada', { terminal: true, answers: ['spoke up'] });
  expect(asked).toEqual(['Note?']);
  expect((await pl('note ada', { terminal: true, answers: [null] })).code).toBe(130);
  expect((await pl('note ada --no-input', { terminal: true })).code).toBe(2);
  expect(notes()).toMatchObject([{ text: 'spoke up' }]);
});

it('refuses an empty one', async () => {
  expect(await pl('note ada', { stdin: ' \n' })).toMatchObject({ code: 1, out: '' });
  expect(notes()).toEqual([]);
});

it('says what it noted, and moves no mastery', async () => {
  expect((await ok('note ada rp.1 words --json')).json()).toEqual({
    student_id: 'ada',
    name: 'Ada Lovelace',
    competency: '6.RP.A.1',
    on: '2026-10-01',
  });
  expect((await ok('progress ada --json')).json()).toMatchObject({
    students: [{ competencies: [], assessed: 0 }],
  });
});
