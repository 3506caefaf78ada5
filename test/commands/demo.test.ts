import { expect, it } from 'vitest';
import { exists, file, GRADEBOOK, ok, pl, text } from '../support/pl.js';

it('walks through the whole job, each command before its output', async () => {
  const { out } = await ok('demo --db demo.db');
  const commands = out.split('\n').filter((line) => line.startsWith('$ pl '));
  for (const verb of [
    'init',
    'import roster roster.csv',
    'import standards standards.csv links.csv',
    'import evidence evidence.csv',
    'rollup',
    'progress ana',
    'ready --section 7A',
    'explain ana',
    'record ana',
    'advance ana',
    'export mastery',
  ])
    expect(commands.some((line) => line.startsWith(`$ pl ${verb}`))).toBe(true);
  expect(out.split('$ pl ready')[1]).toContain('Ana Osei: nearly ready for Exploration');
  expect(out.split('$ pl record ana')[1]).toContain('Ana Osei: ready for Exploration');
  expect(out.split('$ pl import evidence')[2]).toContain('3384 unchanged');
  expect(out).not.toContain('\x1b');
  expect(exists(GRADEBOOK)).toBe(false);
  expect((await ok('status --json --db demo.db')).json()).toMatchObject({
    students: 48,
    evidence: 3385,
  });
});

it('prints the same on every run but for the names of files and pieces', async () => {
  const plain = (out: string) =>
    out.replace(/\S*pl-demo-\S+/g, 'FILE').replace(/\b[a-z0-9]{8}-\d+-\d+\b/g, 'UID');
  const first = await ok('demo --db a.db');
  const second = await ok('demo --db a2.db');
  expect(plain(second.out).replaceAll('a2.db', 'a.db')).toBe(plain(first.out));
});

it('touches no gradebook that is there', async () => {
  file('mine.db', 'something of mine');
  const run = await pl('demo --db mine.db');
  expect(run.code).toBe(1);
  expect(run.err).toContain('mine.db is there already');
  expect(text('mine.db')).toBe('something of mine');
});
