/** `pl explain`: the receipt of one result, score by score. */
import type { Command } from 'commander';
import { explain, type Receipt } from '../core/mastery/explain.js';
import type { Competency, Id, Piece, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import {
  COMPETENCY_KEYS,
  type Policy,
  type PolicyKey,
  usesKey,
  writePolicyValue,
} from '../core/policy.js';
import type { Yardstick } from '../core/standards.js';
import { visible } from '../output/safe.js';
import { inWords, nextText, standingText, whyNotText } from '../output/sentences.js';
import type { Words } from '../output/words.js';
import { instantReader } from '../store/entries.js';
import { type Note, notesAbout } from '../store/evidence.js';
import { findCompetency, findStudent } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import { type DayFlags, dayLine, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(command)
    .description(
      'how a result came about: every score, whether it counted, the formula, what would change it',
    )
    .argument('<student>', 'an id or a part of the name')
    .argument('<competency>', 'a code or words of the label')
    .addHelpText('after', '\nExamples:\n  pl explain ana rp.1\n  pl explain ana rp.1 --json')
    .action((student: string, competency: string, flags: DayFlags) =>
      run(session, student, competency, flags),
    );
}

interface About {
  readonly learning: Learning;
  readonly student: Student;
  readonly competency: Competency;
  readonly recordedAt: (entry: Id) => string;
  /** What was said about it in words. */
  readonly notes: readonly Note[];
}

async function run(
  session: Session,
  typedStudent: string,
  typedCompetency: string,
  flags: DayFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  const student = await findStudent(session, learning.students(), typedStudent, view);
  const competency = await findCompetency(session, learning.standards, typedCompetency);
  const receipt = explain(learning.standards, learning.showing(student.id), competency);
  const notes = notesAbout(book, student.id, view).filter(
    (note) => note.competency === competency.id,
  );
  const about = { learning, student, competency, recordedAt: instantReader(book), notes };
  if (session.format === 'json') session.printJson(json(about, receipt));
  else if (session.format === 'csv') await printCsv(session, about, receipt);
  else session.print(dayLine(view, session.words) + page(about, receipt, session));
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
  };
}

/** The keys that the method uses. */
function keysOf(policy: Policy): PolicyKey[] {
  return COMPETENCY_KEYS.filter((key) => usesKey(policy.method, key));
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

function evidenceJson({ learning, recordedAt }: About, receipt: Receipt) {
  return receipt.lines.map(({ piece, score, whyNot, weight, scoreWithout }) => ({
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
  }));
}

const COLUMNS = [
  'uid',
  'observed_on',
  'recorded_at',
  'kind',
  'title',
  'score',
  'counted',
  'why_not',
  'weight',
  'score_without',
] as const;

async function printCsv(session: Session, about: About, receipt: Receipt): Promise<void> {
  const outer = [shownId(about.student), about.competency.code];
  const rows = evidenceJson(about, receipt).map((line) => [
    ...outer,
    ...COLUMNS.map((column) => line[column]),
  ]);
  await session.printCsv(['student_id', 'competency', ...COLUMNS], rows);
}

function page(about: About, receipt: Receipt, session: Session): string {
  const { words } = session;
  const { mastery, yardstick } = receipt;
  const { competency } = about;
  return [
    visible(
      `${about.learning.called(about.student, session.idOf)} · ${competency.code} ${competency.label ?? competency.statement}`,
    ),
    visible(`  ${standingText(mastery, words)}`),
    ...(mastery.override === null
      ? []
      : [
          visible(
            `  calculated without the teacher's judgement: ${mastery.calculated.level === null ? 'no level' : words.level(mastery.calculated.level)}, score ${mastery.score ?? 'none'}`,
          ),
        ]),
    '',
    ...(receipt.lines.length === 0
      ? ['  no scores yet']
      : receipt.lines.map((line) =>
          visible(`  ${lineText(about, line, yardstick, words)}`).replace(/^ */, '  '),
        )),
    '',
    visible(`  How: ${inWords(receipt, words)}`),
    visible(`  Next: ${nextText(receipt, words)}.`),
    ...about.notes.map(({ on, text, by }) =>
      visible(`  Note: ${words.day(on)}  ${text}${by === null ? '' : ` (${by})`}`),
    ),
    visible(`  Policy: ${policyText(yardstick)}`),
  ].join('\n');
}

/** The keys that were set, and those that people ask about. */
function policyText({ policy, sources }: Yardstick): string {
  return keysOf(policy)
    .filter(
      (key) =>
        sources[key] !== 'default' || ['method', 'recent', 'min_evidence', 'round'].includes(key),
    )
    .map((key) => `${key} ${writePolicyValue(key, policy[key])} (${sources[key]})`)
    .join(', ');
}

function lineText(
  { learning }: About,
  line: Receipt['lines'][number],
  { policy }: Yardstick,
  words: Words,
): string {
  const { piece, score, whyNot, weight, scoreWithout } = line;
  const work = piece.title === null ? piece.kind : `${piece.kind} "${piece.title}"`;
  const parts = [words.day(piece.observedOn), `score ${score ?? 'none'}`.padEnd(9), work];
  if (whyNot !== null) parts.push(`does not count: ${whyNotText(whyNot, piece.kind, policy)}`);
  else {
    const carries = weight === null ? '' : `weight ${percent(weight)}, `;
    parts.push(`(${carries}without it ${scoreWithout ?? 'nothing'})`);
  }
  return `${parts.join('  ')}  ${uidOf(learning, piece)}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function uidOf(learning: Learning, piece: Piece): string {
  return learning.uid(piece);
}
