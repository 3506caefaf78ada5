/** The report of an import in words: what it came to, and its problems grouped with the first few of each. */
import type { Problem } from '../core/errors.js';
import { isError } from '../core/importing/skipping.js';
import { visible } from '../output/safe.js';
import { english } from '../output/words.js';
import type { ImportOutcome } from './import.js';

/** "imported: 48 students added; 2 sections added". */
export function summaryLine(outcome: ImportOutcome): string {
  const parts = Object.entries(outcome.counts).flatMap(([noun, { add, update, unchanged }]) => {
    const words = [
      add > 0 ? `${add} added` : '',
      update > 0 ? `${update} updated` : '',
      unchanged > 0 ? `${unchanged} unchanged` : '',
    ].filter((word) => word !== '');
    return words.length === 0 ? [] : [`  ${noun}: ${words.join(', ')}`];
  });
  const left =
    outcome.left > 0 && outcome.written ? `, ${english.count(outcome.left, 'row')} left out` : '';
  return [
    `${heading(outcome)}${left}`,
    ...(parts.length === 0 ? ['  nothing to add'] : parts),
  ].join('\n');
}

function heading(outcome: ImportOutcome): string {
  if (outcome.written) return `${outcome.kind} imported (${outcome.format})`;
  const errors = outcome.problems.some(isError);
  if (outcome.dryRun && !errors) return `${outcome.kind}: a dry run, nothing was written; it would`;
  return `${outcome.kind}: not imported, nothing was written; without the errors it would`;
}

/** How many problems of one kind are shown before the rest are counted. */
const SHOWN = 5;

/** Problems grouped by code, errors first, the first few lines of each. */
export function problemLines(outcome: ImportOutcome): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of outcome.problems) {
    const key = `${problem.severity === 'error' ? 0 : 1} ${problem.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.flatMap(([, problems]) => groupLines(problems));
}

function groupLines(problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, SHOWN).map(({ file, line, field, severity, message }) => {
    const where = field === null ? '' : ` ${visible(field)}:`;
    return `${file}:${line}: ${severity}:${where} ${message}`;
  });
  const more = problems.length - SHOWN;
  return more > 0
    ? [...lines, `  … and ${more} more like the last (${problems[0]?.code}); --json lists all`]
    : lines;
}
