/** The things of several gradebooks by what they are known by: codes, ids, guids and names. */
import { groupBy } from '../../core/grouping.js';
import type { Node, Thing, Things } from '../../core/merging/same.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import type { Source } from './read.js';
import { type Cell, type Cells, endOf, entryAt, type Layout } from './tables.js';

/** Each thing as each gradebook last said it. `nodeOf` says which node an identity of a source is. */
export function thingsOf(
  sources: readonly Source[],
  layouts: ReadonlyMap<VersionedTable, Layout>,
  nodeOf: (source: number, identity: Id) => Node,
): Things {
  const all = <Row>(
    table: VersionedTable,
    telling: readonly string[],
    pointing: readonly string[] = [],
  ): Row[] =>
    sources.flatMap((source, place) => {
      const layout = layouts.get(table);
      if (layout === undefined) return [];
      const cell = (row: Cells, column: string) => row[layout.columns.indexOf(column)] ?? null;
      return lastSaid(layout, source.facts(layout), layout.columns.indexOf('id')).map((row) => {
        const thing: Thing & Record<string, Cell | boolean> = {
          node: nodeOf(place, cell(row, 'id') as Id),
          source: place,
          stands: endOf(layout, row) === null,
        };
        for (const column of telling) thing[column] = cell(row, column);
        for (const column of pointing) thing[column] = node(nodeOf, place, cell(row, column));
        return thing as Row;
      });
    });
  return {
    schools: all('schools', ['code']),
    terms: all('terms', ['code']),
    staff: all('staff', ['code', 'email']),
    sections: all('sections', ['code'], ['school', 'term']),
    scales: all('scales', ['name']),
    frameworks: all('frameworks', ['name', 'guid']),
    competencies: all('competencies', ['code', 'guid'], ['framework']),
    pathways: all('pathways', ['name']),
    stages: all('stages', ['name'], ['pathway']),
    students: all('students', ['given', 'family', 'preferred']),
    studentIds: sources.flatMap((source, place) => idsOf(source, place, layouts, nodeOf)),
  };
}

/**
 * All ids that students have or had, those first by which they are shown: a colleague may know her by one that was
 * changed since.
 */
function idsOf(
  source: Source,
  place: number,
  layouts: ReadonlyMap<VersionedTable, Layout>,
  nodeOf: (source: number, identity: Id) => Node,
): Things['studentIds'] {
  const layout = layouts.get('student_ids');
  if (layout === undefined) return [];
  const [student, type, value, order] = ['student', 'type', 'value', 'place'].map((name) =>
    layout.columns.indexOf(name),
  ) as [number, number, number, number];
  const rows = source.facts(layout).sort((a, b) => entryAt(a, order) - entryAt(b, order));
  const isOpen = (row: Cells) => endOf(layout, row) === null;
  const sorted = [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
  const known = new Set<string>();
  return sorted.flatMap((row) => {
    const name = JSON.stringify([row[student], row[type], row[value]]);
    if (known.has(name)) return [];
    known.add(name);
    return {
      node: nodeOf(place, row[student] as Id),
      source: place,
      stands: isOpen(row),
      type: row[type] as string,
      value: row[value] as string,
    };
  });
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
