/** `pl override`: a teacher's professional judgement over the calculated level, with a reason. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { addOverride } from '../store/evidence.js';
import { clear, decide, findSubject, reasonGiven } from './deciding.js';
import { withOtherDayName } from './options.js';
import { givenScore } from './record/piece.js';
import type { Session } from './session.js';

interface OverrideFlags {
  readonly reason?: string;
  readonly clear?: boolean;
  readonly on?: string;
  readonly by?: string;
}

export function define(command: Command, session: Session): void {
  withOtherDayName(command, '--date', 'on')
    .description(
      "set a level by the teacher's professional judgement; the calculated level stays visible",
    )
    .argument('<student>', 'an id or a part of the name')
    .argument('<competency>', 'a code or words of the label')
    .argument('[level]', "a number on the scale, or a level's name")
    .option('--reason <reason>', 'why (required)')
    .option('--clear', 'take the judgement back')
    .option('--on <date>', 'the day of the judgement (default: today)')
    .option('--by <name>', 'who judges, where that is not you')
    .addHelpText(
      'after',
      '\nExamples:\n  pl override ana rp.1 3 --reason "explained it twice at the board"\n  pl override ana rp.1 --clear',
    )
    .action(
      (student: string, competency: string, level: string | undefined, flags: OverrideFlags) =>
        override(session, student, competency, level, flags),
    );
}

async function override(
  session: Session,
  student: string,
  competency: string,
  level: string | undefined,
  flags: OverrideFlags,
): Promise<void> {
  if (flags.clear === true)
    return clear(session, 'override', await findSubject(session, student, competency));
  if (level === undefined)
    throw new PlError('usage', 'missing LEVEL: pl override STUDENT COMPETENCY LEVEL --reason R');
  const reason = reasonGiven(flags.reason);
  const on = session.pastDay(flags.on, '--on');
  const subject = await findSubject(session, student, competency);
  const value = givenScore(subject.learning.standards.yardstick(subject.competency).scale, level);
  await decide(session, 'override', subject, `level ${value}`, (writer) =>
    addOverride(writer, {
      student: subject.student.id,
      competency: subject.competency.id,
      level: value,
      reason,
      on,
      by: flags.by ?? session.who,
    }),
  );
}
