/** Words that every object of JavaScript knows are words like any other. */
import { beforeEach, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

const BORROWED = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

beforeEach(smallSchool);

it.each(BORROWED)('pl help %s is no topic', async (word) => {
  const { code, err } = await pl(`help ${word}`);
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringContaining('no command or topic'),
  });
});

it.each(BORROWED)('a level named %s shows as itself beside words of a school', async (word) => {
  file('words.json', '{"status": {"mastered": "secure"}}');
  await ok('config words words.json');
  await ok(['scale', 'set', 'own', `1=Not yet, 2*=${word}`]);
  await ok('scale use own --framework math');
  await ok(['record', 'ada', '6.RP.A.1', word, '--kind', word]);
  expect((await ok('explain ada 6.RP.A.1')).out).toContain(word);
});

it.each(BORROWED)('%s is a student, a section, a code and a term', async (word) => {
  file('roster.csv', `student_id,name,section,${word}\n${word},A ${word},${word},x\n`);
  file('standards.csv', `framework,code,statement\n${word},${word},s\n`);
  file(
    'evidence.csv',
    `student_id,competency,score,date,kind\n${word},${word},3,2026-09-01,${word}\n`,
  );
  for (const kind of ['roster', 'standards', 'evidence']) await ok(`import ${kind} ${kind}.csv`);
  await ok(['term', 'set', word, '--from', '2026-08-24', '--to', '2026-12-18']);
  const { students } = (await ok(['progress', word, '--term', word, '--json'])).json<{
    students: readonly { student_id: string; assessed: number }[];
  }>();
  expect(students).toMatchObject([{ student_id: word, assessed: 1 }]);
});
