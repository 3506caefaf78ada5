import { describe, expect, it } from 'vitest';
import { ok } from '../support/pl.js';

const VERBS = [
  'init demo status import students sections standards record note override excuse advance',
  'undo strike fix log rollup progress ready explain export config completion',
].flatMap((line) => line.split(' '));

const SUBCOMMANDS = [
  ...['add', 'edit', 'move', 'join', 'leave', 'withdraw', 'return'].map(
    (verb) => `student ${verb}`,
  ),
  ...['show', 'set'].map((verb) => `policy ${verb}`),
  ...['list', 'set', 'use'].map((verb) => `scale ${verb}`),
];

describe('--help', () => {
  it.each([
    ...VERBS,
    'student',
    'policy',
    'scale',
    ...SUBCOMMANDS,
  ])('of pl %s has its use, examples of it and the flags of every command', async (verb) => {
    const { out, err } = await ok(`${verb} --help`);
    expect(err).toBe('');
    expect(out).toContain(`Usage: pl ${verb}`);
    expect(out).toMatch(new RegExp(`Examples:\n(.*\n)*?  pl ${verb.split(' ')[0]}`));
    for (const flag of [
      '--db',
      '--json',
      '--csv',
      '-o, --output',
      '--no-color',
      '--no-input',
      '-q, --quiet',
      '--verbose',
    ])
      expect(out).toContain(flag);
  });

  it('has examples that mean the same in every shell', async () => {
    for (const verb of [...VERBS, 'student', 'policy', 'scale']) {
      const { out } = await ok(`${verb} --help`);
      const examples = out.split('Examples:\n')[1] ?? '';
      expect({ verb, special: /['$`\\!]/.test(examples.split('\n\n')[0] ?? '') }).toEqual({
        verb,
        special: false,
      });
    }
  });

  it('lists every verb', async () => {
    const { out } = await ok('--help');
    for (const verb of [...VERBS, 'student', 'policy', 'scale', 'help'])
      expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(out).not.toMatch(/^ {2}(home|__complete) /m);
  });
});

describe('pl help', () => {
  it('is the help of a command', async () => {
    expect((await ok('help record')).out).toBe((await ok('record --help')).out);
  });

  it('knows topics', async () => {
    const { out } = await ok('help exit-codes');
    for (const code of [0, 1, 2, 3, 4, 70, 130])
      expect(out).toMatch(new RegExp(`^ +${code}  `, 'm'));
    expect((await ok('help days')).out).toContain('--known-on');
    expect((await ok('help finding')).out.replace(/\s+/g, ' ')).toContain(
      'rp.1 finds 6.RP.A.1, not 6.RP.A.10',
    );
  });

  it('needs no gradebook', async () => {
    await ok('help --db nowhere.db');
  });
});
