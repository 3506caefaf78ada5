/** Finding circles among things that come before each other. */

export interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * The edges of `added`, in order, that close a circle with `standing` and those before them; each
 * with the way round, starting and ending at its own source. Edges that close one are not kept.
 */
export function closingEdges<E extends Edge>(
  standing: readonly Edge[],
  added: readonly E[],
): { readonly edge: E; readonly way: readonly string[] }[] {
  const next = new Map<string, string[]>();
  const keep = ({ from, to }: Edge) => next.set(from, [...(next.get(from) ?? []), to]);
  for (const edge of standing) keep(edge);
  if (isAcyclic([...standing, ...added])) return [];
  const closing: { edge: E; way: string[] }[] = [];
  for (const edge of added) {
    const back = wayBetween(next, edge.to, edge.from);
    if (back === null) keep(edge);
    else closing.push({ edge, way: [edge.from, ...back] });
  }
  return closing;
}

/** Takes away what nothing comes before, until nothing is left or a circle is. */
function isAcyclic(edges: readonly Edge[]): boolean {
  const before = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    before.set(from, before.get(from) ?? 0);
    before.set(to, (before.get(to) ?? 0) + 1);
    const after = next.get(from);
    if (after === undefined) next.set(from, [to]);
    else after.push(to);
  }
  const free = [...before].filter(([, count]) => count === 0).map(([node]) => node);
  let removed = 0;
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    removed++;
    for (const after of next.get(node) ?? []) {
      const count = (before.get(after) ?? 0) - 1;
      before.set(after, count);
      if (count === 0) free.push(after);
    }
  }
  return removed === before.size;
}

/** A way along the edges from `start` to `end`, both included; null when there is none. */
function wayBetween(
  next: ReadonlyMap<string, readonly string[]>,
  start: string,
  end: string,
): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === end) return trail(cameFrom, end);
    for (const after of next.get(node) ?? []) {
      if (cameFrom.has(after)) continue;
      cameFrom.set(after, node);
      waiting.push(after);
    }
  }
  return null;
}

function trail(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const way: string[] = [];
  for (let node: string | null = end; node !== null; node = cameFrom.get(node) ?? null) {
    way.unshift(node);
  }
  return way;
}
