/** What the files of a roster in parts are known by: their names, and their columns. */
import type { Glimpse } from '../format.js';
import { normalHeader } from '../headers.js';

/** A kind of file, by its name in small letters alone; other spellings after it. */
interface Named {
  readonly stems: readonly string[];
}

/** A part that a file may be. */
export interface Fit<K extends string> {
  readonly key: K;
  /** It is called just so; else its name has other words too, and its columns decide. */
  readonly isExact: boolean;
}

/** Which of the parts this file is, by its name; null: none. The longest name wins. */
export function partOf<K extends string>(
  parts: Readonly<Record<K, Named>>,
  { stem }: Pick<Glimpse, 'stem'>,
): Fit<K> | null {
  const words = stem.split(/[^a-z]+/).filter((word) => word !== '');
  const runs = new Set(
    words
      .slice(0, 8)
      .flatMap((_, from) =>
        words.slice(from, from + 4).map((_, more) => words.slice(from, from + more + 1).join('')),
      ),
  );
  const fitting = (Object.keys(parts) as K[]).flatMap((key) =>
    parts[key].stems.filter((name) => runs.has(name)).map((name) => ({ key, name })),
  );
  fitting.sort((a, b) => b.name.length - a.name.length);
  const [best] = fitting;
  return best === undefined ? null : { key: best.key, isExact: best.name === words.join('') };
}

/** The parts of which there is a file with the columns of its vendor, in the order of the files. */
export function signedParts<K extends string>(
  parts: Readonly<Record<K, Named>>,
  signs: Readonly<Record<K, readonly string[]>>,
  files: readonly Glimpse[],
): K[] {
  return files.flatMap((file) => {
    const fit = partOf(parts, file);
    return fit !== null && hasColumns(file, ...signs[fit.key]) ? [fit.key] : [];
  });
}

/** Whether the file has every one of these columns (normalised headers; `|` between spellings). */
export function hasColumns({ headers }: Glimpse, ...wanted: readonly string[]): boolean {
  const there = new Set(headers.map(normalHeader));
  return wanted.every((names) => names.split('|').some((name) => there.has(name)));
}
