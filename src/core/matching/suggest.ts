/** Did you mean: what comes nearest to a word that matched nothing. */

/** How many slips of the finger turn one word into the other (insert, delete, replace, swap). */
export function slips(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [
    [],
    Array.from({ length: b.length + 1 }, (_, j) => j),
  ];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

/** Up to five things one of whose words is within two slips of what was typed, nearest first. */
export function closest<T>(
  typed: string,
  things: readonly T[],
  wordsOf: (thing: T) => readonly string[],
): T[] {
  const most = typed.length <= 3 ? 1 : 2;
  return things
    .map((thing) => ({
      thing,
      off: Math.min(
        ...wordsOf(thing).map((word) =>
          Math.abs(word.length - typed.length) > most ? 9 : slips(word, typed),
        ),
      ),
    }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off)
    .slice(0, 5)
    .map(({ thing }) => thing);
}
