/**
 * The stated conversion from levels to letters: rules in order, of which the first that holds gives
 * the letter. Read from one text and written back as that text:
 *
 *     letters  = rule { ";" rule } [ ";" "else" LETTER ]
 *     rule     = LETTER ":" condition { "and" condition }
 *     condition = "mean" N | "min" N | "most" N | "met" P% | "assessed" P% | "enough" P%
 *               | "stage" NAME | K "of" NAME
 *
 * NAME is the name or title of a stage, in quotes where it holds `;`, a quote or the word "and".
 */

/** What a rule asks for. Levels are on the framework's scale, shares in percent over 0 to 100. */
export type Condition =
  /** The average of the results is at least so much. */
  | { readonly kind: 'mean'; readonly level: number }
  /** No result is under this level. */
  | { readonly kind: 'min'; readonly level: number }
  /** More than half of the results are at this level or better. */
  | { readonly kind: 'most'; readonly level: number }
  /** So many of the results are met. */
  | { readonly kind: 'met'; readonly percent: number }
  /** So many of what is asked are not "not assessed". */
  | { readonly kind: 'assessed'; readonly percent: number }
  /** So many of what is asked have enough evidence for a result. */
  | { readonly kind: 'enough'; readonly percent: number }
  /** All that a stage asks for is met (`count` null), or so many of its requirements. */
  | { readonly kind: 'stage'; readonly name: string; readonly count: number | null };

export interface LetterRule {
  readonly letter: string;
  /** At least one; all must hold. */
  readonly conditions: readonly Condition[];
}

/** A whole conversion. */
export interface Letters {
  /** Best letter first; one letter may stand in several rules. At least one rule. */
  readonly rules: readonly LetterRule[];
  /** The letter where every rule was judged and none holds; null: then there is none. */
  readonly otherwise: string | null;
}

/** What was read, or why it cannot be. */
export type ReadLetters =
  | { readonly letters: Letters; readonly fault: null }
  | { readonly letters: null; readonly fault: string };

const CONDITIONS =
  'mean N, min N, most N, met P%, assessed P%, enough P%, stage NAME or K of STAGE';

export const LETTERS_ALLOWED = `rules such as "A: min 3 and most 4; B: mean 3; else F" of ${CONDITIONS}; or none`;

/** The conversion that `text` states; otherwise the first fault, which says what is allowed. */
export function readLetters(text: string): ReadLetters {
  const rules: LetterRule[] = [];
  let otherwise: string | null = null;
  for (const part of split(text, ';')) {
    if (otherwise !== null) return fault(`"else ${otherwise}" comes last, before "${part}"`);
    const last = /^else\s+(.+)$/is.exec(part)?.[1];
    if (last !== undefined) {
      if (!isLetter(last)) return fault(badLetter(last));
      otherwise = last;
      continue;
    }
    const rule = readRule(part);
    if (typeof rule === 'string') return fault(rule);
    rules.push(rule);
  }
  if (rules.length === 0) return fault(`there is no rule: ${LETTERS_ALLOWED}`);
  return { letters: { rules, otherwise }, fault: null };
}

/** The conversion of a text that was read before, as a policy keeps it. */
export function lettersOf(text: string): Letters {
  const { letters, fault } = readLetters(text);
  if (letters === null) throw new Error(fault);
  return letters;
}

/** The text that `readLetters` reads back. */
export function writeLetters({ rules, otherwise }: Letters): string {
  const parts = rules.map(
    ({ letter, conditions }) => `${letter}: ${conditions.map(writeCondition).join(' and ')}`,
  );
  return [...parts, ...(otherwise === null ? [] : [`else ${otherwise}`])].join('; ');
}

/** One condition as it is written in a conversion. */
export function writeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'mean':
    case 'min':
    case 'most':
      return `${condition.kind} ${condition.level}`;
    case 'met':
    case 'assessed':
    case 'enough':
      return `${condition.kind} ${condition.percent}%`;
    case 'stage':
      return `${condition.count === null ? 'stage' : `${condition.count} of`} ${writeName(condition.name)}`;
  }
}

/** Whether a text of `letters` names a level: `mean`, `min` or `most`. */
export function asksForLevels(text: string): boolean {
  return highestLevel(lettersOf(text)) !== null;
}

/** The highest level that any rule names; null where none names a level. */
export function highestLevel({ rules }: Letters): number | null {
  const levels = rules.flatMap(({ conditions }) =>
    conditions.flatMap((one) => ('level' in one ? [one.level] : [])),
  );
  return levels.length === 0 ? null : Math.max(...levels);
}

function fault(message: string): ReadLetters {
  return { letters: null, fault: message };
}

function badLetter(text: string): string {
  return `"${text}" is no letter: 1 to 20 signs without : ; or quotes, other than else`;
}

function isLetter(text: string): boolean {
  return /^[^:;"'\p{Cc}]{1,20}$/u.test(text) && text.toLowerCase() !== 'else';
}

function readRule(text: string): LetterRule | string {
  const at = text.indexOf(':');
  if (at < 1) return `"${text}" is not LETTER: CONDITION, such as "A: mean 3.5"`;
  const letter = text.slice(0, at).trim();
  if (!isLetter(letter)) return badLetter(letter);
  const conditions: Condition[] = [];
  for (const part of split(text.slice(at + 1), 'and')) {
    const condition = readCondition(part);
    if (condition === null) {
      return `"${part}" is no condition: ${CONDITIONS}`;
    }
    conditions.push(condition);
  }
  return conditions.length > 0 ? { letter, conditions } : `the rule for ${letter} has no condition`;
}

function readCondition(text: string): Condition | null {
  const level = /^(mean|min|most)\s+(\d+(?:\.\d+)?)$/i.exec(text);
  if (level !== null) {
    const kind = level[1]?.toLowerCase() as 'mean' | 'min' | 'most';
    return { kind, level: Number(level[2]) };
  }
  const share = /^(met|assessed|enough)\s+(\d+(?:\.\d+)?)\s*%$/i.exec(text);
  if (share !== null) {
    const percent = Number(share[2]);
    if (percent <= 0 || percent > 100) return null;
    return { kind: share[1]?.toLowerCase() as 'met' | 'assessed' | 'enough', percent };
  }
  const stage = /^(?:stage|(\d{1,4})\s+of)\s+(.+)$/is.exec(text);
  if (stage === null) return null;
  const count = stage[1] === undefined ? null : Number(stage[1]);
  const name = unquoted(stage[2] ?? '');
  return name === null || count === 0 ? null : { kind: 'stage', name, count };
}

/** The parts of a text between separators that stand outside quotes; empty ones are left out. */
function split(text: string, separator: ';' | 'and'): string[] {
  const pattern =
    separator === ';'
      ? /"[^"]*"|'[^']*'|(;)|[^;"']+|["']/gs
      : /"[^"]*"|'[^']*'|(\s+and(?=\s))|[^\s"']+|\s+|["']/gis;
  const parts = [''];
  for (const [piece, mark] of text.matchAll(pattern)) {
    if (mark !== undefined) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A name without the quotes around it; null where quotes are left over or nothing is in them. */
function unquoted(text: string): string | null {
  const inside = /^"([^"]+)"$|^'([^']+)'$/s.exec(text);
  const name = (inside?.[1] ?? inside?.[2] ?? text).trim();
  if (name === '' || (inside === null && /["']/.test(text))) return null;
  return name;
}

function writeName(name: string): string {
  if (name.includes("'")) return `"${name}"`;
  return /[;"]|(^|\s)and(\s|$)/is.test(name) ? `'${name}'` : name;
}
