/** `pl help`: a command's help, or a topic. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { fittedHelp } from '../output/help-text.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session, program: Command): void {
  command
    .argument('[topic...]', `a command, or ${Object.keys(TOPICS).join(', ')}`)
    .addHelpText('after', '\nExamples:\n  pl help record\n  pl help exit-codes')
    .action((topic: string[]) => help(session, program, topic));
}

export const TOPICS: Readonly<Record<string, string>> = {
  'exit-codes': `Exit codes of pl

    0  done (an empty list is done)
    1  well-formed, but refused or failed; nothing was written
    2  wrong usage: an unknown flag, a missing argument, a date that cannot be read
    3  input data rejected; nothing was written (also a dry run with errors)
    4  written, with rows left out (--skip-bad)
   70  a bug in pl
  130  cancelled
`,
  days: `Days

  A day is YYYY-MM-DD in your own time zone, or today, yesterday, -3d (three days ago).
  A day in the future is refused.

  --as-of DATE     what had happened by that day, under today's roster, standards and policy
  --known-on DATE  what had been entered by the end of that day: the same answer for ever
  Both together repeat a printed report exactly.
`,
  finding: `Finding students and competencies

  A student is any of her ids, or a part of her name: whole words come before starts of words,
  and these before parts of words. Case and accents don't matter.

  A competency is a code as far as you care to type it: rp.1 finds 6.RP.A.1, not 6.RP.A.10;
  or words of its label. FRAMEWORK:code tells two apart.
`,
};

/** The command's flags are loaded already: `main` loads those of every word that `pl help` names. */
function help(session: Session, program: Command, words: readonly string[]): void {
  const [topic, sub] = words;
  const word = topic?.toLowerCase() ?? '';
  const text = Object.hasOwn(TOPICS, word) ? TOPICS[word] : undefined;
  if (text !== undefined) {
    session.io.out(fittedHelp(text, session.io.width));
    return;
  }
  const command =
    topic === undefined ? program : program.commands.find((one) => one.name() === topic);
  const asked = sub === undefined ? command : command?.commands.find((one) => one.name() === sub);
  if (asked === undefined) {
    throw new PlError('usage', `there is no command or topic "${words.join(' ')}"`, 'pl help');
  }
  asked.outputHelp();
}
