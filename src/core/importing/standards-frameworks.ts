/** Which frameworks a standards file is about. */
import { onlyOne } from '../grouping.js';
import { codeIndex } from '../matching/competencies.js';
import type { Framework } from '../model.js';
import type { Standards } from '../standards.js';
import { frameworkCalled } from './codes.js';
import { guidKey } from './guids.js';
import {
  type Counts,
  type Faults,
  type FrameworkRecord,
  type StandardsRecord,
  tally,
} from './records.js';

/** A framework that is new, or whose guid changes; a document that is renamed keeps the name that stands. */
export interface PlannedFramework {
  /** Null: it is new. */
  readonly before: Framework | null;
  readonly name: string;
  readonly guid: string | null;
}

export interface FrameworksPlan {
  readonly counts: Counts;
  readonly changed: readonly PlannedFramework[];
}

/**
 * The name by which the framework of a whole file stands: known by its guid, else by its name. `chosen`
 * is the one that the user names (`--framework`), which goes before both. Another framework with the
 * name and a guid of its own is a fault.
 */
export function wholeFramework(
  said: FrameworkRecord,
  chosen: string | null,
  standards: Standards,
  faults: Faults,
): string {
  if (chosen !== null) return frameworkCalled(standards, chosen)?.name ?? chosen;
  const known = frameworkWithGuid(standards, said.guid);
  if (known !== null) return known.name;
  const same = frameworkCalled(standards, said.name);
  if (same !== null && same.guid !== null && said.guid !== '') {
    const message = `the gradebook has another framework "${same.name}", with guid ${same.guid}: say with --framework NAME what this one is called`;
    faults.error(1, 'framework', 'framework_taken', message);
  }
  return same?.name ?? said.name;
}

/** The frameworks that rows name; those that name none are of the one `otherwise`. */
export function planFrameworks(
  records: readonly StandardsRecord[],
  standards: Standards,
  otherwise: string,
  whole: FrameworkRecord | null,
): FrameworksPlan {
  const named = new Map<string, string>();
  if (whole !== null) named.set(otherwise.toLowerCase(), otherwise);
  for (const record of records) {
    const name = record.framework || otherwise;
    if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), name);
  }
  const counts = tally();
  const changed: PlannedFramework[] = [];
  for (const [key, name] of named) {
    const before = frameworkCalled(standards, name);
    const own = whole !== null && key === otherwise.toLowerCase() ? whole : null;
    const guid = guidAfter(before, own, standards);
    const isSame = before !== null && before.guid === guid;
    counts[before === null ? 'add' : isSame ? 'unchanged' : 'update']++;
    if (!isSame) changed.push({ before, name: before?.name ?? name, guid });
  }
  return { counts, changed };
}

/** The guid that a framework then has; null: none. One that another framework has stays there. */
function guidAfter(
  before: Framework | null,
  whole: FrameworkRecord | null,
  standards: Standards,
): string | null {
  const standing = before?.guid ?? null;
  if (whole === null || whole.guid === '') return standing;
  if (standing !== null && guidKey(standing) === guidKey(whole.guid)) return standing;
  const holder = frameworkWithGuid(standards, whole.guid);
  const isFree = holder === null || holder.id === before?.id;
  return isFree ? whole.guid : standing;
}

function frameworkWithGuid(standards: Standards, guid: string): Framework | null {
  if (guid === '') return null;
  const key = guidKey(guid);
  const all = [...standards.frameworks.values()];
  return all.find((one) => one.guid !== null && guidKey(one.guid) === key) ?? null;
}

/**
 * The framework of rows that name none: the one that already holds these guids, else these codes, else
 * null; `many` when several do.
 */
export function frameworkHolding(
  standards: Standards,
  records: readonly Pick<StandardsRecord, 'code' | 'guid'>[],
): string | null | 'many' {
  const guids = new Set(records.flatMap(({ guid }) => (guid === '' ? [] : guidKey(guid))));
  const same = standards.ordered.filter(({ guid }) => guid !== null && guids.has(guidKey(guid)));
  const known = onlyOne([...new Set(same.map(standards.frameworkName))]);
  if (known !== null) return known;
  const find = codeIndex(standards);
  const holding = new Set(
    records.flatMap(({ code }) => find(code, null).map((one) => standards.frameworkName(one))),
  );
  if (holding.size > 1) return 'many';
  return [...holding][0] ?? null;
}
