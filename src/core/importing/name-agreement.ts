/** Whether a name that comes under a known id may be the same child's: written otherwise, or changed in part. */
import { folded } from '../names.js';

export interface WrittenName {
  readonly given: string;
  readonly family: string;
  /** Null or '': none. */
  readonly preferred: string | null;
}

/** Whether both her given and her family name are others: neither turned round, shortened nor split. */
export function isOtherName(before: WrittenName, now: WrittenName): boolean {
  const known = partsOf(before.given, before.preferred ?? '', before.family);
  const said = partsOf(now.given, now.preferred ?? '', now.family);
  if (known.length === 0 || said.length === 0) return false;
  return !agree(known, said);
}

/** Whether her name differs in more than capitals and accents. */
export function isRenamed(before: WrittenName, now: WrittenName): boolean {
  const text = ({ given, family }: WrittenName) => partsOf(given, family).join(' ');
  return text(before) !== text(now);
}

function partsOf(...names: readonly string[]): string[] {
  return names.flatMap((name) =>
    folded(name)
      .split(/[\s\-.,'()]+/)
      .filter((part) => part !== ''),
  );
}

/** They share a part, or a single letter of one begins a part of the other in the same place. */
function agree(known: readonly string[], said: readonly string[]): boolean {
  return (
    said.some((part) => known.includes(part)) ||
    isInitialOf(said[0] ?? '', known[0] ?? '') ||
    isInitialOf(known[0] ?? '', said[0] ?? '')
  );
}

function isInitialOf(letter: string, part: string): boolean {
  return [...letter].length === 1 && part.startsWith(letter);
}
