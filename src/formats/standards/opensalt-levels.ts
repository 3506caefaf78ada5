/** The smartLevel of OpenSALT's spreadsheets: the place of an item in the tree, such as 3.6.2.1. */
import type { Faults } from '../../core/importing/records.js';

export interface Leveled {
  readonly line: number;
  readonly level: string;
  /** How the item is known. */
  readonly key: string;
}

export interface Place {
  /** How its parent is known; '' at the top. */
  readonly parent: string;
  readonly order: string;
}

/** Where each item lies, by its line; an item without a level is at the top, after the others. */
export function placesOf(items: readonly Leveled[], faults: Faults): ReadonlyMap<number, Place> {
  const byLevel = new Map<string, Leveled>();
  for (const item of items) {
    if (item.level === '') continue;
    const first = byLevel.get(item.level);
    if (first === undefined) byLevel.set(item.level, item);
    else {
      const message = `smartLevel ${item.level} stands already on line ${first.line}`;
      faults.error(item.line, 'level', 'duplicate_level', message);
    }
  }
  return new Map(
    items.toSorted(byPlace).map((item, index) => {
      const parent = parentOf(item, byLevel, faults);
      return [item.line, { parent, order: String(index + 1) }];
    }),
  );
}

function parentOf(
  { line, level }: Leveled,
  byLevel: ReadonlyMap<string, Leveled>,
  faults: Faults,
): string {
  const above = level.slice(0, Math.max(0, level.lastIndexOf('.')));
  if (above === '') return '';
  const parent = byLevel.get(above);
  if (parent === undefined) {
    const message = `nothing has the smartLevel ${above}, under which ${level} would be`;
    faults.error(line, 'level', 'unknown_parent', message);
  }
  return parent?.key ?? '';
}

/** By each part as a number: 3.2 before 3.10. */
function byPlace(a: Leveled, b: Leveled): number {
  if (a.level === '' || b.level === '') return a.level === b.level ? 0 : a.level === '' ? 1 : -1;
  const [left, right] = [a.level.split('.'), b.level.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = Number(left[at] ?? -1) - Number(right[at] ?? -1);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return a.line - b.line;
}
