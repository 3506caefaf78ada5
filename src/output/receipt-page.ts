/** The receipt for people: the scores in columns, then how, what next and by which policy in sentences. */

import type { Receipt, ReceiptLine } from '../core/mastery/explain.js';
import type { Competency, Day, Piece } from '../core/model.js';
import {
  COMPETENCY_KEYS,
  type Policy,
  type PolicyKey,
  usesKey,
  writePolicyValue,
} from '../core/policy.js';
import type { Yardstick } from '../core/standards.js';
import { visible } from './safe.js';
import { levelText, standingText } from './sentences.js';
import { figure, share } from './sentences-formula.js';
import { conversionText, inWords, nextText, whyNotText } from './sentences-receipt.js';
import { titleBeside } from './titles.js';
import { width } from './width.js';
import type { Words } from './words.js';
import { hanging } from './wrap.js';

/** What the page says beside the receipt itself. */
export interface ReceiptFacts {
  /** The student as people call her. */
  readonly name: string;
  readonly uid: (piece: Piece) => string;
  readonly frameworkName: (competency: Competency) => string;
  /** Where a piece is of an earlier school year, from which; else null. */
  readonly earlierYear: (piece: Piece) => string | null;
  readonly notes: readonly {
    readonly on: Day;
    readonly text: string;
    readonly by: string | null;
  }[];
  /** Days since the last score, where they are more than the policy lets stand; else null. */
  readonly staleDays: number | null;
}

export interface ReceiptLook {
  readonly words: Words;
  /** Columns of the terminal; Infinity where nothing limits a line. */
  readonly columns: number;
  /** Every score, also many that do not count. */
  readonly all: boolean;
}

/** The page, without a line end at its end. */
export function receiptPage(receipt: Receipt, facts: ReceiptFacts, look: ReceiptLook): string {
  const { competency } = receipt.mastery;
  const { words, columns } = look;
  const sentence = (text: string) =>
    hanging(visible(text), columns - 2, 2).map((line) => `  ${line}`);
  return [
    ...hanging(
      visible(`${facts.name} · ${competency.code} ${titleBeside(competency)}`),
      columns,
      2,
    ),
    ...standingLines(receipt, facts, words).flatMap(sentence),
    '',
    ...scoreLines(receipt, facts, look),
    '',
    ...sentence(`How: ${inWords(receipt, words)}`),
    ...sentence(`Next: ${nextText(receipt, words)}.`),
    ...facts.notes.flatMap(({ on, text, by }) =>
      sentence(`Note: ${words.day(on)}  ${text}${by === null ? '' : ` (${by})`}`),
    ),
    ...sentence(`Policy: ${policyText(receipt.yardstick)}`),
  ].join('\n');
}

/** How it stands, and beside a teacher's judgement what was calculated. */
function standingLines(
  { mastery, yardstick }: Receipt,
  { staleDays }: ReceiptFacts,
  words: Words,
): string[] {
  const { calculated, override, disputed } = mastery;
  const lines = [standingText(mastery, words)];
  if (override !== null) {
    const { level, score, status } = calculated;
    const result = level === null ? '' : `${levelText(level, words)} (score ${score}), `;
    lines.push(
      `calculated without the teacher's judgement: ${result}${words.status[status]}${disputed ? '; a score entered after the judgement leads to this other level' : ''}`,
    );
  }
  if (staleDays !== null)
    lines.push(
      `the last score is ${words.count(staleDays, 'day')} old; after ${words.count(yardstick.policy.stale_after_days ?? 0, 'day')} it is marked as some time ago`,
    );
  return lines;
}

/** More scores than this that do not count are folded, but for the last few. */
const UNFOLDED = 8;
const LAST_FEW = 3;

