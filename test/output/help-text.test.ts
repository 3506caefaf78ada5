import { expect, it } from 'vitest';
import { fittedHelp } from '../../src/output/help-text.js';
import { pl } from '../support/pl.js';

it('wraps sentences that stand below each other as one paragraph', () => {
  expect(fittedHelp('\nA locked copy stays locked\nwithout its key.\n\nExamples:\n', 20)).toBe(
    '\nA locked copy stays\nlocked without its\nkey.\n\nExamples:\n',
  );
});

it('leaves what fits as it was written', () => {
  const text = 'Short.\nAnd short.\n\n  one   a thing\n  two   another\n';
  expect(fittedHelp(text, 20)).toBe(text);
});

it('wraps the right side of a list under itself', () => {
  expect(fittedHelp('  weight    a number from 0.5 to 0.99 of a kind', 34)).toBe(
    '  weight    a number from 0.5 to\n            0.99 of a kind',
  );
});

it('leaves commands in one piece, with what is said beside them', () => {
  const text = '  pl record ana rp.1=3 --kind project --title Bridge    several competencies';
  expect(fittedHelp(text, 40)).toBe(text);
});

it('does not squeeze the right side of a list into less than a few words', () => {
  const text = '  a-long-name-of-a-key    what it is about';
  expect(fittedHelp(text, 30)).toBe(text);
});

it.each([
  'backup --help',
  'help days',
  'policy set --help',
])('holds for `pl %s`', async (command) => {
  const { out } = await pl(command);
  const isCommand = (line: string) => line.trimStart().startsWith('pl ');
  expect(out.split('\n').filter((line) => line.length > 80 && !isCommand(line))).toEqual([]);
});
