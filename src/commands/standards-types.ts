/** What a framework of several item types may be recorded on, said once when it comes. */
import { guidKey } from '../core/importing/guids.js';
import type { StandardsRecord } from '../core/importing/records.js';
import { visible } from '../output/safe.js';

/**
 * A line for people where most of what nothing lies under is of one item type and some of others, and
 * the file does not say what is assessable; null: there is nothing to say.
 */
export function typesHint(records: readonly StandardsRecord[]): string | null {
  if (records.some(({ assessable }) => assessable !== '')) return null;
  const parents = new Set(records.map(({ parent }) => guidKey(parent)));
  const leaves = records.filter(
    ({ code, guid }) => !parents.has(guidKey(code)) && (guid === '' || !parents.has(guidKey(guid))),
  );
  const counts = new Map<string, number>();
  for (const { type } of leaves) if (type !== '') counts.set(type, (counts.get(type) ?? 0) + 1);
  const [most, ...others] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined || others.length === 0 || most[1] * 2 <= leaves.length) return null;
  const named = others.slice(0, 3).map(([type, count]) => `${count} ${type}`);
  const more = others.length > named.length ? ', …' : '';
  return visible(
    `${named.join(', ')}${more} can be recorded on too: --assessable "${most[0]}" leaves those out`,
  );
}
