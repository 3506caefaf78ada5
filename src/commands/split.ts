/** `pl split`: a gradebook of its own for a colleague, with some sections and nothing of anybody else. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import { named, narrowStudents } from '../core/scope.js';
import { jsonText } from '../output/json.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster } from '../store/roster.js';
import { splitOff } from '../store/splitting/file.js';
import type { PartOf } from '../store/splitting/split.js';
import { narrowed } from './finding.js';
import { type StudentFlags, studentFilter, withStudentFlags } from './options.js';
import type { Session } from './session.js';

interface SplitFlags extends Omit<StudentFlags, 'section'> {
  readonly section?: readonly string[];
  readonly withoutNotes?: boolean;
}

export function define(command: Command, session: Session): void {
  withStudentFlags(command, '--section <sections...>')
    .description('make a gradebook (-o) of some sections for a colleague, with nothing of others')
    .option(
      '--without-notes',
      'leave out notes, comments, reasons and issued report cards, which repeat them',
    )
    .addHelpText('after', EXAMPLES)
    .action((flags: SplitFlags) => split(session, flags));
}

const EXAMPLES = `
Examples:
  pl split --section 7A -o 7A.db
  pl split --section 7A 7B -o sevens.db
  pl split --teacher "Mr Stone" --without-notes -o stone.db

The file goes on as a gradebook of its own; "pl merge" brings both together again. It holds all that was
said of these students, in whatever section, and all standards, scales, policies and pathways.`;

async function split(session: Session, flags: SplitFlags): Promise<void> {
  const { output } = session.options;
  if (output === undefined)
    throw new PlError(
      'usage',
      'say where the part goes with -o FILE',
      'pl split --section 7A -o 7A.db',
    );
  const { section = [], school, teacher, grade } = flags;
  if (section.length === 0 && [school, teacher, grade].every((one) => one === undefined))
    throw new PlError(
      'usage',
      'say who goes along: --section, --teacher, --school or --grade',
      'pl split --section 7A -o 7A.db',
    );
  const book = await session.book();
  const part = partOf(session, book, flags);
  if (part.students.length === 0)
    throw new PlError('invalid', 'there are no students here; nothing was made', 'pl sections');
  const counts = splitOff(book, output, part, session.entry('split'));
  if (session.format === 'json')
    session.io.out(jsonText({ gradebook: output, ...counts, notes: part.withNotes }));
  const { count } = session.words;
  session.say(
    `made ${output}: ${count(counts.students, 'student')}, ${count(counts.sections, 'section')}, ${count(counts.evidence, 'piece')} of evidence${part.withNotes ? '' : ', without notes'}`,
  );
}

/** Each section for itself, as a filter names one. */
function partOf(session: Session, book: Gradebook, flags: SplitFlags): PartOf {
  const roster = loadRoster(book);
  const { section: typed = [], ...others } = flags;
  const asked = typed.length === 0 ? [undefined] : typed;
  const students = asked.flatMap((section) => {
    const filter = studentFilter(section === undefined ? others : { ...others, section });
    return narrowed(narrowStudents(roster, filter, session.today)).students;
  });
  return {
    students: [...new Set<Id>(students.map(({ id }) => id))],
    sections: typed.flatMap((section) => named(roster.sections, section).map(({ id }) => id)),
    withNotes: flags.withoutNotes !== true,
  };
}
