/**
 * Workbooks (.xlsx): one sheet, written out as the text of a table, row by row, so that all that
 * reads text tables reads workbooks too and a fault's line is the row's number in the sheet.
 */
import type { Problem } from '../core/errors.js';
import { PlError } from '../core/errors.js';
import { type Fault, faultProblem } from './fault.js';
import { onOneLine } from './one-line.js';
import { whyNoWorkbook } from './workbook-kinds.js';
import { LARGEST_MB, reachesTooFar } from './workbook-size.js';

/** The text of a sheet as CSV, UTF-8; null when the workbook cannot be read: `problems` says why. */
export interface SheetText {
  readonly bytes: Uint8Array | null;
  readonly problems: readonly Problem[];
}

/**
 * The sheet with this name or number (from 1), or null: the first with anything in it, and a warning
 * where several have. Days become `YYYY-MM-DD` (with `HH:MM:SS` where there is a time), formulas
 * their values, faulty cells blank, line breaks blanks. Throws `PlError('usage')` for a sheet that
 * is not there.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  file: string,
  sheet: string | null,
): Promise<SheetText> {
  const refused = (fault: Fault) => ({ bytes: null, problems: [faultProblem(file, fault)] });
  const unpacked = await unpack(bytes);
  if (!(unpacked instanceof ArrayBuffer)) return refused(unpacked);
  const sheets = await sheetsOf(unpacked);
  if (sheets === null) return refused(BROKEN);
  const used = sheets.filter(({ data }) => data.some(hasCell));
  const chosen = sheet === null ? used[0] : sheetNamed(sheets, sheet, file);
  if (chosen === undefined) return refused(EMPTY);
  const others = sheet === null ? used.slice(1).map((one) => `"${one.sheet}"`) : [];
  return {
    bytes: new TextEncoder().encode(chosen.data.map(rowText).join('')),
    problems: others.length === 0 ? [] : [severalSheets(file, chosen.sheet, others)],
  };
}

const EMPTY: Fault = {
  line: 1,
  code: 'empty',
  message: 'no sheet of this workbook has anything in it',
};
const BROKEN: Fault = {
  line: 1,
  code: 'workbook',
  message: 'this workbook is damaged: save it again as .xlsx, or as CSV',
};
const TOO_LARGE: Fault = {
  line: 1,
  code: 'too_large',
  message: `this workbook holds more than ${LARGEST_MB} MB: save the sheet as CSV, which may be of any length`,
};
const TOO_FAR: Fault = {
  line: 1,
  code: 'too_large',
  message:
    'a sheet of this workbook has cells far out: delete the empty rows and columns, or save it as CSV',
};

/**
 * The tables of a workbook, unpacked within the limit and packed again without pressing: so the
 * library neither unpacks without end nor starts threads of its own.
 */
async function unpack(bytes: Uint8Array): Promise<ArrayBuffer | Fault> {
  const { unzipSync, zipSync } = await import('fflate');
  try {
    const names: string[] = [];
    let size = 0;
    const isTable = (name: string) => /^xl\/.*\.(xml|rels)$/i.test(name);
    const list = { name: '', originalSize: 0 };
    const look = ({ name, originalSize }: typeof list) => {
      names.push(name);
      if (isTable(name)) size += originalSize;
      return false;
    };
    if (bytes[0] === 0x50) unzipSync(bytes, { filter: look });
    const why = whyNoWorkbook(bytes, names);
    if (why !== null) return { line: 1, code: 'workbook', message: why };
    if (size > LARGEST_MB * 1024 * 1024) return TOO_LARGE;
    const tables = unzipSync(bytes, { filter: ({ name }) => isTable(name) });
    if (reachesTooFar(tables)) return TOO_FAR;
    return new Uint8Array(zipSync(tables, { level: 0 })).buffer;
  } catch {
    return BROKEN;
  }
}

type Cell = string | number | boolean | Date | null;

interface Sheet {
  readonly sheet: string;
  readonly data: readonly (readonly Cell[])[];
}

/** Null when the workbook is not as a workbook should be. */
async function sheetsOf(unpacked: ArrayBuffer): Promise<readonly Sheet[] | null> {
  const library = await import('read-excel-file/universal');
  // Bundled, the library is CommonJS, of which all that it exports is the default.
  const { default: readSheets } =
    'default' in library.default ? (library.default as unknown as typeof library) : library;
  try {
    return (await readSheets(unpacked)) as readonly Sheet[];
  } catch {
    return null;
  }
}

/** A sheet by its name, else by its number. */
function sheetNamed(sheets: readonly Sheet[], asked: string, file: string): Sheet {
  const name = asked.trim().toLowerCase();
  const named = sheets.find(({ sheet }) => sheet.trim().toLowerCase() === name);
  const found = named ?? (/^\d+$/.test(name) ? sheets[Number(name) - 1] : undefined);
  if (found !== undefined) return found;
  const there = sheets.map(({ sheet }) => `"${sheet}"`).join(', ');
  throw new PlError('usage', `--sheet: ${file} has no sheet "${asked}"; the sheets are ${there}`);
}

function severalSheets(file: string, chosen: string, others: readonly string[]): Problem {
  const message = `the sheet "${chosen}" is read, and not ${others.join(', ')}: --sheet says which`;
  return { file, line: 1, field: null, code: 'several_sheets', severity: 'warning', message };
}

function hasCell(row: readonly Cell[]): boolean {
  return row.some((cell) => cell !== null && cell !== '');
}

/** A row on one line, every cell in quotes; a row without anything is a blank line. */
function rowText(row: readonly Cell[]): string {
  if (!hasCell(row)) return '\n';
  return `${row.map((cell) => `"${cellText(cell).replaceAll('"', '""')}"`).join(',')}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dateText(cell);
  return onOneLine(String(cell));
}

/** Workbooks know no time zone: the library gives what stands in the cell as UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}
