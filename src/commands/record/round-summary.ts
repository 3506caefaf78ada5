/** What came of a round: for people in a few lines, for programs one row a student. */
import type { Competency } from '../../core/model.js';
import { displayName, shownId } from '../../core/names.js';
import { visible } from '../../output/safe.js';
import { readyText } from '../../output/sentences.js';
import type { Session } from '../session.js';
import type { Outcome, Round, Turn } from './round-walk.js';

interface Ended {
  /** Section and competency. */
  readonly heading: string;
  readonly round: Round;
  readonly competency: Competency;
  readonly turns: readonly Turn[];
}

export async function printSummary(session: Session, ended: Ended): Promise<void> {
  if (session.format === 'json') return session.print.json(summaryJson(ended));
  if (session.format === 'csv') {
    const rows = summaryJson(ended).students.map((row) => COLUMNS.map((column) => row[column]));
    return session.print.csv(COLUMNS, rows);
  }
  session.print.text(summaryLines(ended).map(visible).join('\n'));
}

const COLUMNS = [
  'student_id',
  'name',
  'competency',
  'outcome',
  'score',
  'possible',
  'note',
  'uid',
] as const;

function summaryJson({ round, competency, turns }: Ended) {
  const { ledger } = round;
  return {
    students: turns.map(({ student, outcome }) => {
      const piece = ledger.pieceOf(student);
      return {
        student_id: shownId(student),
        name: displayName(student),
        competency: competency.code,
        outcome,
        score: piece?.score ?? null,
        possible: piece?.possible ?? null,
        note: piece?.note ?? null,
        uid: ledger.uidOf(student),
      };
    }),
    newly_ready: turns.flatMap(({ student }) =>
      ledger.newlyReady(student).map(({ standing }) => ({
        student_id: shownId(student),
        pathway: standing.pathwayName,
        stage: standing.stage?.name ?? null,
      })),
    ),
  };
}

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ['recorded', 'recorded'],
  ['noted', 'with a note alone'],
  ['skipped', 'skipped'],
  ['absent', 'absent'],
  ['open', 'not reached'],
];

/** More names than these are counted: `--json` has every one. */
const SHOWN = 12;

function summaryLines({ heading, round, turns }: Ended): string[] {
  const of = (outcome: Outcome) => turns.filter((turn) => turn.outcome === outcome);
  const counts = OUTCOMES.filter(([outcome]) => outcome === 'recorded' || of(outcome).length > 0);
  const names = (outcome: Outcome) => {
    const all = of(outcome).map(({ student }) => round.called(student));
    const more = all.length > SHOWN ? ` … and ${all.length - SHOWN} more` : '';
    return `${all.slice(0, SHOWN).join(', ')}${more}`;
  };
  const ready = turns.flatMap(({ student }) =>
    round.ledger.newlyReady(student).map((stage) => readyText(round.called(student), stage)),
  );
  return [
    heading,
    `  ${counts.map(([outcome, words]) => `${of(outcome).length} ${words}`).join(', ')}`,
    ...(of('absent').length > 0 ? [`  absent: ${names('absent')}`] : []),
    ...(of('skipped').length > 0 ? [`  skipped: ${names('skipped')}`] : []),
    ...(of('open').length > 0 ? [`  not reached: ${names('open')}`] : []),
    ...ready.map((line) => `  ${line}`),
  ];
}
