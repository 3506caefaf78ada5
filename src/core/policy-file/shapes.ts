/** Texts and maps where a policy file must have them; what is something else is a fault with its line. */
import type { Faults } from '../importing/records.js';
import { closest } from '../matching/suggest.js';
import type { FileNode, MapEntry } from './nodes.js';

/** The text of an entry; null, with a fault, where it has none. */
export function textAt(
  { key, line, value }: MapEntry,
  what: string,
  faults: Faults,
): string | null {
  if (value.kind === 'text' && value.text.trim() !== '') return value.text.trim();
  faults.error(line, key, 'wrong_shape', `"${key}" is ${what}`);
  return null;
}

/** The entries of a map that stands under a key; none where the key is not there or holds nothing. */
export function entriesOf(entry: MapEntry | undefined, faults: Faults): readonly MapEntry[] {
  return entry === undefined ? [] : entriesIn(entry.value, entry.key, faults);
}

/** The entries of a map by their keys, those that are `known`; any other is a fault. */
export function knownEntries(
  node: FileNode,
  key: string | null,
  known: readonly string[],
  faults: Faults,
): ReadonlyMap<string, MapEntry> {
  const entries = entriesIn(node, key, faults).filter((entry) => {
    if (known.includes(entry.key)) return true;
    sayUnknown(entry, 'key', entry.key, known, 'unknown_key', faults);
    return false;
  });
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** A word that is none of those that there are: the nearest, else all of them. */
export function sayUnknown(
  { key, line }: MapEntry,
  noun: string,
  word: string,
  known: readonly string[],
  code: string,
  faults: Faults,
): void {
  const [near] = closest(word.toLowerCase(), known, (one) => [one.toLowerCase()]);
  const meant = near === undefined ? `: ${known.join(', ')}` : `; did you mean "${near}"?`;
  faults.error(line, key, code, `there is no ${noun} "${word}"${meant}`);
}

function entriesIn(node: FileNode, key: string | null, faults: Faults): readonly MapEntry[] {
  if (node.kind === 'map') return node.entries;
  if (node.kind === 'text' && node.text.trim() === '') return [];
  const what = key === null ? 'the file' : `"${key}"`;
  faults.error(node.line, key, 'wrong_shape', `${what} holds keys with values, "KEY: VALUE"`);
  return [];
}
