/** Which competency the header of a wide sheet names: teachers write codes, labels, or both. */
import type { Competency } from '../model.js';
import { folded } from '../names.js';
import type { Standards } from '../standards.js';
import { type CodeIndex, codeIndex } from './competencies.js';
import { nearHeader } from './near-headers.js';
import { saysNoScore } from './no-score-words.js';

/** What a header says; null when it names no competency. `near`: it does so but for a slip. */
export type HeaderMeaning =
  | { readonly kind: 'competency'; readonly found: Competency }
  | { readonly kind: 'heading'; readonly found: Competency }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Competency[] }
  | { readonly kind: 'near'; readonly candidates: readonly Competency[] }
  | null;

/**
 * Reads headers: an exact code without regard to case (`FRAMEWORK:code` tells two apart), an exact
 * label or statement, or a code followed by words ("RP.1 I can find a unit rate", "RP.1 result") that
 * do not say that the column is no score ("RP.1 comment"). A path before it (`Maths > RP.1`) and a
 * question around it ("How did it go? [RP.1]") are taken off. `framework` narrows where it looks; null:
 * everywhere.
 */
export function headerReader(
  standards: Standards,
  framework: string | null,
): (header: string) => HeaderMeaning {
  const find = codeIndex(standards);
  const worded = wordIndex(standards, framework);
  const near = nearHeader(standards, framework);
  const isCode = (code: string) => find(code, framework).some(standards.assessable);
  return (header) => {
    for (const text of forms(header)) {
      const exact = find(text, framework);
      const found =
        exact.length > 0 ? exact : (worded(text) ?? codeAndWords(text, find, framework));
      const meaning = meaningOf(standards, found);
      if (meaning !== null) return meaning;
    }
    for (const text of forms(header)) {
      const code = leadingCode(text, isCode);
      if (code !== null)
        return meaningOf(standards, find(code, framework).filter(standards.assessable));
    }
    // What another framework than the one that is named calls so is no slip.
    if (find(header, null).length > 0) return null;
    const candidates = forms(header).flatMap(near);
    return candidates.length === 0 ? null : { kind: 'near', candidates: [...new Set(candidates)] };
  };
}

/** The header as written, without what stands around it, and each without a word for a score. */
function forms(header: string): string[] {
  const bare = [header, /\[([^[\]]+)\]\s*$/.exec(header)?.[1], header.split(' > ').at(-1)];
  const texts = bare.flatMap((text) => (text === undefined ? [] : [text.trim()]));
  return [...new Set(texts.flatMap((text) => [text, text.replace(SCORE_WORD, '')]))];
}

/** "6.RP.A.1 result"; "mastery points" and the like beside it are another column. */
const SCORE_WORD = /(?<![\s:,-])[\s:,-]+(result|score|level|rating|mark)$/i;

/** The code that a text begins with, where words of its score follow it. A bare number or word is none. */
function leadingCode(text: string, isCode: (code: string) => boolean): string | null {
  for (const { code, index } of codesBefore(text)) {
    if (!/\d/.test(code) || !/[^\d]/.test(code) || !isCode(code)) continue;
    return saysNoScore(text.slice(index)) ? null : code;
  }
  return null;
}

/** What may be a code before each blank of a text: a header of a thousand words does not begin with one. */
function codesBefore(text: string): { readonly code: string; readonly index: number }[] {
  return [...text.slice(0, LONGEST_CODE).matchAll(/\s+/g)].map(({ index }) => ({
    code: text.slice(0, index).replace(/[:,\u2013\u2014-]+$/, ''),
    index,
  }));
}

/** Characters that a code has at most, the name of its framework before it. */
const LONGEST_CODE = 300;

function meaningOf(standards: Standards, found: readonly Competency[]): HeaderMeaning {
  const [one, ...others] = found;
  if (one === undefined) return null;
  if (others.length > 0) return { kind: 'ambiguous', candidates: found };
  return { kind: standards.assessable(one) ? 'competency' : 'heading', found: one };
}

/** Competencies by label, else by statement, without regard to case, accents and a last full stop. */
function wordIndex(
  standards: Standards,
  framework: string | null,
): (text: string) => readonly Competency[] | null {
  const wanted = framework?.toLowerCase();
  const among = standards.ordered.filter(
    (one) => wanted === undefined || standards.frameworkName(one).toLowerCase() === wanted,
  );
  const labels = new Map<string, Competency[]>();
  const statements = new Map<string, Competency[]>();
  for (const one of among) {
    if (!standards.assessable(one)) continue;
    add(labels, words(one.label ?? ''), one);
    add(statements, words(one.statement), one);
  }
  return (text) => labels.get(words(text)) ?? statements.get(words(text)) ?? null;
}

function add(index: Map<string, Competency[]>, key: string, one: Competency): void {
  if (key !== '') index.set(key, [...(index.get(key) ?? []), one]);
}

function words(text: string): string {
  return folded(text).replace(/(?<![.:!?])[.:!?]+$/, '');
}

/** A code, then the words of its own label or statement. */
function codeAndWords(
  text: string,
  find: CodeIndex,
  framework: string | null,
): readonly Competency[] {
  for (const { code, index } of codesBefore(text)) {
    const known = find(code, framework);
    if (known.length === 0) continue;
    const rest = words(text.slice(index).replace(/^[\s:,\u2013\u2014-]+/, ''));
    const found = known.filter(
      ({ label, statement }) => words(label ?? '') === rest || words(statement) === rest,
    );
    if (found.length > 0) return found;
  }
  return [];
}
