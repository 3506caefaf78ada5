/** Who lies under whom after a standards file; a parent is in the file or stands, and none in a circle. */
import type { Standards } from '../standards.js';
import { codeOfKey, competencyKey, didYouMean, keyOfRef, keyOfStanding } from './codes.js';
import { closingEdges } from './cycles.js';
import type { Faults } from './records.js';
import { type Ref, standingRef } from './refs.js';
import { type CompetencyFinder, type Row, refOfRow } from './standards-rows.js';

/** The rows, with the headings that had to be made, and who is whose parent. */
export interface Tree {
  readonly rows: readonly Row[];
  readonly byKey: ReadonlyMap<string, Row>;
  readonly parentOf: ReadonlyMap<string, Ref | null>;
}

/** `speaksOfParents`: the rows replace the parents that stand; else every parent stays. */
export function planParents(
  rows: readonly Row[],
  standards: Standards,
  find: CompetencyFinder,
  speaksOfParents: boolean,
  faults: Faults,
): Tree {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const parent = (row: Row) =>
    speaksOfParents
      ? namedParent(row, byKey, find, faults)
      : standingRef(row.before?.parent ?? null);
  const tree = { rows, byKey, parentOf: new Map(rows.map((row) => [row.key, parent(row)])) };
  refuseCircles(tree, standards, faults);
  return tree;
}

function namedParent(
  { record, framework, key }: Row,
  byKey: Tree['byKey'],
  find: CompetencyFinder,
  faults: Faults,
): Ref | null {
  const { line, code, parent } = record;
  if (parent === '') return null;
  const parentKey = competencyKey(framework, parent);
  if (parentKey === key) {
    faults.error(line, 'parent', 'self_parent', `"${code}" is named as its own parent`);
    return null;
  }
  const inFile = byKey.get(parentKey);
  if (inFile !== undefined) return refOfRow(inFile);
  const standing = find(framework, parent, parent);
  if (standing !== null) return { id: standing.id };
  const codes = [...byKey.values()].map((row) => row.record.code);
  faults.error(
    line,
    'parent',
    'unknown_parent',
    `there is no competency "${parent}" in framework "${framework}"${didYouMean(parent, codes)}`,
  );
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
