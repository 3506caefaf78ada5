/** Who lies under whom after a standards file; a parent is in the file or stands, and none in a circle. */
import type { Standards } from '../standards.js';
import { codeOfKey, keyOfRef, keyOfStanding } from './codes.js';
import { closingEdges } from './cycles.js';
import { guidIn, isUuid } from './guids.js';
import type { AssociationRecord, Faults, FrameworkRecord } from './records.js';
import { isSameRef, type Ref, standingRef } from './refs.js';
import { type Ends, onlyEnd } from './standards-ends.js';
import { type Row, refOfRow } from './standards-rows.js';

/** The rows, with the headings that had to be made, and who is whose parent. */
export interface Tree {
  readonly rows: readonly Row[];
  readonly parentOf: ReadonlyMap<string, Ref | null>;
  /** Parents that are nowhere, known by a guid: links that end outside. */
  readonly outside: readonly AssociationRecord[];
}

/** How a file speaks of parents. */
interface ParentsOptions {
  readonly speaksOfParents: boolean;
  readonly whole?: FrameworkRecord | null;
}

/**
 * `speaksOfParents`: the rows replace the parents that stand; else every parent stays. `whole`: the file
 * says all of a framework, and an item whose parent is nowhere stands at the top.
 */
export function planParents(
  rows: readonly Row[],
  standards: Standards,
  ends: Ends,
  { speaksOfParents, whole = null }: ParentsOptions,
  faults: Faults,
): Tree {
  const outside: AssociationRecord[] = [];
  const parent = (row: Row) => {
    if (!speaksOfParents) return standingRef(row.before?.parent ?? null);
    if (whole === null || !isOutside(row, ends)) return namedParent(row, rows, ends, faults);
    const { line, code, guid, parent: target } = row.record;
    const message = `the parent of "${code}" is not in the file (${target}): it stands at the top`;
    faults.warning(line, 'parent', 'outside_parent', message);
    if (isUuid(guidIn(target)))
      outside.push({ line, source: guid || code, target, word: 'isChildOf', title: '' });
    return null;
  };
  const parentOf = new Map(rows.map((row) => [row.key, parent(row)]));
  const tree = { rows, parentOf, outside };
  refuseCircles(tree, standards, faults);
  return tree;
}

function isOutside({ record: { parent }, framework }: Row, ends: Ends): boolean {
  return parent !== '' && ends.within(framework, parent).length === 0;
}

function namedParent(row: Row, rows: readonly Row[], ends: Ends, faults: Faults): Ref | null {
  const { record, framework } = row;
  const { line, code, parent } = record;
  if (parent === '') return null;
  const meant = ends.within(framework, parent);
  const at = { line, field: 'parent', text: parent, code: 'unknown_parent' };
  const found = onlyEnd(meant, { ...at, where: ` in framework "${framework}"` }, rows, faults);
  if (found === null || !isSameRef(found, refOfRow(row))) return found;
  faults.error(line, 'parent', 'self_parent', `"${code}" is named as its own parent`);
  return null;
}

function refuseCircles(tree: Tree, standards: Standards, faults: Faults): void {
  const nodeOf = (row: Row) => keyOfRef(standards, refOfRow(row)) ?? row.key;
  const added = tree.rows.flatMap((row) => {
    const ref = tree.parentOf.get(row.key) ?? null;
    const parent = ref === null ? null : keyOfRef(standards, ref);
    return parent === null ? [] : [{ from: nodeOf(row), to: parent, line: row.record.line }];
  });
  const moved = new Set(tree.rows.map(nodeOf));
  const standing = standards.ordered.flatMap((one) => {
    const from = keyOfStanding(standards, one);
    const parent = one.parent === null ? undefined : standards.competencies.get(one.parent);
    if (parent === undefined || moved.has(from)) return [];
    return [{ from, to: keyOfStanding(standards, parent) }];
  });
  for (const { edge, way } of closingEdges(standing, added)) {
    faults.error(
      edge.line,
      'parent',
      'parent_cycle',
      `parents go in a circle: ${way.map(codeOfKey).join(' → ')}`,
    );
  }
}
