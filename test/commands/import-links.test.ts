import { beforeEach, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const HEADER = 'source,target,relationship\n';

const requires = async (code: string) =>
  (await ok(`standards ${code} --json`)).json<{ competency: string; requires: string }[]>()[0]
    ?.requires;

it('takes the source of a dependency as what comes first', async () => {
  for (const word of ['dependency', 'Prerequisite', 'precedes']) {
    await ok('import links -', { stdin: `${HEADER}6.NS.B.1,6.RP.A.10,${word}\n` });
    expect(await requires('6.RP.A.10')).toBe('6.NS.B.1');
    await ok('undo');
    expect(await requires('6.RP.A.10')).toBe('');
  }
});

it.each(['exact', 'exactMatchOf', 'same'])('carries scores over what is %s', async (word) => {
  await ok('import links -', { stdin: `${HEADER}6.RP.A.1,R.1,${word}\n` });
  await ok('record ada R.1 3');
  await ok('record ada rp.1 4 --on yesterday');
  const explained = (await ok('explain ada rp.1 --json')).json<{ evidence: { score: number }[] }>();
  expect(explained.evidence.map(({ score }) => score)).toEqual([4, 3]);
});

it('keeps the word of every other relation, which carries nothing', async () => {
  await ok('import links -', { stdin: `${HEADER}6.RP.A.1,R.1,conceptual connection\n` });
  await ok('record ada R.1 3');
  expect((await ok('explain ada rp.1 --json')).json()).toMatchObject({ evidence: [] });
  expect((await ok('export links')).out).toContain(
    '6.RP.A.1,R.1,conceptual connection,math,reading',
  );
});

it('is recognised by pl import standards', async () => {
  const stdin = `${HEADER}6.NS.B.1,R.1,related\n`;
  expect((await ok('import standards - --json', { stdin })).json()).toMatchObject({
    kind: 'standards',
    counts: { links: { add: 1, update: 0, unchanged: 0 } },
  });
  expect((await ok('import links - --json', { stdin })).json()).toMatchObject({
    counts: { links: { add: 0, update: 0, unchanged: 1 } },
  });
});

it('updates a word', async () => {
  await ok('import links -', { stdin: `${HEADER}6.NS.B.1,R.1,near\n` });
  const { json } = await ok('import links - --json', { stdin: `${HEADER}6.NS.B.1,R.1,close\n` });
  expect(json()).toMatchObject({ counts: { links: { add: 0, update: 1, unchanged: 0 } } });
  expect((await ok('status --json')).json()).toMatchObject({ links: 2 });
});

it('refuses unknown ends, a link to itself and a circle, each at its line', async () => {
  const stdin = `${HEADER}6.NS.B.9,R.1,near\nR.1,r.1,near\n6.RP.A.2,6.RP.A.1,prerequisite\n`;
  const run = await pl('import links - --json', { stdin });
  expect(run.code).toBe(3);
  expect(run.json()).toMatchObject({
    written: false,
    problems: [
      { file: '-', line: 2, field: 'source', code: 'unknown_competency' },
      { file: '-', line: 3, field: 'target', code: 'self_link' },
      { file: '-', line: 4, field: 'target', code: 'prerequisite_cycle' },
    ],
  });
  expect((await ok('status --json')).json()).toMatchObject({ links: 1 });
});

it('needs a framework where a code is in two', async () => {
  await ok('import standards -', { stdin: 'framework,code,statement\nart,R.1,Draw\n' });
  const run = await pl('import links -', { stdin: `${HEADER}6.NS.B.1,R.1,near\n` });
  expect(run.code).toBe(3);
  expect(run.err).toContain('art:R.1, reading:R.1');
  await ok('import links -', {
    stdin: 'source,target,relationship,target_framework\n6.NS.B.1,R.1,near,art\n',
  });
  await ok('import links -', { stdin: `${HEADER}6.RP.A.1,reading:R.1,near\n` });
});
