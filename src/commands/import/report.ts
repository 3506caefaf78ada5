/** The report of an import in words: what it came to, and its problems grouped with the first few of each. */
import type { Problem } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import { isError } from '../../core/importing/skipping.js';
import { visible } from '../../output/safe.js';
import { english } from '../../output/words.js';
import type { ImportOutcome } from './outcome.js';

/** What came of the import: a line a kind of thing. */
export function summaryLine(outcome: ImportOutcome): string {
  const words = outcome.written ? DONE : PLANNED;
  const parts = Object.entries(outcome.counts).flatMap(([noun, counts]) => {
    const said = [
      counts.add > 0 ? `${counts.add} ${words.add}` : '',
      ...updates(outcome, noun, counts.update),
      (counts.remove ?? 0) > 0 ? `${counts.remove} ${words.remove}` : '',
      counts.unchanged > 0 ? `${counts.unchanged} unchanged` : '',
    ].filter((part) => part !== '');
    return said.length === 0 ? [] : [`  ${noun}: ${said.join(', ')}`];
  });
  return [heading(outcome), ...(parts.length === 0 ? ['  nothing to add'] : parts)].join('\n');
}

/** A student may change by being withdrawn, an enrollment by ending, or by other days alone. */
function updates({ written, ended }: ImportOutcome, noun: string, update: number): string[] {
  const words = written ? DONE : PLANNED;
  const over = ended?.[noun] ?? 0;
  const rest = update - over;
  const isEnrollment = noun === 'enrollments';
  return [
    over > 0 ? `${over} ${isEnrollment ? `${words.end} (left the section)` : words.withdraw}` : '',
    rest > 0 ? `${rest} ${words.update}${isEnrollment ? ' (other days)' : ''}` : '',
  ];
}

const DONE = {
  add: 'added',
  update: 'updated',
  end: 'ended',
  withdraw: 'withdrawn',
  remove: 'taken back',
};
const PLANNED = {
  add: 'to add',
  update: 'to update',
  end: 'to end',
  withdraw: 'to withdraw',
  remove: 'to take back',
};

function heading(outcome: ImportOutcome): string {
  const format = outcome.format === 'native' ? '' : ` (${outcome.format})`;
  if (outcome.written) {
    const left = outcome.left > 0 ? `, ${english.count(outcome.left, 'row')} left out` : '';
    return `${outcome.kind} imported${format}${left}`;
  }
  if (!outcome.problems.some(isError)) return `${outcome.kind}: a dry run, nothing was written`;
  const rows = outcome.kind === 'policy' ? '' : '; in the rows without errors';
  return `${outcome.kind}: not imported, nothing was written${rows}`;
}

/** How many problems of one code are shown before the rest are counted, and how many lines in all. */
const SHOWN = 5;
const MOST_LINES = 36;

/** How many lines of the file are named of those that are only counted. */
const LINES_NAMED = 4;

/**
 * Problems grouped by code, errors first, the first few lines of each: some forty lines however many
 * there are.
 */
export function problemLines(outcome: ImportOutcome): string[] {
  const groups = groupBy(
    outcome.problems,
    (problem) => `${isError(problem) ? 0 : 1} ${problem.code}`,
  );
  const sorted = [...groups].sort(([a, [first]], [b, [second]]) =>
    a[0] === b[0] ? (first?.line ?? 0) - (second?.line ?? 0) : a < b ? -1 : 1,
  );
  const kinds = Math.min(sorted.length, MOST_LINES / 2);
  const each = Math.max(1, Math.min(SHOWN, Math.floor(MOST_LINES / kinds) - 1));
  const lines: string[] = [];
  for (const [at, [, problems]] of sorted.entries()) {
    const more = groupLines(problems, each);
    if (lines.length + more.length > MOST_LINES) return [...lines, otherKinds(sorted.slice(at))];
    lines.push(...more);
  }
  return lines;
}

/** What is left, in one line. */
function otherKinds(groups: readonly (readonly [string, readonly Problem[]])[]): string {
  const count = groups.reduce((sum, [, problems]) => sum + problems.length, 0);
  return `… and ${counted(count)} of ${english.count(groups.length, 'other kind')}; --json lists all`;
}

function groupLines(problems: readonly Problem[], shown: number): string[] {
  const lines = problems.slice(0, shown).map(({ file, line, field, severity, message }) => {
    const where = field === null ? '' : ` ${visible(field)}:`;
    return `${file}:${line}: ${severity}:${where} ${message}`;
  });
  const rest = problems.slice(shown);
  const code = problems[0]?.code;
  return rest.length > 0
    ? [
        ...lines,
        `  … and ${counted(rest.length)} more like the last (${code})${linesOf(rest)}; --json lists all`,
      ]
    : lines;
}

/** The first lines of a file that are only counted; nothing where several files have them. */
function linesOf(problems: readonly Problem[]): string {
  const lines = [...new Set(problems.slice(0, 10 * LINES_NAMED).map(({ line }) => line))];
  const isOneFile = problems.every(({ file }) => file === problems[0]?.file);
  if (!isOneFile || lines.length < 2) return '';
  const named = lines.slice(0, LINES_NAMED).join(', ');
  return `, on lines ${named}${lines.length > LINES_NAMED ? ' …' : ''}`;
}

function counted(n: number): string {
  return n.toLocaleString('en');
}
