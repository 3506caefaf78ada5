/** Which competency is meant: at the keyboard by parts of a code or words, in files by the exact code. */
import { groupBy } from '../grouping.js';
import type { Competency } from '../model.js';
import { folded } from '../names.js';
import type { Standards } from '../standards.js';
import type { Match } from './students.js';
import { closest } from './suggest.js';

/**
 * At the keyboard: an exact guid wins, then an exact code; else a code whose parts (split at `.` `-` `/`) hold the typed
 * parts in that order, the last being the code's last, so that `rp.1` finds 6.RP.A.1 and not
 * 6.RP.A.10; else words of the label, then of the statement, unless what was typed is plainly a code:
 * one that there is not must not be taken for another whose label begins alike. `FRAMEWORK:code` tells
 * two apart.
 */
export function matchCompetency(
  standards: Standards,
  candidates: readonly Competency[],
  typed: string,
): Match<Competency> {
  const { framework, code } = splitFramework(standards, typed);
  const among =
    framework === null ? candidates : candidates.filter((one) => one.framework === framework);
  const wanted = folded(code);
  if (wanted === '') return { kind: 'none', near: [] };
  for (const fits of isCode(wanted) ? OF_CODES : [...OF_CODES, ...OF_WORDS]) {
    const found = among.filter((one) => fits(one, wanted));
    const [one] = found;
    if (found.length === 1 && one !== undefined) return { kind: 'one', found: one };
    if (found.length > 1) return { kind: 'several', candidates: found };
  }
  return {
    kind: 'none',
    near: closest(wanted, among, (one) => [folded(one.code), ...parts(folded(one.code))]),
  };
}

/**
 * In files: the exact guid, else the exact code, without regard to case; `FRAMEWORK:code` where two
 * frameworks share it.
 */
export type CodeIndex = (code: string, framework: string | null) => readonly Competency[];

/** Finds competencies by exact guid or code, in one framework or in all. */
export function codeIndex(standards: Standards): CodeIndex {
  const byCode = groupBy(standards.ordered, (one) => one.code.toLowerCase());
  const byGuid = groupBy(
    standards.ordered.filter(({ guid }) => guid !== null),
    ({ guid }) => guid?.toLowerCase() ?? '',
  );
  const within = (code: string, framework: string | null) => {
    const key = code.toLowerCase();
    const found = byGuid.get(key) ?? byCode.get(key) ?? [];
    if (framework === null) return found;
    return found.filter(
      (one) => standards.frameworkName(one).toLowerCase() === framework.toLowerCase(),
    );
  };
  return (code, framework) => {
    const found = within(code, framework);
    if (found.length > 0) return found;
    for (const [name, own] of splits(code)) {
      const named = within(own.trim(), name);
      if (named.length > 0) return named;
    }
    return found;
  };
}

/** `FRAMEWORK:code`, by which nothing else is meant; the guid for the code where that is repeated. */
export function fullCode(standards: Standards, one: Competency): string {
  return `${standards.frameworkName(one)}:${ownCode(standards, one)}`;
}

/** By what a competency is known within its framework: the code, or the guid where that is repeated. */
export function ownCode(standards: Standards, one: Competency): string {
  return standards.isRepeated(one) ? (one.guid ?? one.code) : one.code;
}

type Fits = (one: Competency, wanted: string) => boolean;

const OF_CODES: readonly Fits[] = [
  (one, wanted) => one.guid !== null && folded(one.guid) === wanted,
  (one, wanted) => folded(one.code) === wanted,
  (one, wanted) => endsWithParts(parts(folded(one.code)), parts(wanted)),
];

const OF_WORDS: readonly Fits[] = [
  (one, wanted) => hasWords(one.label ?? '', wanted),
  (one, wanted) => hasWords(one.statement, wanted),
];

/** Parts with a digit among them, and no blank: nobody writes words so. */
function isCode(typed: string): boolean {
  return /^\S+$/.test(typed) && /[.\-/]/.test(typed) && /\d/.test(typed);
}

function splitFramework(standards: Standards, typed: string) {
  for (const [name, code] of splits(typed)) {
    const wanted = name.toLowerCase();
    const framework = [...standards.frameworks.values()].find(
      (one) => one.name.toLowerCase() === wanted,
    );
    if (framework !== undefined) return { framework: framework.id, code };
  }
  return { framework: null, code: typed };
}

/** Each way to read a text as `FRAMEWORK:code`, the longest name first: names may have colons too. */
function splits(text: string): (readonly [name: string, code: string])[] {
  const colons = [...text.slice(0, LONGEST_NAME).matchAll(/:/g)]
    .map(({ index }) => index)
    .reverse();
  return colons
    .map((at) => [text.slice(0, at).trim(), text.slice(at + 1)] as const)
    .filter(([name]) => name !== '');
}

/** Characters of a text in which the name of a framework is looked for. */
const LONGEST_NAME = 500;

/** A code split at `.` `-` `/` and blanks. */
export function parts(code: string): string[] {
  return code.split(/[.\-/\s]+/).filter((part) => part !== '');
}

/** The typed parts occur in the code in that order, the last typed being the code's last. */
export function endsWithParts(code: readonly string[], typed: readonly string[]): boolean {
  if (typed.length === 0 || typed.at(-1) !== code.at(-1)) return false;
  let at = 0;
  for (const part of typed.slice(0, -1)) {
    at = code.indexOf(part, at) + 1;
    if (at === 0 || at >= code.length) return false;
  }
  return true;
}

function hasWords(text: string, wanted: string): boolean {
  const own = folded(text).split(/[^\p{L}\p{N}]+/u);
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => own.some((mine) => mine.startsWith(word)));
}
