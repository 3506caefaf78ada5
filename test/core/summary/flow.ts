/**
 * An exact solver for what a reader could work out: whole numbers on the edges of a network, each
 * between two bounds, what flows into a node flowing out of it. Tables with sums along rows, columns
 * and nested parts are such networks, so "can this cell be 4?" has a certain answer.
 */

/** `most`: Infinity where nothing bounds it. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly least: number;
  readonly most: number;
}

/** Whether there are whole numbers for all edges; the network is closed (no source and no sink). */
export function isPossible(edges: readonly Edge[]): boolean {
  const room = new Map<string, Map<string, number>>();
  const widen = (from: string, to: string, by: number) => {
    const out = room.get(from) ?? new Map<string, number>();
    room.set(from, out.set(to, (out.get(to) ?? 0) + by));
    if (!room.has(to)) room.set(to, new Map());
    const back = room.get(to);
    if (back !== undefined && !back.has(from)) back.set(from, 0);
  };
  let needed = 0;
  for (const { from, to, least, most } of edges) {
    if (least > most) return false;
    widen(from, to, Math.min(most, 10_000) - least);
    if (least === 0) continue;
    widen('*source', to, least);
    widen(from, '*sink', least);
    needed += least;
  }
  let flow = 0;
  for (let by = pushed(room); by > 0; by = pushed(room)) flow += by;
  return flow === needed;
}

/** Sends as much as one way allows from `*source` to `*sink`; 0 where there is no way. */
function pushed(room: Map<string, Map<string, number>>): number {
  const came = new Map<string, string>([['*source', '']]);
  const queue = ['*source'];
  for (const node of queue) {
    for (const [next, left] of room.get(node) ?? []) {
      if (left === 0 || came.has(next)) continue;
      came.set(next, node);
      queue.push(next);
    }
  }
  if (!came.has('*sink')) return 0;
  const way: (readonly [string, string])[] = [];
  for (let node = '*sink'; node !== '*source'; node = came.get(node) ?? '*source')
    way.push([came.get(node) ?? '*source', node]);
  const by = Math.min(...way.map(([from, to]) => room.get(from)?.get(to) ?? 0));
  for (const [from, to] of way) {
    room.get(from)?.set(to, (room.get(from)?.get(to) ?? 0) - by);
    room.get(to)?.set(from, (room.get(to)?.get(from) ?? 0) + by);
  }
  return by;
}
