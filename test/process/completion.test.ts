/** The completion scripts in the shells that are here. */
import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, smallSchool } from '../support/pl.js';
import { has, sh } from './shell.js';

beforeEach(async () => {
  await smallSchool();
  for (const shell of ['bash', 'zsh', 'fish', 'powershell'])
    writeFileSync(`pl.${shell}`, (await ok(`completion ${shell}`)).out);
});

/** What bash would put in place of the word under the cursor, which it cuts as it does a typed line. */
function inBash(line: string, words: readonly string[]): string[] {
  file('words', words.map((word) => `${word}\n`).join(''));
  const { out, err } = sh(
    `source pl.bash
     COMP_LINE=$LINE_TYPED COMP_POINT=\${#LINE_TYPED}
     mapfile -t COMP_WORDS < words
     COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
     _pl
     (( \${#COMPREPLY[@]} )) && printf '%s\\n' "\${COMPREPLY[@]}" || true`,
    { LINE_TYPED: line },
  );
  expect(err).toBe('');
  return out.split('\n').filter((one) => one !== '');
}

describe('in bash', () => {
  it('completes commands, flags and what they may be', () => {
    expect(inBash('pl rea', ['pl', 'rea'])).toEqual(['ready']);
    expect(inBash('pl ready --sec', ['pl', 'ready', '--sec'])).toEqual(['--section']);
    expect(inBash('pl ready --section 6', ['pl', 'ready', '--section', '6'])).toEqual(['6A', '6B']);
    expect(inBash('pl record ', ['pl', 'record', ''])).toEqual(
      ['dan', 'ada', 'ben', 'cleo'].sort(),
    );
  });

  it('leaves files to bash', () => {
    expect(inBash('pl import roster ', ['pl', 'import', 'roster', ''])).toEqual([]);
  });

  it('knows that bash cuts words at = and :', () => {
    expect(inBash('pl ready --section=6', ['pl', 'ready', '--section', '=', '6'])).toEqual([
      '6A',
      '6B',
    ]);
    expect(inBash('pl ready --section=', ['pl', 'ready', '--section', '='])).toContain('7A');
  });

  it('keeps a section together whose name has blanks, quotes or colons', async () => {
    const sections = ['8 North', 'O\'Neil "A"', 'x:1', 'x:2'];
    for (const [index, section] of sections.entries())
      await ok('import roster -', {
        stdin: `student_id,name,section\nn${index},Eve New,"${section.replaceAll('"', '""')}"\n`,
      });
    const section = (typed: string, ...words: readonly string[]) =>
      inBash(`pl ready --section ${typed}`, ['pl', 'ready', '--section', ...words]);
    expect(section('8', '8')).toEqual(['8\\ North']);
    expect(section('"8 N', '"8 N')).toEqual(['8 North']);
    expect(section('O', 'O')).toEqual(['O\\\'Neil\\ \\"A\\"']);
    expect(section('x:', 'x', ':')).toEqual(['1', '2']);
    expect(section('x:2', 'x', ':', '2')).toEqual(['2']);
  });
});

it.skipIf(!has('zsh', '-c', 'true'))(
  'zsh can read its script (skipped where there is no zsh)',
  () => {
    expect(sh('zsh -n pl.zsh')).toEqual({ code: 0, out: '', err: '' });
  },
);

it.skipIf(!has('fish', '-c', 'true'))(
  'fish can read its script (skipped where there is no fish)',
  () => {
    expect(sh('fish -n pl.fish')).toEqual({ code: 0, out: '', err: '' });
  },
);

it.skipIf(!has('pwsh', '-Command', '1'))(
  'PowerShell can read its script (skipped where there is no pwsh)',
  () => {
    expect(sh('pwsh -NoProfile -File pl.powershell').code).toBe(0);
  },
);
