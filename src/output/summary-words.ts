/** What stands out in a summary and what has moved, in sentences. */

import type { Day } from '../core/model.js';
import { type Figures, metMoves } from '../core/summary/figures.js';
import type { Finding, Findings } from '../core/summary/findings.js';
import { visible } from './safe.js';
import { titleBeside } from './titles.js';
import type { Words } from './words.js';

/** Strengths, areas for growth, and apart from both what most were not assessed on; '' for none. */
export function findingLines({ strengths, growth, unassessed }: Findings, words: Words): string {
  const { status } = words;
  const met = ({ met: n, enough }: Finding) =>
    `${n} of ${enough} with enough evidence: ${status.mastered}`;
  const below = ({ met: n, enough }: Finding) =>
    `${enough - n} of ${enough} with enough evidence: ${status.below}`;
  return [
    ...part(
      'Strengths',
      strengths.map((one) => named(one.figures, met(one))),
    ),
    ...part(
      'Areas for growth',
      growth.map((one) => named(one.figures, below(one))),
    ),
    ...part(`${words.head.not_assessed} with most students`, codeLines(unassessed)),
  ].join('\n');
}

/** So many codes a line. */
const A_LINE = 10;

function codeLines(all: readonly Figures[]): string[] {
  const codes = all.map(({ competency }) => competency.code);
  return Array.from({ length: Math.ceil(codes.length / A_LINE) }, (_, line) =>
    codes.slice(line * A_LINE, (line + 1) * A_LINE).join(', '),
  );
}

function named({ competency }: Figures, said: string): string {
  return `${competency.code} ${titleBeside(competency)}: ${said}`;
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [visible(title), ...lines.map((line) => `  ${visible(line)}`)];
}

/** What has moved since a day, a line a competency; '' where no day is compared. */
export function moveLines(all: readonly Figures[], since: Day | null, words: Words): string {
  if (since === null) return '';
  const lines = all.flatMap(({ competency, moves }) => {
    if (moves === null || moves.length === 0) return [];
    const { newlyMet, noLongerMet } = metMoves(moves);
    const each = moves.map(
      ({ from, to, students }) => `${students} ${words.status[from]} → ${words.status[to]}`,
    );
    const head = `${competency.code}  ${newlyMet} newly ${words.status.mastered}, ${noLongerMet} no longer`;
    return [`${head}: ${each.join(', ')}`];
  });
  const none = lines.length === 0 ? ['nothing has moved'] : lines;
  return part(`Since ${words.day(since)}`, none).join('\n');
}
