/** `pl student …`: the roster by hand. */
import type { Command } from 'commander';
import type { Session } from './session.js';
import { setActive } from './student/active.js';
import { addStudent, editStudent, type FactFlags } from './student/facts.js';
import { joinNamed, leaveNamed } from './student/sections.js';

function withFactFlags(command: Command): Command {
  return command
    .option('--preferred <name>', 'the name she goes by')
    .option('--grade <grade>', 'her grade')
    .option('--email <email>', 'her e-mail address');
}

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  withFactFlags(command.command('add'))
    .description('add a student')
    .argument('<id>', 'her id')
    .argument('<name...>', 'given and family name, or "Family, Given"')
    .option('--section <section>', 'the section she joins')
    .action((id: string, name: string[], flags: FactFlags) =>
      addStudent(session, id, name.join(' '), flags),
    );
  withFactFlags(command.command('edit'))
    .description('change what is known of a student')
    .argument('<student>', 'an id or a part of the name')
    .option('--name <name>', 'given and family name, or "Family, Given"')
    .option('--id <id>', 'the id by which she is shown')
    .action((student: string, flags: FactFlags) => editStudent(session, student, flags));
  for (const [verb, words] of [
    ['move', 'leaves her sections and joins this one'],
    ['join', 'joins one more section'],
  ] as const) {
    command
      .command(verb)
      .description(`a student ${words}`)
      .argument('<student>', 'an id or a part of the name')
      .argument('<section>', 'an id or name')
      .action((student: string, section: string) => joinNamed(session, student, section, verb));
  }
  command
    .command('leave')
    .description('a student leaves one section')
    .argument('<student>', 'an id or a part of the name')
    .argument('<section>', 'an id or name')
    .action((student: string, section: string) => leaveNamed(session, student, section));
  command
    .command('withdraw')
    .description('a student has left the school: kept with all she has shown, and no longer listed')
    .argument('<student>', 'an id or a part of the name')
    .action((student: string) => setActive(session, student, false));
  command
    .command('return')
    .description('a withdrawn student is back')
    .argument('<student>', 'an id or a part of the name')
    .action((student: string) => setActive(session, student, true));
}

const EXAMPLES = `
Examples:
  pl student add s099 Noor Haddad --grade 7 --section 7A
  pl student edit noor --preferred Nuri
  pl student move noor 7B
  pl student withdraw noor`;
