/** `pl excuse`: a competency is not asked of this student, with a reason. */
import type { Command } from 'commander';
import { addExcuse } from '../store/evidence.js';
import { clear, decide, findSubject, reasonGiven } from './deciding.js';
import { withOtherDayName } from './options.js';
import type { Session } from './session.js';

interface ExcuseFlags {
  readonly reason?: string;
  readonly clear?: boolean;
  readonly on?: string;
  readonly by?: string;
}

export function define(command: Command, session: Session): void {
  withOtherDayName(command, '--date', 'on')
    .description(
      'say that a competency is not asked of a student: it leaves requirements, headings and totals',
    )
    .argument('<student>', 'an id or a part of the name')
    .argument('<competency>', 'a code or words of the label')
    .option('--reason <reason>', 'why (required)')
    .option('--clear', 'ask it of her again')
    .option('--on <date>', 'from which day (default: today)')
    .option('--by <name>', 'who decides, where that is not you')
    .addHelpText(
      'after',
      '\nExamples:\n  pl excuse ana sp.4 --reason "arrived in November"\n  pl excuse ana sp.4 --clear',
    )
    .action((student: string, competency: string, flags: ExcuseFlags) =>
      excuse(session, student, competency, flags),
    );
}

async function excuse(
  session: Session,
  student: string,
  competency: string,
  flags: ExcuseFlags,
): Promise<void> {
  if (flags.clear === true)
    return clear(session, 'excuse', await findSubject(session, student, competency));
  const reason = reasonGiven(flags.reason);
  const on = session.pastDay(flags.on, '--on');
  const subject = await findSubject(session, student, competency);
  await decide(session, 'excuse', subject, null, (writer) =>
    addExcuse(writer, {
      student: subject.student.id,
      competency: subject.competency.id,
      reason,
      on,
      by: flags.by ?? session.who,
    }),
  );
}
