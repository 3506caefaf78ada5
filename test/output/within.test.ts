import { expect, it } from 'vitest';
import { within } from '../../src/output/within.js';
import { ok, pl, sampleSchool } from '../support/pl.js';

it('breaks a long line between words, and indents what follows by two more', () => {
  expect(within('short\n  still needed: one more score of 3 or better\n', 30)).toBe(
    'short\n  still needed: one more\n    score of 3 or better\n',
  );
});

it('gives colours no columns', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
  const line = `${red('met')} and ${red('met')} and ${red('met')}`;
  expect(within(`${line}\n`, 19)).toBe(`${line}\n`);
  expect(within(`${line}\n`, 18)).toBe(`${red('met')} and ${red('met')} and\n  ${red('met')}\n`);
});

it('measures letters that are two columns wide', () => {
  expect(within('가나다 라마바 사아자', 14)).toBe('가나다\n  라마바\n  사아자');
});

it('leaves commands, and words longer than a line, in one piece', () => {
  const page = '    try: pl restore backups/gradebook.db --yes\nmade a/very/long/path/of/a/copy';
  expect(within(page, 20)).toBe(
    '    try: pl restore backups/gradebook.db --yes\nmade\n  a/very/long/path/of/a/copy',
  );
});

it('holds at a terminal for what is printed and said, and nowhere else', async () => {
  await sampleSchool();
  const words = 'record s001 ns.2 3 --kind conference';
  const wide = await ok(words);
  await ok('undo');
  const { out } = await ok(words, { terminal: true, width: 40 });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  const text = (page: string) => page.replace(/\s+/g, ' ').replace(/\([a-z0-9-]+;/, '');
  expect(text(out)).toBe(text(wide.out));
  const said = await pl('record s001 ns.2 9', { terminal: true, width: 40 });
  const piped = await pl('record s001 ns.2 9');
  expect(piped.err.split('\n')[0]?.length).toBeGreaterThan(40);
  expect(said.err.split('\n').filter((line) => line.length > 40)).toEqual([]);
});
