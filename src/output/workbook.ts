/**
 * A list as a workbook (.xlsx): numbers, days and yes or no as what they are, ids and other texts as
 * texts so that their zeros stay, the header in bold and always in sight.
 */
import type { Value } from './csv.js';

/** The last row that a sheet can have, the header being the first. */
export const MOST_ROWS = 1_048_576;

/** Characters that a column is wide at most and at least. */
const WIDEST = 60;
const NARROWEST = 8;

/** The bytes of a workbook with one sheet; the same for the same list on every day. */
export async function workbook(
  sheet: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<Uint8Array> {
  const { default: library } = await import('write-excel-file/universal');
  // Bundled, the library is CommonJS, of which all that it exports is the default.
  const write = 'default' in library ? (library.default as typeof library) : library;
  const isDay = columns.map((_, at) =>
    rows.every((row) => row[at] === null || day(row[at]) !== null),
  );
  const header = columns.map((title) => ({
    value: title,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const body = rows.map((row) => row.map((value, at) => cellOf(value, isDay[at] === true)));
  const blob = await write([header, ...body], {
    sheet,
    stickyRowsCount: 1,
    columns: columns.map((title, at) => ({ width: widthOf(title, rows, at) })),
  }).toBlob();
  return await withoutClock(new Uint8Array(await blob.arrayBuffer()));
}

/** A column of days holds days; a text that only looks like one stays a text. */
function cellOf(value: Value, isDay: boolean) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  const date = isDay ? day(value) : null;
  return date === null
    ? { value, type: String }
    : { value: date, type: Date, format: 'yyyy-mm-dd' };
}

/** A calendar day; workbooks know no time zone, and the library writes what stands in UTC. */
function day(value: Value | undefined): Date | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function widthOf(title: string, rows: readonly (readonly Value[])[], at: number): number {
  let longest = title.length;
  for (const row of rows.slice(0, 1000)) longest = Math.max(longest, String(row[at] ?? '').length);
  return Math.min(Math.max(longest + 2, NARROWEST), WIDEST);
}

/** The library packs with the time of day: packed again without. */
async function withoutClock(bytes: Uint8Array): Promise<Uint8Array> {
  const { unzipSync } = await import('fflate');
  const { zipped } = await import('./zip.js');
  return await zipped(new Map(Object.entries(unzipSync(bytes))));
}
