/** Which column of a OneRoster file is which, whatever its order and spelling. */
import { areHeaders } from '../names.js';
import type { TableHead } from '../table.js';
import type { Notes } from './oneroster-notes.js';
import type { Reading } from './oneroster-sheet.js';
import {
  columnMeant,
  otherColumns,
  type StandardColumn,
  standardColumns,
  type Version,
} from './oneroster-tables.js';

export interface HeaderPlaces {
  /** 0-based; null: the file has no such column. */
  readonly indexOf: (column: string) => number | null;
  /** The header as written. */
  readonly headerOf: (column: string) => string | null;
  /** Columns that may not be blank in any row. */
  readonly keys: readonly string[];
  /** Columns that the standard wants filled. */
  readonly required: readonly StandardColumn[];
  /** Says what is odd about the headers; false where the file cannot be read. */
  readonly say: (notes: Notes) => boolean;
}

export function readHeaders(table: TableHead, { name, version }: Reading): HeaderPlaces {
  const standard = standardColumns(name, version);
  const others = otherColumns(name, version);
  const found = new Map<string, number>();
  const unknown: string[] = [];
  table.headers.forEach((header, index) => {
    const meant = columnMeant(header, standard) ?? columnMeant(header, others);
    if (meant === null || found.has(meant.name)) unknown.push(header);
    else found.set(meant.name, index);
  });
  const indexOf = (column: string) => found.get(column) ?? null;
  const headerOf = (column: string) => table.headers[found.get(column) ?? -1] ?? null;
  const isThere = ({ name }: StandardColumn) => found.has(name);
  return {
    indexOf,
    headerOf,
    keys: standard.filter(isKey).map(({ name }) => name),
    required: standard.filter(
      (column) => column.need !== 'optional' && !isKey(column) && isThere(column),
    ),
    say: (notes) => {
      sayMissing(table, standard, isThere, notes);
      saySpelling(table, found, notes);
      if (areHeaders(table.headers, found.size)) sayUnknown(table, unknown, notes);
      sayOthers(table, others, isThere, version, notes);
      sayOrder(table, standard, found, notes);
      return standard.every((column) => column.need !== 'key' || isThere(column));
    },
  };
}

/** Names may be blank: the plan says whether somebody then has none. */
function isKey({ name, need }: StandardColumn): boolean {
  return need === 'key' && !['givenName', 'familyName', 'title', 'name'].includes(name);
}

function sayMissing(
  { headerLine }: TableHead,
  standard: readonly StandardColumn[],
  isThere: (column: StandardColumn) => boolean,
  notes: Notes,
): void {
  for (const column of standard.filter((one) => !isThere(one))) {
    const message = `there is no column ${column.name}`;
    if (column.need === 'key') notes.error(headerLine, null, 'missing_column', message);
    else if (column.need === 'required') notes.drift(headerLine, null, 'missing_column', message);
    else notes.letter(headerLine, null, 'missing_column', message);
  }
}

function saySpelling(
  { headers, headerLine }: TableHead,
  found: ReadonlyMap<string, number>,
  notes: Notes,
): void {
  for (const [column, index] of found) {
    if (headers[index] === column) continue;
    notes.drift(headerLine, column, 'loose_header', `read as the column ${column}`);
  }
}

function sayOthers(
  { headerLine }: TableHead,
  others: readonly StandardColumn[],
  isThere: (column: StandardColumn) => boolean,
  version: Version,
  notes: Notes,
): void {
  for (const { name } of others.filter(isThere)) {
    const message = `OneRoster ${version} has no such column here: read all the same`;
    notes.drift(headerLine, name, 'other_version', message);
  }
}

function sayUnknown({ headerLine }: TableHead, unknown: readonly string[], notes: Notes): void {
  if (unknown.includes('')) {
    notes.drift(headerLine, null, 'unnamed_column', 'a column has no name: not read');
  }
  const others = unknown.filter((header) => header !== '' && !header.startsWith('metadata.'));
  if (others.length === 0) return;
  const message = `columns not used: ${others.join(', ')}`;
  notes.drift(headerLine, null, 'unused_columns', message);
}

/** Extension columns stand at the far right, the others in the order of the standard. */
function sayOrder(
  { headers, headerLine }: TableHead,
  standard: readonly StandardColumn[],
  found: ReadonlyMap<string, number>,
  notes: Notes,
): void {
  const places = standard.flatMap(({ name }) => found.get(name) ?? []);
  const isOrdered = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  const last = Math.max(...places);
  const isRight = headers.every((header, at) => at > last || !header.startsWith('metadata.'));
  if (isOrdered && isRight) return;
  notes.drift(headerLine, null, 'header_order', 'the columns are not in the order of the standard');
}
