/** Teachers' decisions for people: what was decided, what the evidence says beside it, why and by whom. */

import type { Mastery } from '../core/mastery/judge.js';
import type { Excuse, Override } from '../core/model.js';
import { visible } from './safe.js';
import { standingText } from './sentences.js';
import { titleBeside } from './titles.js';
import type { Words } from './words.js';

/** "2 Developing (score 2), not yet": how a mastery would stand by the evidence alone. */
export function evidenceText(
  { competency, calculated }: Pick<Mastery, 'competency' | 'calculated'>,
  words: Words,
): string {
  const none = { override: null, excuse: null, disputed: false };
  return standingText({ ...calculated, ...none, competency, calculated }, words);
}

/** Three lines of a list: whom and what it is about, what the evidence says, and the reason. */
export function decidedLines(
  name: string,
  mastery: Mastery,
  { reason, by, on }: Override | Excuse,
  words: Words,
): string[] {
  const { competency } = mastery;
  const about = `${name} · ${competency.code} ${titleBeside(competency)}`;
  const who = by === null ? '' : `, ${by}`;
  return [
    `${about}: ${standingText(mastery, words)}`,
    `  by the evidence: ${evidenceText(mastery, words)}`,
    `  because: ${reason} (${words.day(on)}${who})`,
  ].map(visible);
}
