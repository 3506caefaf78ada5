/**
 * Report cards of several gradebooks. Each numbers its issues from 1; together they are numbered anew in
 * the order in which they were issued. Until then an issue is named by its entry.
 */
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import { newId, type Renamed } from './names.js';
import type { Source } from './read.js';
import type { Cells, Layout } from './tables.js';

type Layouts = ReadonlyMap<VersionedTable, Layout>;

/** Gives rows of a source, in new ids otherwise, the entry of an issue in place of its number. */
export function cardsByEntry(
  layout: Layout,
  rows: readonly Cells[],
  renamed: Renamed,
  source: Source,
  layouts: Layouts,
): void {
  if (layout.table === 'report_cards') {
    const number = layout.columns.indexOf('number');
    for (const row of rows) row[number] = row[layout.entry] ?? null;
  } else if (layout.table === 'report_card_marks') {
    const issues = entriesOf(source, layouts);
    const [card, marks] = [layout.columns.indexOf('card'), layout.columns.indexOf('marks')];
    for (const row of rows) {
      row[card] = newId(renamed.entries, issues.get(row[card] as number) ?? null, source);
      row[marks] = withCompetencies(String(row[marks]), renamed, source);
    }
  }
}

/** By number, the entry of each issue in the source's own ids. */
function entriesOf(source: Source, layouts: Layouts): ReadonlyMap<number, Id> {
  const layout = layouts.get('report_cards');
  if (layout === undefined) return new Map();
  const number = layout.columns.indexOf('number');
  return new Map(
    source.facts(layout).map((row) => [row[number] as number, row[layout.entry] as Id]),
  );
}

/** The marks of a card name their competencies. */
function withCompetencies(marks: string, renamed: Renamed, source: Source): string {
  const said = JSON.parse(marks) as { readonly marks?: readonly (readonly [Id, unknown])[] };
  if (said.marks === undefined) return marks;
  return JSON.stringify({
    ...said,
    marks: said.marks.map(([id, mark]) => [newId(renamed.identities, id, source), mark]),
  });
}

/** The numbers of issues by their entries. */
export function cardNumbers(entries: readonly Id[]): ReadonlyMap<Id, number> {
  return new Map(
    [...new Set(entries)].sort((a, b) => a - b).map((entry, place) => [entry, place + 1]),
  );
}

/** Gives rows back the numbers of issues in place of their entries. */
export function cardsByNumber(
  layout: Layout,
  rows: readonly Cells[],
  numbers: ReadonlyMap<Id, number>,
): void {
  const column = { report_cards: 'number', report_card_marks: 'card' }[layout.table as string];
  if (column === undefined) return;
  const place = layout.columns.indexOf(column);
  for (const row of rows) row[place] = numbers.get(row[place] as Id) ?? 0;
}
