/** Headings that come of a standards file: those it only names, and those it makes of what stands. */
import type { Id } from '../model.js';
import type { Standards } from '../standards.js';
import { competencyKey } from './codes.js';
import { type Faults, readFlag, type StandardsRecord } from './records.js';
import type { Tree } from './standards-parents.js';
import type { CompetencyFinder, Row } from './standards-rows.js';

/** A heading for each parent that neither is in the file nor stands, with its code for a statement. */
export function madeHeadings(rows: readonly Row[], find: CompetencyFinder): Row[] {
  const known = new Set(
    rows.flatMap(({ framework, record: { code, guid } }) => [
      competencyKey(framework, code),
      competencyKey(framework, guid),
    ]),
  );
  const made: Row[] = [];
  for (const { record, framework } of rows) {
    const key = competencyKey(framework, record.parent);
    if (record.parent === '' || known.has(key)) continue;
    if (find.meant(framework, record.parent, '') !== null) continue;
    known.add(key);
    made.push({ record: headingRecord(record), framework, key, before: null });
  }
  return made;
}

/** On the line of its first child, and with that child's framework, grade, subject and scale. */
function headingRecord(child: StandardsRecord): StandardsRecord {
  return {
    ...child,
    code: child.parent,
    statement: child.parent,
    label: '',
    parent: '',
    type: 'heading',
    order: '',
    assessable: '',
    essential: '',
    requires: [],
    guid: '',
    rule: '',
    points: '',
    required: '',
    policy: {},
  };
}

/** A heading is not recorded on: what has evidence may get children only when it stays assessable. */
export function refuseHeadingsWithEvidence(
  tree: Tree,
  standards: Standards,
  hasEvidence: (competency: Id) => boolean,
  faults: Faults,
): void {
  const told = new Set<Id>();
  for (const row of tree.rows) {
    const parent = tree.parentOf.get(row.key) ?? null;
    if (parent === null || !('id' in parent) || told.has(parent.id)) continue;
    const standing = standards.competencies.get(parent.id);
    if (standing === undefined || standards.isHeading(standing)) continue;
    const inFile = tree.rows.find(({ before }) => before?.id === parent.id);
    const assessable = readFlag(inFile?.record.assessable ?? '') ?? standing.assessable;
    if (assessable === true || !hasEvidence(parent.id)) continue;
    told.add(parent.id);
    faults.error(
      row.record.line,
      'parent',
      'heading_with_evidence',
      `"${standing.code}" has evidence and would become a heading, which is not recorded on: give it assessable = yes`,
    );
  }
}
