/** Taking back after gradebooks were brought together: what the entry said goes, and nobody else's. */
import { copyFileSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, ok, ROSTER, STANDARDS, smallSchool } from '../support/pl.js';

async function school(name: string, day: string): Promise<void> {
  at(`${day}T08:00:00`);
  await ok(`init --db ${name}`);
  await ok(`import roster - --db ${name}`, { stdin: ROSTER });
  await ok(`import standards - --db ${name}`, { stdin: STANDARDS });
}

/** The name of the last entry of a command. */
async function nameOf(command: string, db: string): Promise<string> {
  const { json } = await ok(`log --json --limit 100 --db ${db}`);
  const found = json<{ gradebook: string; entry: number; command: string }[]>().find(
    (one) => one.command === command,
  );
  return `${found?.gradebook}-${found?.entry}`;
}

const isSound = (db: string) => ok(`check --db ${db}`);

describe('a judgement that is taken back in the whole', () => {
  async function judged(): Promise<void> {
    await school('fair.db', '2026-08-24');
    await school('stone.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('override ada RP.A.1 2 --reason "guesses" --by "Ms Fair" --db fair.db');
    at('2026-10-02T09:00:00');
    await ok('override ada RP.A.1 4 --reason "showed me" --by "Mr Stone" --db stone.db');
    at('2026-10-03T09:00:00');
    await ok('merge stone.db --db fair.db');
  }

  const standing = async (db: string) =>
    (await ok(`overrides --json --db ${db}`))
      .json<{
        overrides: { judged: number; beside: { judged: number }[] }[];
      }>()
      .overrides.map(({ judged, beside }) => [judged, beside.map((one) => one.judged)]);

  test('lets the other one stand again, here and wherever they meet again', async () => {
    await judged();
    await ok(`undo ${await nameOf('override', 'stone.db')} --db fair.db`);
    expect(await standing('fair.db')).toEqual([[2, []]]);
    await isSound('fair.db');
    await ok('merge fair.db --db stone.db');
    expect(await standing('stone.db')).toEqual([[2, []]]);
    await ok('merge stone.db --db fair.db');
    expect(await standing('fair.db')).toEqual([[2, []]]);
  });

  test('leaves what a third says beside', async () => {
    await judged();
    await school('kim.db', '2026-08-26');
    at('2026-10-01T10:00:00');
    await ok('override ada RP.A.1 3 --reason "nearly" --by "Ms Kim" --db kim.db');
    await ok('merge kim.db --db fair.db');
    expect(await standing('fair.db')).toEqual([[4, [3, 2]]]);
    at('2026-10-04T09:00:00');
    await ok(`undo ${await nameOf('override', 'stone.db')} --db fair.db`);
    expect(await standing('fair.db')).toEqual([[3, [2]]]);
    expect((await ok('merge kim.db stone.db --db fair.db')).out).toContain('nothing new');
  });

  test('and then the other one too leaves none', async () => {
    await judged();
    const [stone, fair] = [
      await nameOf('override', 'stone.db'),
      (await ok('log --json --db fair.db'))
        .json<{ gradebook: string; entry: number; day: string }[]>()
        .find(({ day }) => day === '2026-10-01'),
    ];
    await ok(`undo ${stone} --db fair.db`);
    await ok(`undo ${fair?.gradebook}-${fair?.entry} --db fair.db`);
    expect(await standing('fair.db')).toEqual([]);
    await isSound('fair.db');
    await ok('merge fair.db --db stone.db');
    expect(await standing('stone.db')).toEqual([]);
  });
});

test('an import that two have made stays where one of them takes hers back', async () => {
  await school('fair.db', '2026-08-24');
  await school('stone.db', '2026-08-25');
  at('2026-10-01T09:00:00');
  const links = 'source,target,relationship\n6.RP.A.1,R.1,exact\n';
  for (const db of ['fair.db', 'stone.db']) await ok(`import links - --db ${db}`, { stdin: links });
  const own = await nameOf('import links', 'fair.db');
  const theirs = await nameOf('import links', 'stone.db');
  await ok('merge stone.db --db fair.db');
  const exact = async () => (await ok('export links --db fair.db')).out.includes('exact');
  await ok(`undo ${own} --db fair.db`);
  expect(await exact()).toBe(true);
  await ok('merge stone.db --db fair.db');
  expect(await exact()).toBe(true);
  await ok(`undo ${theirs} --db fair.db`);
  expect(await exact()).toBe(false);
  await isSound('fair.db');
  await ok('merge stone.db --db fair.db');
  expect(await exact()).toBe(false);
});

describe('an import that was taken back in a part', () => {
  const EVIDENCE =
    'student_id,competency,score,date\nada,6.RP.A.1,3,2026-09-01\ncleo,6.RP.A.1,4,2026-09-01\n';

  async function takenBackInPart(): Promise<string> {
    await smallSchool();
    await ok('import evidence -', { stdin: EVIDENCE });
    const name = await nameOf('import evidence', 'gradebook.db');
    await ok('split --section 6A -o part.db');
    at('2026-10-02T09:00:00');
    await ok(`undo ${name} --db part.db`);
    return name;
  }

  const isUndone = async (name: string, db: string) =>
    !(await ok(`undo --list --json --db ${db}`)).out.includes(`"entry": ${name.split('-')[1]},`);

  test('is taken back for its students, and can be for the others', async () => {
    const name = await takenBackInPart();
    await ok('merge part.db');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
    expect((await ok('log')).out).not.toContain('taken back');
    expect((await ok('merge part.db')).out).toContain('nothing new');
    await isSound('gradebook.db');
    at('2026-10-03T09:00:00');
    await ok(`undo ${name}`);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
    expect((await ok('merge part.db')).out).toContain('nothing new');
    expect(await isUndone(name, 'gradebook.db')).toBe(true);
  });

  test('comes to the same when the part takes in the whole, and by way of a third', async () => {
    const name = await takenBackInPart();
    copyFileSync('gradebook.db', 'whole.db');
    at('2026-10-03T09:00:00');
    await ok(`undo ${name} --db whole.db`);
    await ok('merge part.db');
    await ok('merge whole.db');
    await ok('merge gradebook.db whole.db --db part.db');
    const [one, other] = ['gradebook.db', 'part.db'].map((db) => ok(`log --json --db ${db}`));
    expect((await other)?.out).toBe((await one)?.out);
    expect(await isUndone(name, 'part.db')).toBe(true);
    expect((await ok('merge part.db')).out).toContain('nothing new');
  });
});

describe('a part of what several have said', () => {
  async function together(): Promise<void> {
    await school('fair.db', '2026-08-24');
    await school('stone.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('override ada RP.A.1 2 --reason "a secret" --by "Ms Fair" --db fair.db');
    at('2026-10-02T09:00:00');
    await ok('override ada RP.A.1 4 --reason "showed me" --by "Mr Stone" --db stone.db');
    await ok('merge stone.db --db fair.db');
  }

  const differences = async (db: string) =>
    (await ok(`merge --differences --json --db ${db}`)).json<
      { of: string; field: string; stands: unknown; other: unknown }[]
    >();

  test.each(['', '--without-notes'])('can be made %s, and still knows of both', async (flag) => {
    await together();
    await ok(`split --section 6A ${flag} -o part.db --db fair.db`);
    await isSound('part.db');
    expect(await differences('part.db')).toContainEqual(
      expect.objectContaining({ of: 'overrides', field: 'level', stands: 4, other: 2 }),
    );
    expect(readFileSync('part.db').includes('a secret')).toBe(flag === '');
    const before = await differences('fair.db');
    await ok('merge part.db --db fair.db');
    for (const one of before) expect(await differences('fair.db')).toContainEqual(one);
    await isSound('fair.db');
  });
});

test('what the rollup keeps is not taken for other rules where things have got other ids', async () => {
  await smallSchool();
  copyFileSync('gradebook.db', 'stick.db');
  at('2026-10-01T09:00:00');
  await ok('student add new "Nia New" --db stick.db');
  at('2026-10-02T09:00:00');
  const art = 'framework,code,statement\nart,A.1,Mixes colours\n';
  await ok('import standards -', { stdin: art });
  await ok('record ada A.1 3');
  await ok('rollup');
  await ok('merge stick.db');
  await isSound('gradebook.db');
});

test('a child whose id one of two has changed stays one', async () => {
  await school('fair.db', '2026-08-24');
  await school('stone.db', '2026-08-25');
  at('2026-10-01T09:00:00');
  await ok('student edit ada --id a-77 --db stone.db');
  await ok('record a-77 RP.A.1 3 --db stone.db');
  await ok('record ada RP.A.1 2 --db fair.db');
  await ok('merge stone.db --db fair.db');
  expect((await ok('status --json --db fair.db')).json()).toMatchObject({ students: 4 });
  expect((await ok('explain a-77 RP.A.1 --json --db fair.db')).json()).toMatchObject({
    evidence: [{ score: 2 }, { score: 3 }],
  });
});
