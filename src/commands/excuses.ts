/** `pl excuses`: what is not asked of whom, and why, with what the evidence says meanwhile. */
import type { Command } from 'commander';
import type { Excuse } from '../core/model.js';
import { decidedLines } from '../output/decided.js';
import {
  type DecisionFlags,
  type Decisions,
  excuseRows,
  printDecisions,
  type Row,
  reasonFacts,
  subjectFacts,
} from './decision-list.js';
import { withCompetencyFlags, withDayFlags, withStudentFlags } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  pl excuses\n  pl excuses --section 7A\n  pl excuses --csv -o excuses.csv',
    )
    .action((flags: DecisionFlags) => excuses(session, flags));
}

async function excuses(session: Session, flags: DecisionFlags): Promise<void> {
  const found = await excuseRows(session, flags);
  const { learning, rows, view } = found;
  const facts = rows.map((row) => excuseFacts(found, row));
  const page = rows.flatMap(({ student, mastery, decided }) =>
    decidedLines(learning.called(student, session.idOf), mastery, decided, session.words),
  );
  await printDecisions(session, view, 'excuses', COLUMNS, facts, page);
}

function excuseFacts(found: Decisions<Excuse>, row: Row<Excuse>) {
  return { ...subjectFacts(found, row), ...reasonFacts(row) };
}

const COLUMNS = [
  'student_id',
  'name',
  'framework',
  'competency',
  'statement',
  'calculated_score',
  'calculated_level',
  'calculated_status',
  'reason',
  'by',
  'on',
];
