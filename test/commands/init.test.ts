import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exists, GRADEBOOK, ok, pl } from '../support/pl.js';

it('makes an empty gradebook with the default scale and policy', async () => {
  const { code, out, err } = await pl('init');
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain(`made ${GRADEBOOK}`);
  expect((await ok('scale list --csv')).lines[1]).toBe(
    'default,true,,"1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary",',
  );
  expect((await ok('policy show --json')).json()).toMatchObject({
    policy: { method: 'median', recent: 3, min_evidence: 2, round: 2, level_cut: 'floor' },
  });
});

it('makes the folders on the way, and nobody else reads the file', async () => {
  await ok('init --db deep/down/class.db');
  expect(statSync('deep/down/class.db').mode & 0o777).toBe(0o600);
  expect(statSync('deep').mode & 0o777).toBe(0o700);
  expect(exists(GRADEBOOK)).toBe(false);
});

it('never writes over anything', async () => {
  await ok('init');
  const again = await pl('init');
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toContain(`${GRADEBOOK} is there already`);
  await ok('status');
});

it('says in words where no gradebook can be made', async () => {
  await ok('init');
  const run = await pl(`init --db ${GRADEBOOK}/class.db`);
  expect(run.code).toBe(1);
  expect(run.err).toContain('class.db cannot be made');
});

it('asks who you are and your section at a terminal, and only there', async () => {
  const { asked } = await ok('init', { terminal: true, answers: ['Ms Fair', '6A'] });
  expect(asked).toEqual([
    'Who are you (for the log)?',
    'Your section, such as 7A (Enter leaves it out)?',
  ]);
  expect((await ok('config --json')).json()).toMatchObject({ me: 'Ms Fair', section: '6A' });
  expect((await ok('log --json')).json()).toMatchObject([{ who: 'Ms Fair', command: 'init' }]);
  await ok('init --db b.db --no-input', { terminal: true });
  await ok('init --db c.db --by Me', { terminal: true });
});

it('takes no command for an answer, as when lines are pasted together', async () => {
  for (const answers of [['pl import roster r.csv'], ['Ms Fair', 'pl import standards s.csv']]) {
    const run = await pl('init', { terminal: true, answers });
    expect(run.code).toBe(1);
    expect(run.err).toContain('is a command, not an answer');
    expect(exists(GRADEBOOK)).toBe(false);
  }
});

it('asks nothing where a gradebook is already', async () => {
  await ok('init');
  const again = await pl('init', { terminal: true });
  expect(again).toMatchObject({ code: 1, asked: [] });
  expect(again.err).toContain(`${GRADEBOOK} is there already`);
});

it('takes no section that cannot be one, and asks again', async () => {
  const answers = ['Ms Fair', '6A\x1b[A', 'x'.repeat(61), ' 6A '];
  const run = await ok('init', { terminal: true, answers });
  expect(run.asked).toHaveLength(4);
  expect(run.err).toContain('"6A\\x1b[A" cannot be a section: at most 60');
  expect(run.err).toContain('"xxxxxxxxxxxxxxxxxxxx…" cannot be a section');
  expect((await ok('config section')).out).toBe('6A\n');
});

it('leaves the section out at Enter', async () => {
  await ok('init', { terminal: true, answers: ['Ms Fair', ''] });
  expect((await ok('config --json')).json()).toMatchObject({ section: null });
});

it('is cancelled by Ctrl-C, leaving nothing', async () => {
  const run = await pl('init', { terminal: true, answers: [null] });
  expect(run).toMatchObject({ code: 130, out: '' });
  expect(exists(GRADEBOOK)).toBe(false);
});
