/** `pl overrides`: teachers' judgements beside what the evidence says, the disputed first. */
import type { Command } from 'commander';
import { disputedFirst } from '../core/decisions.js';
import type { Override } from '../core/model.js';
import { painter } from '../output/colour.js';
import { decidedLines } from '../output/decided.js';
import { visible } from '../output/safe.js';
import type { Words } from '../output/words.js';
import { type OtherDecision, otherJudgements } from '../store/merging/differences.js';
import {
  type DecisionFlags,
  type Decisions,
  overrideRows,
  printDecisions,
  type Row,
  reasonFacts,
  subjectFacts,
} from './decision-list.js';
import { withCompetencyFlags, withDayFlags, withStudentFlags } from './options.js';
import type { Session } from './session.js';

type OverridesFlags = DecisionFlags & { readonly disputed?: boolean };

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .option('--disputed', 'only those that newer evidence disputes')
    .addHelpText(
      'after',
      '\nExamples:\n  pl overrides\n  pl overrides --disputed --section 7A\n  pl overrides --csv -o overrides.csv',
    )
    .action((flags: OverridesFlags) => overrides(session, flags));
}

async function overrides(session: Session, flags: OverridesFlags): Promise<void> {
  const found = await overrideRows(session, flags);
  const sorted = disputedFirst(found.rows);
  const rows = flags.disputed === true ? sorted.filter(({ mastery }) => mastery.disputed) : sorted;
  const others = otherJudgements(await session.book(), found.view.horizon);
  const beside = ({ student, decided }: Row<Override>) => others(student.id, decided.competency);
  const facts = rows.map((row) => ({
    ...overrideFacts(found, row),
    beside:
      session.format === 'json'
        ? beside(row).map(({ level, reason, by, on }) => ({ judged: level, reason, by, on }))
        : beside(row)
            .map(({ level, by, on }) => `${level} (${[by, on].filter(Boolean).join(', ')})`)
            .join(';'),
  }));
  const lines = session.format === 'people' ? await page(session, found, rows, beside) : [];
  await printDecisions(session, found.view, 'overrides', COLUMNS, facts, lines);
}

function overrideFacts(found: Decisions<Override>, row: Row<Override>) {
  const { level, status, disputed } = row.mastery;
  return {
    ...subjectFacts(found, row),
    judged: row.decided.level,
    level: level?.value ?? null,
    level_name: level?.name ?? null,
    status,
    ...reasonFacts(row),
    disputed,
  };
}

const COLUMNS = [
  'student_id',
  'name',
  'framework',
  'competency',
  'statement',
  'judged',
  'level',
  'level_name',
  'status',
  'calculated_score',
  'calculated_level',
  'calculated_status',
  'reason',
  'by',
  'on',
  'disputed',
  'beside',
];

/** The disputed under a line of their own, as they are what one comes to look for. */
async function page(
  session: Session,
  { learning }: Decisions<Override>,
  rows: readonly Row<Override>[],
  beside: (row: Row<Override>) => readonly OtherDecision[],
): Promise<string[]> {
  const paint = await painter(session.colour);
  const part = (title: string, own: readonly Row<Override>[]) =>
    own.length === 0
      ? []
      : [
          paint.bold(`${title} (${own.length})`),
          ...own.flatMap((row) => [
            ...decidedLines(
              learning.called(row.student, session.idOf),
              row.mastery,
              row.decided,
              session.words,
            ),
            ...beside(row).map((other) => besideText(other, session.words)),
          ]),
          '',
        ];
  const disputed = rows.filter(({ mastery }) => mastery.disputed);
  const standing = rows.filter(({ mastery }) => !mastery.disputed);
  const lines = [
    ...part('disputed by newer evidence', disputed),
    ...part('not disputed', standing),
  ];
  return lines.slice(0, -1);
}

/** What somebody else judged who did not know of it, in another gradebook. */
function besideText({ level, reason, by, on }: OtherDecision, words: Words): string {
  const who = by === null ? '' : `, ${by}`;
  return visible(`  beside it: level ${level}: ${reason} (${words.day(on)}${who})`);
}
