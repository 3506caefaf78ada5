/** How an import knows competencies by framework and code, and how its messages name them. */
import { readsLike } from '../lookalikes.js';
import { fullCode } from '../matching/competencies.js';
import { closest } from '../matching/suggest.js';
import type { Competency, Framework } from '../model.js';
import type { Standards } from '../standards.js';
import type { Ref } from './refs.js';

/**
 * By framework, code and guid without regard to case: the key of what has no id yet. Several items may
 * have one code, each with a guid of its own; `''` is no guid.
 */
export function competencyKey(framework: string, code: string, guid = ''): string {
  return `${framework}\n${code}\n${guid}`.toLowerCase();
}

export function keyOfStanding(standards: Standards, one: Competency): string {
  return competencyKey(standards.frameworkName(one), one.code, one.guid ?? '');
}

/** Null for what neither stands nor is made. */
export function keyOfRef(standards: Standards, ref: Ref): string | null {
  if ('key' in ref) return ref.key;
  const one = standards.competencies.get(ref.id);
  return one === undefined ? null : keyOfStanding(standards, one);
}

export function codeOfKey(key: string): string {
  return key.split('\n')[1] ?? key;
}

export function frameworkCalled(standards: Standards, name: string): Framework | null {
  const wanted = name.toLowerCase();
  return (
    [...standards.frameworks.values()].find((one) => one.name.toLowerCase() === wanted) ?? null
  );
}

/** How to write each so that nothing else is meant: "A:1.2, B:1.2". */
export function fullCodes(standards: Standards, found: readonly Competency[]): string {
  return found.map((one) => fullCode(standards, one)).join(', ');
}

/**
 * What is said of a code of several competencies, of one framework or of several. `framework`: the file
 * has a column for it.
 */
export function ambiguousCode(
  standards: Standards,
  code: string,
  found: readonly Competency[],
  framework = false,
): string {
  const several = new Set(found.map((one) => one.framework)).size > 1;
  const way = framework && several ? 'give a framework, or write' : 'write';
  return `several competencies have the code "${code}": ${way} ${fullCodes(standards, found)}`;
}

/** "; did you mean …?" for a code that matched nothing; empty when no code is near. */
export function didYouMean(code: string, codes: readonly string[]): string {
  const alike = codes.find((one) => one !== code && readsLike(one) === readsLike(code));
  if (alike !== undefined && alike.toLowerCase() !== code.toLowerCase())
    return `; "${alike}" reads like it, but has other letters, digits or signs that are not seen`;
  const [nearest] = closest(code.toLowerCase(), codes, (one) => [one.toLowerCase()]);
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
