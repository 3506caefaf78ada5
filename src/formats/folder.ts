/** Which files of a folder or a zip are meant, told from their names alone. */
import { basename, extname } from 'node:path';
import type { Problem } from '../core/errors.js';
import type { Fault } from './fault.js';

export interface Picked {
  /** The names of the files to import, in the order given. */
  readonly files: readonly string[];
  /** Names of files that are none to import, such as pictures. */
  readonly others: readonly string[];
  /** The only folder within, in which the files lie; null: they lie where they should. */
  readonly nestedIn: string | null;
}

/**
 * The files of a folder by their names relative to it (with `/`); what systems leave behind is passed
 * over in silence. Where none lies in the folder itself, those of its only subfolder are taken.
 */
export function pickFiles(names: readonly string[]): Picked | Fault {
  const seen = names.filter((name) => !isLeftBehind(name));
  const tables = seen.filter(isTable);
  const folders = new Set(tables.map(folderOf));
  const [only] = folders;
  if (folders.has('')) return picked(seen, (name) => folderOf(name) === '' && isTable(name), null);
  if (folders.size > 1) return noChoice([...folders]);
  if (only === undefined) return withoutTables(seen);
  if (only.includes('/')) return tooDeep(only);
  return picked(seen, isTable, only);
}

function picked(
  seen: readonly string[],
  isMeant: (name: string) => boolean,
  nestedIn: string | null,
): Picked {
  return { files: seen.filter(isMeant), others: seen.filter((name) => !isMeant(name)), nestedIn };
}

/** Warnings of files that lie among the others: those that are no tables, and those in folders within. */
export function notRead(names: readonly string[]): readonly Problem[] {
  return [
    ...leftOut(
      names.filter((name) => !isTable(name)),
      (more) => `this file${more} is no table: it is not read`,
    ),
    ...leftOut(
      names.filter(isTable),
      (more) => `this file${more} lies in a folder within: it is not read; give that folder for it`,
    ),
  ];
}

function leftOut(names: readonly string[], message: (more: string) => string): Problem[] {
  const [first] = names;
  if (first === undefined) return [];
  const more = names.length > 1 ? ` (and ${names.length - 1} more)` : '';
  const said = { code: 'not_read', severity: 'warning', message: message(more) } as const;
  return [{ file: first, line: 1, field: null, ...said }];
}

/** A warning: the files of a zip lie in a folder within. */
export function nested(path: string, folder: string): Problem {
  const message = `the files lie in a folder "${folder}" of the zip: they belong at its top`;
  return {
    file: path,
    line: 1,
    field: null,
    code: 'nested_folder',
    severity: 'warning',
    message,
  };
}

/** A single file may be called anything; another zip is no file. */
function withoutTables(seen: readonly string[]): Picked | Fault {
  if (seen.some((name) => extname(name).toLowerCase() === '.zip')) {
    const message = 'there is a zip within, and no file: unpack it once, and give what is in it';
    return { line: 1, code: 'nested_zip', message };
  }
  const [only] = seen;
  if (only !== undefined && seen.length === 1 && extname(only) === '')
    return picked(seen, () => true, folderOf(only) === '' ? null : folderOf(only));
  return { line: 1, code: 'no_files', message: NO_FILES };
}

const NO_FILES = 'there is no file in it that can be imported (.csv, .tsv, .txt, .json or .xlsx)';

function noChoice(folders: readonly string[]): Fault {
  const some = folders.slice(0, 3).map((folder) => `"${folder}"`);
  const more = folders.length > some.length ? ` and ${folders.length - some.length} more` : '';
  const message = `the files lie in several folders (${some.join(', ')}${more}): give one of them`;
  return { line: 1, code: 'nested_folder', message };
}

function tooDeep(folder: string): Fault {
  const message = `the files lie too deep, in "${folder}": give that folder`;
  return { line: 1, code: 'nested_folder', message };
}

function isTable(name: string): boolean {
  return TABLES.has(extname(name).toLowerCase()) && !ABOUT.test(basename(name));
}

const TABLES = new Set(['.csv', '.tsv', '.tab', '.txt', '.text', '.json', '.xlsx', '.xls']);

/** What comes with files and is about them. */
const ABOUT = /^(readme|licen[cs]e|changelog)\b/i;

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
}

/** Hidden files, and what macOS, Windows and open workbooks leave behind. */
function isLeftBehind(name: string): boolean {
  const parts = name.split('/');
  const file = (parts.at(-1) ?? '').toLowerCase();
  const isHidden = parts.some((part) => part.startsWith('.') || part === '__MACOSX');
  return isHidden || file === '' || file.startsWith('~$') || REMAINS.has(file);
}

const REMAINS = new Set(['thumbs.db', 'desktop.ini']);