function scoreLines(receipt: Receipt, facts: ReceiptFacts, look: ReceiptLook): string[] {
  if (receipt.lines.length === 0) return ['  no scores yet'];
  const idle = receipt.lines.filter(({ whyNot }) => whyNot !== null);
  const folds = !look.all && idle.length > UNFOLDED;
  const folded = new Set(folds ? idle.slice(0, -LAST_FEW) : []);
  const rows = receipt.lines
    .filter((line) => !folded.has(line))
    .map((line) => cellsOf(line, receipt, facts, look.words));
  const many = look.words.count(folded.size, 'score');
  const head = folds
    ? [`  … ${many} that ${folded.size === 1 ? 'does' : 'do'} not count (--all)`]
    : [];
  return [...inColumns(rows, look.columns, head)];
}

/** Day, score, share and result without it, and the work; a column that is empty throughout goes. */
function cellsOf(
  line: ReceiptLine,
  { yardstick: { policy } }: Receipt,
  { uid, frameworkName, earlierYear }: ReceiptFacts,
  words: Words,
): string[] {
  const { piece, score, converted, whyNot, weight, scoreWithout } = line;
  const what = piece.title === null ? piece.kind : `${piece.kind} "${piece.title}"`;
  const how = converted === null ? '' : ` (${conversionText(converted, frameworkName)})`;
  const why = whyNot === null ? '' : `, not counted: ${whyNotText(whyNot, piece.kind, policy)}`;
  const year = earlierYear(piece);
  const when = year === null ? '' : `, ${year}`;
  const work = `${what}${how}${when}${why} [${uid(piece)}]`;
  const counts = whyNot === null;
  return [
    words.day(piece.observedOn),
    score === null ? 'none' : figure(score),
    counts && weight !== null ? share(weight) : '',
    counts ? (scoreWithout === null ? 'none' : figure(scoreWithout)) : '',
    work,
  ].map(visible);
}

const TITLES = ['Day', 'Score', 'Weight', 'Without it', 'Work'] as const;
const GAP = 2;
/** The work is not squeezed into less. */
const WORK_AT_LEAST = 16;

/** The last column is wrapped into what is left of the line. */
function inColumns(
  rows: readonly (readonly string[])[],
  columns: number,
  under: readonly string[],
): string[] {
  const used = TITLES.map((_, at) => at).filter((at) => rows.some((row) => row[at] !== ''));
  const last = TITLES.length - 1;
  const widthOf = (at: number) =>
    Math.max(width(TITLES[at] ?? ''), ...rows.map((row) => width(row[at] ?? '')));
  const before = used.filter((at) => at !== last);
  const start = before.reduce((sum, at) => sum + widthOf(at) + GAP, GAP);
  const line = (row: readonly string[]) => {
    const cells = before.map((at) => aligned(row[at] ?? '', widthOf(at), at > 0) + ' '.repeat(GAP));
    const room = Math.max(WORK_AT_LEAST, columns - start);
    const [work = '', ...more] = hanging(row[last] ?? '', room, 0);
    return [
      `${' '.repeat(GAP)}${cells.join('')}${work}`.trimEnd(),
      ...more.map((text) => ' '.repeat(start) + text),
    ];
  };
  return [...line(TITLES), ...under, ...rows.flatMap(line)];
}

function aligned(text: string, columns: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, columns - width(text)));
  return right ? blanks + text : text + blanks;
}

/** The keys of a policy that its method uses. */
export function keysOf(policy: Policy): PolicyKey[] {
  return COMPETENCY_KEYS.filter((key) => usesKey(policy.method, key));
}

/** Keys that people ask about, also where nobody set them. */
const ASKED_ABOUT: readonly PolicyKey[] = [
  ...(['method', 'recent', 'weight', 'n', 'tie', 'kind_weights'] as const),
  ...(['round', 'min_evidence'] as const),
];

function policyText({ policy, sources }: Yardstick): string {
  return keysOf(policy)
    .filter((key) => sources[key] !== 'default' || ASKED_ABOUT.includes(key))
    .map((key) => `${key} ${writePolicyValue(key, policy[key])} (${sources[key]})`)
    .join(', ');
}
