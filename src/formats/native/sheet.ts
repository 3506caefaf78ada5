/** What the native formats share: a table with its columns found, as a source of neutral records. */
import type { Problem } from '../../core/errors.js';
import type { Source } from '../../core/importing/records.js';
import { type Columns, type Field, matchColumns } from '../headers.js';
import { areHeaders, normalHeader } from '../names.js';
import type { TableHead, TableRow } from '../table.js';

/** What a format makes of a file. */
export interface Read<R> {
  readonly source: Source;
  readonly records: readonly R[];
  readonly problems: readonly Problem[];
}

/** What a format makes of a file whose rows are read one by one. */
export interface RowReader<R> {
  readonly source: Source;
  readonly problems: readonly Problem[];
  /** The records of one row: none, one, or one a column where a sheet is wide. */
  readonly recordsOf: (row: TableRow) => readonly R[];
}

/** A field known by its own name and by others, best first. */
export function field(name: string, ...others: readonly string[]): Field {
  return { name, accepts: [normalHeader(name), ...others] };
}

/** A table with its columns; `problems` say what is missing, ambiguous or not used. */
export interface Sheet {
  readonly source: Source;
  readonly columns: Columns;
  readonly problems: readonly Problem[];
  /** Whether the first line is one of headers: else it may be a pupil's, and is not repeated. */
  readonly isHeader: boolean;
  readonly cell: (row: TableRow, field: string) => string;
}

/**
 * Finds the columns of a table. `needs` lists groups of fields of which one must be there; without
 * it there is an error at the header's line.
 */
export function sheetOf(
  table: TableHead,
  fields: readonly Field[],
  maps: readonly string[],
  needs: readonly (readonly string[])[],
  alsoUsed: ReadonlySet<string> = new Set(),
): Sheet {
  const { columns, problems } = matchColumns(table, fields, maps);
  const isHeader = areHeaders(table.headers, fields.filter(({ name }) => columns.has(name)).length);
  const missing = needs.filter((group) => !group.some((name) => columns.has(name)));
  const unused = isHeader ? columns.unused.filter((header) => !alsoUsed.has(header)) : [];
  table.onUnused?.(unused);
  return {
    columns,
    isHeader,
    source: { file: table.file, header: columns.header },
    problems: [
      ...problems,
      ...(isHeader
        ? missing.map((group) => missingColumn(table, group))
        : noHeader(table, missing)),
      ...unusedColumns(table, unused),
    ],
    cell: columns.get,
  };
}

/** A first line that names nothing may be a title, or a pupil: its cells are not repeated. */
function noHeader(table: TableHead, missing: readonly (readonly string[])[]): Problem[] {
  if (missing.length === 0) return [];
  return [firstLine(table, missing.map((group) => group.join(' or ')).join(', '))];
}

/** Says what the first line should hold. */
export function firstLine(table: TableHead, columns: string): Problem {
  return at(table, 'missing_column', 'error', `the first line must name the columns: ${columns}`);
}

function missingColumn(table: TableHead, group: readonly string[]): Problem {
  const there = table.headers.filter((header) => header !== '').join(', ');
  const message = `there is no column for ${group.join(' or ')} (columns: ${there}): --map "${group[0]}=HEADER"`;
  return at(table, 'missing_column', 'error', message);
}

function unusedColumns(table: TableHead, unused: readonly string[]): Problem[] {
  if (unused.length === 0) return [];
  return [at(table, 'unused_columns', 'warning', `columns not used: ${unused.join(', ')}`)];
}

export function at(
  table: TableHead,
  code: string,
  severity: Problem['severity'],
  message: string,
): Problem {
  return { file: table.file, line: table.headerLine, field: null, code, severity, message };
}

/** Whether `--map` says where this field comes from. */
export function isMapped(maps: readonly string[], name: string): boolean {
  return maps.some((map) => normalHeader(map.slice(0, map.indexOf('='))) === normalHeader(name));
}

/** The parts of a list cell, joined by `;`. */
export function listOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
