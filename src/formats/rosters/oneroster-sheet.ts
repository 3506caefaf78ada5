/** One file of a OneRoster set, read by its headers: rows with their standing, and what is odd. */
import type { Problem } from '../../core/errors.js';
import { folded } from '../../core/names.js';
import type { Member } from '../member.js';
import type { OpenTable, TableRow } from '../table.js';
import { type HeaderPlaces, readHeaders } from './oneroster-headers.js';
import { type Notes, notesOf } from './oneroster-notes.js';
import { type KeptRows, keptRows, type SheetRow, type SheetRows } from './oneroster-rows.js';
import type { TableName, Version } from './oneroster-tables.js';

/** `bulk`: what is not said is gone. `delta`: silence says nothing. */
export type Mode = 'bulk' | 'delta';

/** How a file is to be read. */
export interface Reading {
  readonly name: TableName;
  readonly version: Version;
  /** What the manifest calls it; null: nothing. */
  readonly declared: Mode | null;
  readonly strict: boolean;
}

export interface OneRosterSheet {
  readonly file: string;
  readonly has: (column: string) => boolean;
  /** A column as the file writes it. */
  readonly headerOf: (column: string) => string | null;
  /** Sound rows, each with a `sourcedId` of its own. */
  readonly rows: SheetRows;
  readonly mode: Mode;
  readonly notes: Notes;
  /** All that is to be said of this file, once its rows were gone through. */
  readonly problems: () => readonly Problem[];
  /** Some rows could not be read: silence then says nothing. */
  readonly isPartial: () => boolean;
}

