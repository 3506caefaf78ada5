/** The order of items under one parent: by sequence number, then the printed bullet, then the code. */
import { groupBy } from '../../core/grouping.js';
import { compareCodes } from '../../core/standards.js';
import type { CaseItem } from './case-items.js';

interface Place {
  readonly parent: string;
  readonly sequence: number | null;
}

/**
 * The order of each item as a text: its sequence number where all of its siblings have different ones,
 * else its rank among them, from 1.
 */
export function ordersOf(
  items: readonly CaseItem[],
  placeOf: (item: CaseItem) => Place,
): ReadonlyMap<CaseItem, string> {
  const orders = new Map<CaseItem, string>();
  const sequence = (item: CaseItem) => placeOf(item).sequence;
  for (const siblings of groupBy(items, (item) => placeOf(item).parent).values()) {
    const numbers = new Set(siblings.map(sequence));
    if (numbers.size === siblings.length && !numbers.has(null)) {
      for (const item of siblings) orders.set(item, String(sequence(item)));
      continue;
    }
    const sorted = [...siblings].sort(
      (a, b) =>
        compareNumbers(sequence(a), sequence(b)) ||
        compareCodes(a.bullet, b.bullet) ||
        compareCodes(a.record.code, b.record.code),
    );
    sorted.forEach((item, index) => {
      orders.set(item, String(index + 1));
    });
  }
  return orders;
}

/** What has no number comes last. */
function compareNumbers(a: number | null, b: number | null): number {
  return a === b ? 0 : (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE);
}
