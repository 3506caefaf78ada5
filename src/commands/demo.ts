/** `pl demo`: the whole job on a made-up school, each command printed before its output. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { fixture } from '../fixtures.js';
import { painter } from '../output/colour.js';
import { visibleLines } from '../output/safe.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description(
      'make a throw-away gradebook from the sample school and walk through the whole job',
    )
    .addHelpText('after', '\nExamples:\n  pl demo\n  pl demo --db my-demo.db')
    .action(() => demo(session));
}

/** Each step: what it is for, and the command, with `@name` for a file of the sample school. */
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['A new gradebook, with the default scale and policy.', ['init']],
  ['Students and sections come in from the roster.', ['import', 'roster', '@roster.csv']],
  [
    'What can be shown: two frameworks, with what comes first.',
    ['import', 'standards', '@standards.csv', '@links.csv'],
  ],
  [
    'The ways through it: stages with requirements and choices.',
    ['import', 'pathways', '@pathways.csv'],
  ],
  [
    'A term of evidence: tests, projects, portfolios, observations, conferences.',
    ['import', 'evidence', '@evidence.csv'],
  ],
  ['Importing the same file again changes nothing.', ['import', 'evidence', '@evidence.csv']],
  ['Mastery, brought up to date.', ['rollup']],
  ['One student: a page to turn to her parents.', ['progress', 'ana']],
  [
    'Who is ready for what comes after the foundation, and who nearly is?',
    ['ready', '--section', '7A', '--pathway', 'ratios-unit'],
  ],
  ['Why is Ana not there yet?', ['explain', 'ana', 'ns.2']],
  [
    'A conference with Ana, recorded in one breath.',
    [
      'record',
      'ana',
      'ns.2',
      '3',
      '--kind',
      'conference',
      'explained',
      'debts',
      'on',
      'a',
      'number',
      'line',
    ],
  ],
  [
    "A teacher's judgement stands beside what was calculated.",
    ['override', 's012', 'ns.1', '3', '--reason', 'showed it at the board, twice'],
  ],
  [
    'What a newcomer was never taught is not asked of her.',
    ['excuse', 's020', 'rp.2', '--reason', 'arrived in December'],
  ],
  ['What changed since the last rollup?', ['rollup']],
  ["The teacher's act: Ana moves on.", ['advance', 'ana', '--pathway', 'ratios-unit']],
  ['The last entry can always be taken back.', ['undo']],
  ['The section at a glance.', ['progress', '--section', '7B']],
];

async function demo(session: Session): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pl-demo-'));
  const db = session.options.db ?? join(folder, 'gradebook.db');
  const paint = await painter(session.colour);
  for (const [words, step] of STEPS) {
    session.print.text(
      `\n${paint.dim(`# ${words}`)}\n${paint.bold(`$ pl ${step.map(shown).join(' ')}`)}`,
    );
    await run(session, db, step);
  }
  const file = join(folder, 'mastery.csv');
  session.print.text(
    `\n${paint.dim('# A mastery CSV for report cards.')}\n${paint.bold('$ pl export mastery -o mastery.csv')}`,
  );
  await run(session, db, ['export', 'mastery', '-o', file]);
  session.print.text(ending(db, file));
}

async function run(session: Session, db: string, step: readonly string[]): Promise<void> {
  const argv = step.map((word) => (word.startsWith('@') ? fixture(word.slice(1)) : word));
  const quiet = session.options.color === false ? ['--no-color'] : [];
  const code = await session.run([...argv, '--db', db, '--no-input', ...quiet]);
  if (code !== 0)
    throw new PlError('invalid', `the demo stopped: pl ${step[0]} ended with ${code}`);
}

/** A word as it is typed in a shell: the sample files lie with the program. */
function shown(word: string): string {
  const plain = word.startsWith('@') ? word.slice(1) : word;
  return /[\s,;"]/.test(plain) ? `"${plain}"` : plain;
}

function ending(db: string, file: string): string {
  return visibleLines(`
That was the whole job. The gradebook stays, to play with:

  pl ready --nearly --db "${db}"
  pl record maya rp.3 4 --db "${db}"
  pl explain s005 rp.2 --db "${db}"

The CSV is ${file}.
Your own: pl init, then pl import roster FILE, pl import standards FILE, pl record STUDENT COMPETENCY LEVEL.`);
}
