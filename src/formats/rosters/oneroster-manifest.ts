/** manifest.csv: which version of OneRoster a set is of, and which files it says that it has. */
import type { Member } from '../member.js';
import { wholeTable } from '../table.js';
import { type Notes, notesOf } from './oneroster-notes.js';
import { fileNames, type Version } from './oneroster-tables.js';

/** What a manifest says of a file. */
export type Declared = 'absent' | 'bulk' | 'delta';

export interface Manifest {
  /** As written, such as `1.1`; null: it does not say. */
  readonly version: string | null;
  /** By the name of the file in lower case. */
  readonly files: ReadonlyMap<string, { readonly mode: Declared; readonly line: number }>;
  /** Which system wrote the set; '' where it does not say. */
  readonly systemCode: string;
  readonly notes: Notes;
}

/** The version in the first bytes of a manifest, such as `1.1`; null: it does not say. */
export function versionIn(start: string): string | null {
  const found = /oneroster\.version[\s",;|]+v?(\d+)[.p](\d+)/i.exec(start);
  return found === null ? null : `${found[1]}.${found[2]}`;
}

/** Reads a manifest by names, in any order; null where it is no table, which `problems` say. */
export function readManifest(member: Member, version: Version, strict: boolean) {
  const { table, problems } = wholeTable(member.open());
  if (table === null) return { manifest: null, problems };
  const notes = notesOf(member.path, strict, (column) => column);
  const said = new Map<string, { readonly value: string; readonly line: number }>();
  for (const { line, cells } of table.rows) {
    const [name = '', value = ''] = cells.map((cell) => cell.trim());
    if (said.has(name.toLowerCase())) {
      notes.drift(line, 'propertyName', 'manifest_property_twice', `${name} stands there twice`);
    } else said.set(name.toLowerCase(), { value, line });
  }
  const files = filesOf(said, version, table.headerLine, notes);
  const written = said.get('oneroster.version');
  sayVersion(written, said.get('manifest.version')?.value, version, table.headerLine, notes);
  return {
    manifest: {
      version: written?.value ?? null,
      files,
      systemCode: said.get('source.systemcode')?.value ?? '',
      notes,
    },
    problems,
  };
}

type Said = ReadonlyMap<string, { readonly value: string; readonly line: number }>;

function filesOf(said: Said, version: Version, headerLine: number, notes: Notes) {
  const files = new Map<string, { readonly mode: Declared; readonly line: number }>();
  const names = fileNames('1.2').map((name) => name.toLowerCase());
  for (const [property, { value, line }] of said) {
    const [prefix, name = ''] = property.split('.');
    if (prefix === 'file' && names.includes(name)) {
      const mode = modeIn(value, line, notes);
      if (mode !== null) files.set(name, { mode, line });
    } else if (!KNOWN.includes(property)) {
      notes.drift(
        line,
        'propertyName',
        'manifest_property',
        `"${property}" is no property of OneRoster`,
      );
    }
  }
  for (const name of fileNames(version)) {
    if (said.has(`file.${name.toLowerCase()}`)) continue;
    const message = `manifest.csv does not say file.${name}`;
    notes.drift(headerLine, null, 'manifest_property_missing', message);
  }
  return files;
}

const KNOWN = ['manifest.version', 'oneroster.version', 'source.systemname', 'source.systemcode'];

function modeIn(value: string, line: number, notes: Notes): Declared | null {
  const word = value.toLowerCase();
  const isMode = word === 'absent' || word === 'bulk' || word === 'delta';
  if (!isMode || word !== value) {
    notes.drift(line, 'value', 'manifest_mode', 'a file is absent, bulk or delta');
  }
  return isMode ? word : null;
}

/** The version asked for need not be that of the manifest; a version that is not known is refused. */
function sayVersion(
  written: { readonly value: string; readonly line: number } | undefined,
  ofManifest: string | undefined,
  version: Version,
  headerLine: number,
  notes: Notes,
): void {
  const line = written?.line ?? headerLine;
  if (ofManifest !== '1.0') {
    notes.drift(headerLine, null, 'manifest_version', 'manifest.version should be 1.0');
  }
  if (written === undefined) {
    const message = `manifest.csv does not say oneroster.version: read as ${version}`;
    notes.drift(headerLine, null, 'manifest_version', message);
  } else if (!/^v?1[.p][0-2]([.p]\d+)*$/i.test(written.value)) {
    const message = `OneRoster "${written.value}" is not known: 1.1 and 1.2 are`;
    notes.error(line, 'value', 'manifest_version', message);
  } else if (written.value !== version) {
    const message = `OneRoster "${written.value}" is read as ${version}`;
    notes.drift(line, 'value', 'manifest_version', message);
  }
}
