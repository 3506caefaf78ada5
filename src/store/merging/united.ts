/** All tables but evidence as they are once gradebooks are together. */
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import { cardNumbers, cardsByEntry, cardsByNumber } from './cards.js';
import { translated, unite } from './facts.js';
import { isAboutForgotten } from './forgotten.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import type { Cells, Layout } from './tables.js';
import type { Table } from './write.js';

export type Layouts = ReadonlyMap<VersionedTable, Layout>;

export interface UnitedTable extends Table {
  readonly beside: readonly Cells[];
  /** All facts but those taken out elsewhere; issues of report cards by their entries. */
  readonly said: readonly Cells[];
  /** Of each source, its rows as they stand there, in new ids. */
  readonly own: readonly Cells[];
}

export function layoutIn(tables: Layouts, table: VersionedTable): Layout {
  const layout = tables.get(table);
  if (layout === undefined) throw new Error(`there is no table ${table}`);
  return layout;
}

/** Every table but evidence, report cards numbered anew. */
export function unitedTables(
  sources: readonly Source[],
  names: Names,
  tables: Layouts,
  gone: ReadonlySet<Id>,
): UnitedTable[] {
  const renamed = (layout: Layout, place: number, how: 'facts' | 'rows'): Cells[] => {
    const [source, ids] = [sources[place], names.renamed[place]];
    if (source === undefined || ids === undefined) return [];
    const rows = translated(layout, source[how](layout), ids, source);
    cardsByEntry(layout, rows, ids, source, tables);
    return rows;
  };
  const all = [...tables.values()]
    .filter(({ table }) => table !== 'evidence')
    .map((layout) => {
      const facts = sources.flatMap((_, place) => renamed(layout, place, 'facts'));
      const isGone = isAboutForgotten(layout, gone);
      const { rows, beside, said } = unite(
        layout,
        facts.filter((row) => !isGone(row)),
        names.isTakenBack,
      );
      return { layout, rows, beside, said, own: renamed(layout, 0, 'rows') };
    });
  const cards = all.find(({ layout }) => layout.table === 'report_cards');
  const issued = [...(cards?.rows ?? []), ...(cards?.beside ?? [])];
  const numbers = cardNumbers(issued.map((row) => row[cards?.layout.entry ?? 0] as Id));
  for (const { layout, rows, beside, own } of all)
    for (const some of [rows, beside, own]) cardsByNumber(layout, some, numbers);
  return all;
}
