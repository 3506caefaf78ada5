/** Whatever the gradebook, the files and the arguments hold: a terminal gets text, line ends and our colours. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { VERBS } from '../../src/commands/index.js';
import { LISTS, OTHERS } from '../support/commands.js';
import { dangers, HOSTILE, hostileSchool } from '../support/hostile.js';
import { file, type Given, GRADEBOOK, pl, type Run } from '../support/pl.js';

const made = new Map<boolean, Buffer>();

async function school(all: boolean): Promise<void> {
  const known = made.get(all);
  if (known !== undefined) return writeFileSync(GRADEBOOK, known, { mode: 0o600 });
  await hostileSchool(all);
  made.set(all, readFileSync(GRADEBOOK));
}

const tell = ({ code, out, err, asked }: Run) => ({
  code,
  sent: `${out}${err}${asked.join('\n')}`,
});

async function harmless(command: string | readonly string[], given: Given = {}): Promise<number> {
  const { code, sent } = tell(await pl(command, { terminal: true, ...given }));
  const label = JSON.stringify(command).slice(0, 80);
  // The tab between a word and what it is about is for the shell that asked.
  const seen = label.includes('__complete') ? sent.replaceAll('\t', ' ') : sent;
  expect([...dangers(seen).slice(0, 5), label]).toEqual([label]);
  return code;
}

describe.each([
  ['whose every word is hostile', false],
  ['in which even days and rules are', true],
])('a gradebook %s', (_, all) => {
  beforeEach(() => school(all));

  it.each(LISTS)('pl %s', async (command) => {
    for (const flags of ['', ' --no-color --verbose', ' --csv', ' --json'])
      await harmless(`${command}${flags}`, { width: flags === '' ? 40 : 120 });
  });

  it.each(OTHERS)('pl %s', async (command) => {
    copyFileSync(GRADEBOOK, 'before.db');
    for (const flags of ['', '--json', '--csv', '--verbose']) {
      copyFileSync('before.db', GRADEBOOK);
      await harmless(`${command} ${flags}`);
    }
  });
});

describe('what is typed', () => {
  beforeEach(() => school(false));

  it.each(VERBS.map(({ name }) => name))('pl %s', async (verb) => {
    for (const words of [
      [verb, HOSTILE],
      [verb, `--${HOSTILE}`],
      [verb, `--section=${HOSTILE}`],
      [verb, 'ada', HOSTILE, HOSTILE, HOSTILE],
      [verb, HOSTILE, HOSTILE, '3', '--as-of', HOSTILE],
      [verb, '-o', HOSTILE],
      [verb, '--db', HOSTILE],
    ])
      await harmless(words);
  });

  it('names of files', async () => {
    mkdirSync(HOSTILE.slice(0, 40).replaceAll('/', ''));
    const name = `x${HOSTILE.slice(0, 60).replaceAll('/', '')}.csv`;
    file(name, `student_id,${HOSTILE}\nada,"${HOSTILE}"\n`);
    for (const kind of ['roster', 'standards', 'evidence', 'pathways', 'groups'])
      for (const flags of [[], ['--json'], ['--csv'], ['--verbose']]) {
        await harmless(['import', kind, name, ...flags]);
        await harmless(['import', kind, `${name}${name}`, ...flags]);
        await harmless(['import', kind, '.', ...flags]);
      }
  });
});
