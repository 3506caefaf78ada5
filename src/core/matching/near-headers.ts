/**
 * Headers of a wide sheet that name no competency but nearly do: a slip in a code would otherwise drop
 * a whole column of scores, as if it were one of seats or totals.
 */
import type { Competency } from '../model.js';
import { folded } from '../names.js';
import type { Standards } from '../standards.js';
import { endsWithParts, parts } from './competencies.js';
import { saysNoScore } from './no-score-words.js';
import { slips } from './suggest.js';

/** Competencies that a header may have meant, nearest first; none where it means something else. */
export type NearHeader = (header: string) => readonly Competency[];

/**
 * Looks among what can be recorded on, in one framework (without regard to case) or with null in all.
 * Near is: the same letters and digits; the parts of a code as one types them (`RP.1` for 6.RP.A.1); a
 * slip or two in a longer code; the same letters and digits in the word before other words.
 */
export function nearHeader(standards: Standards, framework: string | null): NearHeader {
  const among = standards.ordered.filter(
    (one) =>
      standards.assessable(one) &&
      (framework === null || folded(standards.frameworkName(one)) === folded(framework)),
  );
  const like = (fits: (one: Competency) => boolean) => among.filter(fits).slice(0, MOST);
  return (header) => {
    const wanted = folded(header);
    const bare = squeezed(wanted);
    if (bare === '') return [];
    const [first = '', ...rest] = wanted.split(' ');
    const ranks = [
      like((one) => [one.code, one.label ?? '', one.statement].map(squeezed).includes(bare)),
      isCodeLike(wanted)
        ? like((one) => endsWithParts(parts(folded(one.code)), parts(wanted)))
        : [],
      slipped(wanted, among).slice(0, MOST),
      rest.length > 0 && isCodeLike(first) && !saysNoScore(rest.join(' '))
        ? like((one) => squeezed(one.code) === squeezed(first))
        : [],
    ];
    return ranks.find((found) => found.length > 0) ?? [];
  };
}

/** More than so many are no suggestion. */
const MOST = 3;

/** Lower case letters and digits alone. */
function squeezed(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** "Total" and "12" are words and numbers of other columns. */
function isCodeLike(text: string): boolean {
  return /\d/.test(text) && /\p{L}/u.test(text);
}

/** Those that the fewest slips lead to. */
function slipped(wanted: string, among: readonly Competency[]): Competency[] {
  const offs = among.map((one) => slipsFrom(folded(one.code), wanted));
  const least = offs.reduce((a, b) => Math.min(a, b), FAR - 1);
  return among.filter((_, index) => offs[index] === least);
}

const FAR = 9;

/** The slips that lead to a code; `FAR` where there are more than its length lets pass. */
function slipsFrom(code: string, wanted: string): number {
  const shorter = Math.min(code.length, wanted.length);
  const most = shorter < 4 ? 0 : shorter < 6 ? 1 : 2;
  const isOther = /\d/.test(code) !== /\d/.test(wanted);
  if (isOther || Math.abs(code.length - wanted.length) > most) return FAR;
  const off = slips(code, wanted);
  return off <= most ? off : FAR;
}
