/** The things of several gradebooks by what they are known by: codes, ids, guids and names. */
import { groupBy } from '../../core/grouping.js';
import type { Node, Thing, Things } from '../../core/merging/same.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import type { Source } from './read.js';
import { type Cell, type Cells, endOf, entryAt, type Layout, objectOf } from './tables.js';

/** Each thing as each gradebook last said it. `nodeOf` says which node an identity of a source is. */
export function thingsOf(
  sources: readonly Source[],
  layouts: ReadonlyMap<VersionedTable, Layout>,
  nodeOf: (source: number, identity: Id) => Node,
): Things {
  const all = <Row>(table: VersionedTable, pointing: readonly string[], of = 'id'): Row[] =>
    sources.flatMap((source, place) => {
      const layout = layouts.get(table);
      if (layout === undefined) return [];
      return lastSaid(layout, source.facts(layout), layout.columns.indexOf(of)).map((row) => {
        const facts = objectOf(layout, row);
        for (const column of pointing) facts[column] = node(nodeOf, place, facts[column] ?? null);
        const thing: Thing = {
          node: nodeOf(place, facts[of] as Id),
          source: place,
          stands: facts.ended === null,
        };
        return { ...facts, ...thing } as Row;
      });
    });
  return {
    schools: all('schools', []),
    terms: all('terms', []),
    staff: all('staff', []),
    sections: all('sections', ['school', 'term']),
    scales: all('scales', []),
    frameworks: all('frameworks', []),
    competencies: all('competencies', ['framework']),
    pathways: all('pathways', []),
    stages: all('stages', ['pathway']),
    students: all('students', []),
    studentIds: all('student_ids', [], 'student'),
  };
}

function node(
  nodeOf: (source: number, identity: Id) => Node,
  place: number,
  id: Cell,
): Node | null {
  return id === null ? null : nodeOf(place, id as Id);
}

/** The rows about each thing that stand; where none does, those that ended last. */
function lastSaid(layout: Layout, rows: readonly Cells[], of: number): Cells[] {
  return [...groupBy(rows, (row) => row[of]).values()].flatMap((own) => {
    const open = own.filter((row) => endOf(layout, row) === null);
    if (open.length > 0) return open;
    const last = Math.max(...own.map((row) => entryAt(row, layout.ended)));
    return own.filter((row) => endOf(layout, row) === last);
  });
}
