/** What happens to a child's record by somebody's slip: nothing is doubled, lost or given to another. */
import { expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

const HEADER = 'student_id,competency,score,date,external_id';

it('a fix outlives the file that it corrects', async () => {
  await smallSchool();
  const file = { stdin: `${HEADER}\nada,6.RP.A.1,2,2026-09-01,q1\n` };
  await ok('import evidence -', file);
  const [piece] = (await ok('explain ada 6.RP.A.1 --json')).json<{ evidence: { uid: string }[] }>()
    .evidence;
  await ok(`fix ${piece?.uid} 4`);
  expect((await ok('import evidence - --json', file)).json()).toMatchObject({
    counts: { evidence: { add: 0, update: 0, unchanged: 1 } },
  });
  expect((await ok('explain ada 6.RP.A.1 --json')).json()).toMatchObject({ score: 4 });
});

it('ids that lost their zeros do not double a class', async () => {
  await ok('init');
  await ok('import roster -', { stdin: 'student_id,name\n006,Ada Lovelace\n' });
  const run = await pl('import roster -', { stdin: 'student_id,name\n6,Ada Lovelace\n' });
  expect(run.code).toBe(3);
  expect(run.err).toContain(
    '-:2: error: student_id: this student is there under the same id but for',
  );
  expect((await ok('status --json')).json()).toMatchObject({ students: 1 });
});

it('one child does not become another by a shared further id', async () => {
  await ok('init');
  await ok('import roster -', { stdin: 'student_id,state_id,name\n1,S9,Ana Osei\n' });
  const stdin = 'student_id,state_id,name\n1,,Ana Osei\n2,S9,Ben Osei\n';
  const run = await pl('import roster -', { stdin });
  expect(run.code).toBe(3);
  expect(run.err).toContain('-:3: error: student_id: the state id is also that of another student');
  expect((await ok('students --csv')).out).toContain('1,Ana Osei');
});

it('two schools may each have the section that had no school before', async () => {
  await ok('init');
  await ok('import roster -', { stdin: 'student_id,name,section\n1,Ana Osei,7A\n' });
  await ok('import roster -', {
    stdin: 'student_id,name,section,school\n1,Ana Osei,7A,North\n2,Bo Lind,7A,South\n',
  });
  expect((await ok('status --json')).json()).toMatchObject({ sections: 2, enrollments: 2 });
});

it('an undo does not bring evidence back to a child who is gone', async () => {
  await ok('init');
  await ok('import standards -', { stdin: 'framework,code,statement\nf,A,a\n' });
  await ok('import roster -', { stdin: 'student_id,name\n1,Ana Osei\n' });
  const { uid } = (await ok('record 1 A 3 --json')).json<{ uid: string }>();
  await ok(`strike ${uid} --reason slip`);
  await ok('undo 3');
  const run = await pl('undo 5');
  expect(run.code).toBe(1);
  expect(run.err).toContain('no longer in the gradebook');
  expect((await ok('status --json')).json()).toMatchObject({ students: 0, evidence: 0 });
});

it('nothing is recorded when its answer cannot be written', async () => {
  await smallSchool();
  expect((await pl('record ada 6.RP.A.1 3 --json -o none/there.json')).code).toBe(1);
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
});

it('a mistyped code does not become a note about everything', async () => {
  await smallSchool();
  const run = await pl('note ada rp.99 counts on her fingers');
  expect(run.code).toBe(1);
  expect(run.err).toContain('no competency matches "rp.99"');
});

it('a score that does not count is said to be one', async () => {
  await smallSchool();
  expect((await ok('record ada 6.RP.A.1 3 --kind self')).out).toContain(
    "kept as the student's own view: evidence of kind self does not count towards mastery",
  );
});

it('notes can be read again', async () => {
  await smallSchool();
  await ok('note ada 6.RP.A.1 draws before she is asked');
  expect((await ok('note ada --list')).out).toContain('6.RP.A.1  draws before she is asked');
  expect((await ok('explain ada 6.RP.A.1')).out).toContain('draws before she is asked');
});
