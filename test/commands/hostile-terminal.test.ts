/** Whatever the gradebook, the files and the arguments hold: a terminal gets text, line ends and our colours. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { VERBS } from '../../src/commands/index.js';
import { dangers, HOSTILE, hostileSchool } from '../support/hostile.js';
import { file, type Given, GRADEBOOK, pl, type Run } from '../support/pl.js';

const made = new Map<boolean, Buffer>();

async function school(all: boolean): Promise<void> {
  const known = made.get(all);
  if (known !== undefined) return writeFileSync(GRADEBOOK, known, { mode: 0o600 });
  await hostileSchool(all);
  made.set(all, readFileSync(GRADEBOOK));
}

/** Reading commands, each shown as a page, as CSV and as JSON. */
const LISTS = [
  'students',
  'students --withdrawn',
  'students ada',
  'sections',
  'sections --all',
  'standards',
  'standards ratio',
  'status',
  'log',
  'log --student ada',
  'progress',
  'progress ada',
  'progress ada --all',
  'ready',
  'ready --all',
  'ready ada',
  'explain ada 6.RP.A.1',
  'explain ben 6.RP.A.1',
  'explain zed 6.RP.A.1',
  'summary',
  'summary --by section --suppress 1',
  'summary --by group meals --suppress 1',
  'grades',
  'grades ada',
  'overrides',
  'excuses',
  'pathway list',
  'pathway show unit',
  'pathway show unit ada',
  'term list',
  'term show Autumn',
  'scale list',
  'policy show',
  'policy show --framework math',
  'policy lint',
  'policy compare method=latest --names',
  'policy compare method=latest --by section',
  'year list',
  'reportcard list',
  'reportcard check --term Autumn',
  'reportcard diff',
  'reportcard show 1',
  'comment --list',
  'comment ada',
  'note ada --list',
  'undo --list',
  'rollup --last',
  'import profiles',
  'config',
  'selftest',
];

/** Those with one form of their own, and those that write; each on the gradebook as it was. */
const OTHERS = [
  '',
  'help',
  'help record',
  'completion bash',
  'export mastery',
  'export mastery --json',
  'export evidence',
  'export roster',
  'export standards',
  'export pathways',
  'export grades',
  'export report-card --term Autumn',
  'export standards --format case',
  'policy export',
  'policy export --format json',
  '__complete 1 -- progress ',
  '__complete 2 -- progress --section ',
  '__complete 2 -- record ada ',
  'record ada 6.RP.A.1 3',
  'record ada,ben 6.RP.A.1=3',
  'record nobody 6.RP.A.1 3',
  'record a 6.RP.A.1 3 --no-input',
  'record ada 6.RP.A.1 great',
  'record ada 6.RP 3',
  'note ada a word',
  'override ada 6.RP.A.2 1 --reason why',
  'override ben 6.RP.A.1 --clear',
  'excuse ada 6.RP.A.2 --reason why',
  'advance ada --pathway unit',
  'advance ben',
  'advance ben --pathway unit --anyway --reason why',
  'student withdraw ada',
  'student edit ada --preferred Addie',
  'student move ada 6B',
  'undo',
  'rollup',
  'rollup --full',
  'policy set method=latest',
  'policy set nonsense=1',
  'scale use three',
  'scale use three --carry --dry-run',
  'year start 2027-28 --on today',
  'term set Autumn --from 2026-08-25',
  'comment ada more words',
  'reportcard issue --term Autumn',
  'init',
  'demo --db demo.db',
];

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
