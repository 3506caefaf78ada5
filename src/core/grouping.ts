/** Things that belong together, in the order in which they come; and the one that stands alone. */

export function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const own = key(item);
    const group = groups.get(own);
    if (group === undefined) groups.set(own, [item]);
    else group.push(item);
  }
  return groups;
}

/** The thing in a list of one; null when there is none or several. */
export function onlyOne<T>(things: readonly T[]): T | null {
  return things.length === 1 ? (things[0] ?? null) : null;
}