/** Reads a file to its end; `sheet` is null where it cannot be read, and `problems` say why. */
export function readSheet(
  member: Member,
  reading: Reading,
): { readonly sheet: OneRosterSheet | null; readonly problems: readonly Problem[] } {
  const { table, problems } = member.open();
  if (table === null) return { sheet: null, problems };
  const places = readHeaders(table, reading);
  const notes = notesOf(member.path, reading.strict, places.headerOf);
  if (!places.say(notes)) return { sheet: null, problems: [...problems, ...notes.problems()] };
  const marks: Marks = { marked: null, bare: null };
  const rows = soundRows(member, table, places, reading, notes, marks);
  const mode = modeOf(marks, reading.declared, places, notes);
  return {
    problems: [],
    sheet: {
      file: member.path,
      headerOf: places.headerOf,
      has: (column) => places.indexOf(column) !== null,
      rows,
      mode,
      notes,
      problems: () => [...table.problems, ...notes.problems()],
      isPartial: () => table.problems.some(isError) || notes.errors() > 0,
    },
  };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** The first lines with a status or the date of a last change, as in a delta, and without a status. */
interface Marks {
  marked: number | null;
  bare: number | null;
}

function soundRows(
  member: Member,
  table: OpenTable,
  places: HeaderPlaces,
  reading: Reading,
  notes: Notes,
  marks: Marks,
): SheetRows {
  const rows = keptRows(table.headers.length, places.indexOf);
  const seen: Seen = new Map();
  for (const row of table.rows) {
    member.onRow();
    const get = (column: string) => {
      const index = places.indexOf(column);
      return index === null ? '' : (row.cells[index] ?? '').trim();
    };
    if (get('status') === '') marks.bare ??= row.line;
    if (get('status') !== '' || get('dateLastModified') !== '') marks.marked ??= row.line;
    const gone = isGone(row.line, get('status'), notes);
    if (gone === null || !hasKeys(row.line, gone, get, places, notes)) continue;
    if (isRepeated(row, get, reading, rows, seen, notes)) continue;
    if (reading.strict) checkLetter(row.line, get, places, notes);
    rows.add(row.line, gone, row.cells);
  }
  member.onEnd();
  return rows.all();
}

/** Whether the row says who or what it is about; one that is to be deleted anyway may be let be. */
function hasKeys(
  line: number,
  gone: boolean,
  get: SheetRow['get'],
  places: HeaderPlaces,
  notes: Notes,
): boolean {
  const blank = places.keys.filter((column) => get(column) === '');
  const say = gone ? notes.drift : notes.error;
  for (const column of blank) say(line, column, 'missing_value', `${column} is blank`);
  return blank.length === 0;
}

/** The place of the row of each id among those that are kept. */
type Seen = Map<string, number>;

/** The same row again is let be, and so is a user in another school; another row under the id is not. */
function isRepeated(
  row: TableRow,
  get: SheetRow['get'],
  { name: table }: Reading,
  rows: KeptRows,
  seen: Seen,
  notes: Notes,
): boolean {
  const id = get('sourcedId');
  const place = id === '' ? undefined : seen.get(id);
  if (place === undefined) {
    seen.set(id, rows.count());
    return false;
  }
  const before = rows.at(place);
  if (rows.hasCells(place, row.cells)) {
    notes.drift(row.line, 'sourcedId', 'repeated_row', 'this row stands there twice: taken once');
    return true;
  }
  if (table === 'users' && nameIn(get) === nameIn(before.get)) {
    const message = 'this user stands there twice under one name: both rows are taken';
    notes.drift(row.line, 'sourcedId', 'repeated_row', message);
    return false;
  }
  const message = `line ${before.line} has the same sourcedId with other values`;
  notes.error(row.line, 'sourcedId', 'duplicate_sourced_id', message);
  return true;
}

function nameIn(get: SheetRow['get']): string {
  return folded(`${get('givenName')} ${get('familyName')}`);
}

const GONE = ['tobedeleted', 'inactive', 'deleted', 'todelete'];

/** Null for a word that is no status, which is said. */
function isGone(line: number, status: string, notes: Notes): boolean | null {
  if (status === '' || status === 'active') return false;
  if (status === 'tobedeleted') return true;
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  const gone = GONE.includes(word);
  if (!gone && word !== 'active') {
    notes.error(line, 'status', 'bad_status', 'status is active or tobedeleted');
    return null;
  }
  const meant = gone ? 'tobedeleted' : 'active';
  notes.drift(line, 'status', 'loose_status', `status is active or tobedeleted: read as ${meant}`);
  return gone;
}

/** What the letter of the standard asks of ids, of cells that may not be blank and of instants. */
function checkLetter(line: number, get: SheetRow['get'], places: HeaderPlaces, notes: Notes): void {
  for (const { name } of places.required)
    if (get(name) === '') notes.letter(line, name, 'missing_value', `${name} is blank`);
  if (!/^[0-9A-Za-z./@_-]{1,255}$/.test(get('sourcedId'))) {
    const message = 'an id is 1 to 255 letters, digits or . - _ / @';
    notes.letter(line, 'sourcedId', 'bad_guid', message);
  }
  const changed = get('dateLastModified');
  if (changed !== '' && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(changed)) {
    const message = 'an instant is YYYY-MM-DDThh:mm:ss.sssZ';
    notes.letter(line, 'dateLastModified', 'loose_date', message);
  }
}

/**
 * Rows of a delta have status and date, rows of a bulk file have neither. Where the manifest says
 * otherwise the file is a delta either way: taking silence for leaving needs both to say so.
 */
function modeOf(
  { marked, bare }: Marks,
  declared: Mode | null,
  places: HeaderPlaces,
  notes: Notes,
): Mode {
  const column = places.indexOf('status') === null ? null : 'status';
  if (declared === 'bulk' && marked !== null) {
    const message =
      'manifest.csv says bulk, and rows have status or dateLastModified: read as a delta, so that who is not listed stays';
    notes.drift(marked, column, 'mode_mismatch', message);
  }
  if (declared === 'delta' && bare !== null) {
    const message = 'manifest.csv says delta, and rows have no status: read as active';
    notes.drift(bare, column, 'mode_mismatch', message);
  }
  return declared === 'delta' || marked !== null ? 'delta' : 'bulk';
}
