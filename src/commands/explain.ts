/** `pl explain`: the receipt of one result, score by score. */
import type { Command } from 'commander';
import { daysBetween } from '../core/day.js';
import { explain, type Receipt } from '../core/mastery/explain.js';
import type { Competency, Day, Id, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import type { Policy } from '../core/policy.js';
import { isStale } from '../core/progress.js';
import type { Yardstick } from '../core/standards.js';
import { earlierYear, type SchoolYear, yearOf } from '../core/years.js';
import { keysOf, type ReceiptFacts, receiptPage } from '../output/receipt-page.js';
import { wayText } from '../output/sentences.js';
import { conversionText, inWords, nextText, whyNotText } from '../output/sentences-receipt.js';
import { instantReader } from '../store/entries.js';
import { type Note, notesAbout } from '../store/notes.js';
import { loadYears } from '../store/years.js';
import { findCompetency } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import { type DayFlags, dayLine, dayOf, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

export function define(command: Command, session: Session): void {
  withDayFlags(command)
    .description(
      'how a result came about: every score, whether it counted, the formula, what would change it',
    )
    .argument('<student>', 'an id or a part of the name')
    .argument('<competency>', 'a code or words of the label')
    .option('--all', 'every score, also where many do not count')
    .addHelpText(
      'after',
      '\nExamples:\n  pl explain ana rp.1\n  pl explain ana rp.1 --as-of -30d\n  pl explain ana rp.1 --json',
    )
    .action((student: string, competency: string, flags: ExplainFlags) =>
      run(session, student, competency, flags),
    );
}

type ExplainFlags = DayFlags & { readonly all?: boolean };

interface About {
  readonly learning: Learning;
  readonly student: Student;
  readonly competency: Competency;
  readonly recordedAt: (entry: Id) => string;
  /** The day that is looked from. */
  readonly day: Day;
  /** What was said about it in words. */
  readonly notes: readonly Note[];
  readonly years: readonly SchoolYear[];
}

async function run(
  session: Session,
  typedStudent: string,
  typedCompetency: string,
  flags: ExplainFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  const student = await studentMeant(session, book, typedStudent, view);
  const competency = await findCompetency(session, learning.standards, typedCompetency);
  const receipt = explain(learning.standards, learning.showing(student.id), competency);
  const notes = notesAbout(book, student.id, view).filter(
    (note) => note.competency === competency.id,
  );
  const day = dayOf(session, view);
  const recordedAt = instantReader(book);
  const years = loadYears(book, view);
  const about = { learning, student, competency, recordedAt, day, notes, years };
  if (session.format === 'json') session.print.json(json(about, receipt));
  else if (session.format === 'csv') await printCsv(session, about, receipt);
  else session.print.text(dayLine(view, session.words) + page(session, about, receipt, flags));
}

function page(session: Session, about: About, receipt: Receipt, flags: ExplainFlags): string {
  const { learning, student, notes, day, years } = about;
  const facts: ReceiptFacts = {
    name: learning.called(student, session.idOf),
    uid: learning.uid,
    frameworkName: learning.standards.frameworkName,
    earlierYear: ({ observedOn }) => earlierYear(observedOn, day, years),
    notes,
    staleDays: isStale(learning.standards, receipt.mastery, about.day)
      ? daysSince(about, receipt)
      : null,
  };
  const { words, io } = session;
  return receiptPage(receipt, facts, { words, columns: io.width, all: flags.all === true });
}

/** Days from the last counting score to the day that is looked from; null without one. */
function daysSince({ day }: About, { mastery }: Receipt): number | null {
  const last = mastery.calculated.lastObservedOn;
  return last === null ? null : daysBetween(last, day);
}

function json(about: About, receipt: Receipt) {
  const { mastery, yardstick } = receipt;
  return {
    student_id: shownId(about.student),
    competency: about.competency.code,
    method: yardstick.policy.method,
    policy: policyJson(yardstick.policy),
    policy_from: nearestSource(yardstick),
    evidence: evidenceJson(about, receipt),
    score: mastery.score,
    mastery_at: yardstick.cut,
    level: mastery.level?.value ?? null,
    level_name: mastery.level?.name ?? null,
    status: mastery.status,
    in_words: inWords(receipt),
    next: nextText(receipt),
    policy_sources: Object.fromEntries(
      keysOf(yardstick.policy).map((key) => [key, yardstick.sources[key]]),
    ),
    name: displayName(about.student),
    framework: about.learning.standards.frameworkName(about.competency),
    calculated_level: mastery.calculated.level?.value ?? null,
    calculated_status: mastery.calculated.status,
    overridden: mastery.override !== null,
    disputed: mastery.disputed,
    notes: about.notes.map(({ on, text, by }) => ({ on, note: text, by })),
    unrounded: receipt.unrounded,
    margin: receipt.margin,
    stale: isStale(about.learning.standards, mastery, about.day),
    days_since: daysSince(about, receipt),
    ...outlookJson(about, receipt),
  };
}

/** What would change the status: what it rests on where it is met, else the ways to be met. */
function outlookJson({ learning }: About, { outlook, yardstick }: Receipt) {
  const met = outlook.kind === 'met' ? outlook : null;
  const open = outlook.kind === 'open' ? outlook : null;
  return {
    rests_on: met === null || met.restsOn === null ? null : learning.uid(met.restsOn),
    just_enough: met?.justEnough ?? false,
    lost_at: met?.lostAt ?? null,
    ways: (open?.ways ?? []).map((way) => ({
      count: way.count,
      at_least: way.atLeast,
      kinds: way.kinds,
      in_words: wayText(way, yardstick.scale, open?.kindsSoFar),
      new_kinds: way.newKinds,
      exactly: way.exactly,
    })),
  };
}

function policyJson(policy: Policy) {
  return Object.fromEntries(keysOf(policy).map((key) => [key, policy[key]]));
}

/** The nearest level that sets any key. */
function nearestSource({ policy, sources }: Yardstick): string {
  const set = keysOf(policy).map((key) => sources[key]);
  if (set.includes('competency')) return 'competency';
  return set.includes('framework') ? 'framework' : 'default';
}

function evidenceJson({ learning, recordedAt, years }: About, receipt: Receipt) {
  const { frameworkName } = learning.standards;
  return receipt.lines.map(({ piece, score, converted, whyNot, weight, scoreWithout }) => ({
    uid: learning.uid(piece),
    observed_on: piece.observedOn,
    recorded_at: recordedAt(piece.entry),
    kind: piece.kind,
    title: piece.title,
    score,
    counted: whyNot === null,
    why_not: whyNot === null ? null : whyNotText(whyNot, piece.kind, receipt.yardstick.policy),
    weight,
    score_without: scoreWithout,
    converted: converted === null ? null : conversionText(converted, frameworkName),
    year: yearOf(piece.observedOn, years)?.name ?? null,
  }));
}

/** `score` of the result comes as `result`, since each row has the score of its piece. */
const OUTER = [
  ...(['student_id', 'competency', 'method', 'policy_from', 'mastery_at', 'level'] as const),
  ...(['level_name', 'status', 'in_words', 'next', 'name', 'framework'] as const),
  ...(['calculated_level', 'calculated_status', 'overridden', 'disputed', 'margin'] as const),
];
const COLUMNS = [
  ...(['uid', 'observed_on', 'recorded_at', 'kind', 'title', 'score', 'counted'] as const),
  ...(['why_not', 'weight', 'score_without', 'converted', 'year'] as const),
];

async function printCsv(session: Session, about: About, receipt: Receipt): Promise<void> {
  const whole = json(about, receipt);
  const outer = [...OUTER.map((key) => whole[key]), whole.score];
  const rows = whole.evidence.map((line) => [...outer, ...COLUMNS.map((key) => line[key])]);
  await session.print.csv([...OUTER, 'result', ...COLUMNS], rows);
}
