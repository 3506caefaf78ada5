/** `pl rollup`: brings every mastery up to date and prints what changed since the last time. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { compareStudents, displayName, shownId } from '../core/names.js';
import { visible } from '../output/safe.js';
import type { Words } from '../output/words.js';
import type { Gradebook } from '../store/open.js';
import { lastRollup, type RollupReport, rollUp } from '../store/rollup.js';
import { loadStudents } from '../store/roster.js';
import { loadPathways, loadStandards } from '../store/standards.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .option('--full', 'judge every student again, not only those whose ledger moved')
    .option('--last', 'print the last rollup again, without a new one')
    .addHelpText(
      'after',
      '\nExamples:\n  pl rollup\n  pl rollup --json -o changes.json\n  pl rollup --last',
    )
    .action((flags: { full?: boolean; last?: boolean }) => rollup(session, flags));
}

async function rollup(session: Session, flags: { full?: boolean; last?: boolean }): Promise<void> {
  const book = await session.book();
  const report =
    flags.last === true
      ? lastRollup(book)
      : rollUp(book, session.instant, session.today, flags.full === true);
  if (report === null) throw new PlError('not_found', 'there has been no rollup yet', 'pl rollup');
  const facts = readableReport(book, report);
  if (session.format === 'json') session.printJson(facts);
  else if (session.format === 'csv')
    await session.printCsv(
      CHANGE_COLUMNS,
      facts.changes.map((change) => CHANGE_COLUMNS.map((column) => change[column])),
    );
  else session.print(page(facts, report, book, session.words));
}

const CHANGE_COLUMNS = [
  'student_id',
  'competency',
  'from',
  'to',
  'score_from',
  'score_to',
] as const;

/** The report in the ids and codes that schools know, by student and framework order. */
function readableReport(book: Gradebook, report: RollupReport) {
  const students = new Map(loadStudents(book).map((student) => [student.id, student]));
  const sorted = [...students.values()].sort(compareStudents);
  const place = new Map(sorted.map(({ id }, index) => [id, index]));
  const standards = loadStandards(book);
  const order = new Map(standards.ordered.map(({ id }, index) => [id, index]));
  const pathways = loadPathways(book);
  const nameOf = new Map<number, string>([
    ...pathways.map(({ id, name }) => [id, name] as const),
    ...pathways.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const)),
    ...[...standards.frameworks.values()].map(({ id, name }) => [id, name] as const),
    ...standards.ordered.map(({ id, code }) => [id, code] as const),
  ]);
  const idOf = (id: number) => {
    const student = students.get(id);
    return student === undefined ? '' : shownId(student);
  };
  const changes = report.changes
    .filter(({ student, competency }) => students.has(student) && order.has(competency))
    .sort(
      (a, b) =>
        (place.get(a.student) ?? 0) - (place.get(b.student) ?? 0) ||
        (order.get(a.competency) ?? 0) - (order.get(b.competency) ?? 0),
    )
    .map(({ student, competency, from, to, scoreFrom, scoreTo }) => ({
      student_id: idOf(student),
      competency: standards.competencies.get(competency)?.code ?? '',
      from,
      to,
      score_from: scoreFrom,
      score_to: scoreTo,
    }));
  const newlyReady = report.newlyReady
    .filter(({ student }) => students.has(student))
    .sort((a, b) => (place.get(a.student) ?? 0) - (place.get(b.student) ?? 0))
    .map(({ student, pathway, stage }) => ({
      student_id: idOf(student),
      pathway: nameOf.get(pathway) ?? '',
      stage: nameOf.get(stage) ?? '',
    }));
  return {
    as_of: report.day,
    students: report.students,
    recomputed: report.recomputed,
    masteries: report.masteries,
    rules: report.rules,
    changes,
    newly_ready: newlyReady,
  };
}

/** More moves than this are counted and not listed to people. */
const LISTED = 20;

function page(
  facts: ReturnType<typeof readableReport>,
  report: RollupReport,
  book: Gradebook,
  { count, status, day }: Words,
): string {
  const names = new Map(
    loadStudents(book).map((student) => [shownId(student), displayName(student)]),
  );
  const moves = new Map<string, number>();
  for (const { from, to } of report.changes) {
    const move = `${from === null ? 'new' : status[from]} → ${status[to]}`;
    moves.set(move, (moves.get(move) ?? 0) + 1);
  }
  const lines = [
    `${day(facts.as_of)}: ${count(facts.recomputed, 'student')} judged again of ${facts.students}, ${count(facts.masteries, 'mastery', 'masteries')} in all`,
    ...(facts.changes.length === 0 ? ['  nothing changed since the last rollup'] : []),
    ...[...moves]
      .sort(([, a], [, b]) => b - a)
      .map(([move, n]) => `  ${String(n).padStart(5)}  ${move}`),
  ];
  const listed = facts.changes.filter(({ from }) => from !== null).slice(0, LISTED);
  for (const { student_id, competency, from, to } of listed) {
    lines.push(
      `  ${visible(`${names.get(student_id) ?? student_id}  ${competency}`)}: ${from === null ? 'new' : status[from]} → ${status[to]}`,
    );
  }
  if (facts.newly_ready.length > 0) lines.push(`newly ready: ${facts.newly_ready.length}`);
  for (const { student_id, pathway, stage } of facts.newly_ready.slice(0, LISTED)) {
    lines.push(
      `  ${visible(`${names.get(student_id) ?? student_id}: all of ${stage} met (${pathway})`)}`,
    );
  }
  if (facts.newly_ready.length > LISTED)
    lines.push(`  … and ${facts.newly_ready.length - LISTED} more (pl ready)`);
  return lines.join('\n');
}
