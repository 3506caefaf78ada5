/** A OneRoster set as a whole: its manifest, its files by name, and those that are never opened. */
import type { Problem } from '../../core/errors.js';
import type { Glimpse } from '../format.js';
import type { Member } from '../member.js';
import { type Manifest, readManifest, versionIn } from './oneroster-manifest.js';
import { notesOf } from './oneroster-notes.js';
import { type OneRosterSheet, readSheet } from './oneroster-sheet.js';
import { columnKey, fileNames, type TableName, type Version } from './oneroster-tables.js';

/** Files that are never opened, with the reason. */
const PRIVATE: Readonly<Record<string, string>> = {
  demographics: 'demographics never are',
  userprofiles: 'credentials never are',
};

/** A set whose files are read as they are asked for, each once. */
export interface OneRosterPackage {
  readonly hasManifest: boolean;
  /** Which system wrote the set; '' where the manifest does not say. */
  readonly systemCode: string;
  /** Whether a file of those that were asked for is there and cannot be read. */
  readonly isBroken: () => boolean;
  /** Null where the set has no such file, or where it cannot be read. */
  readonly sheet: (name: TableName) => OneRosterSheet | null;
  /** All problems so far: of the manifest, of the set, and of the files that were read. */
  readonly problems: () => readonly Problem[];
  /** Files that were not asked for. */
  readonly unread: () => readonly { readonly file: string; readonly why: string }[];
}

export function openPackage(
  members: readonly Member[],
  version: Version,
  strict: boolean,
): OneRosterPackage {
  const problems: Problem[] = [];
  let isBroken = false;
  const byName = new Map<string, Member>();
  for (const member of members) {
    if (byName.has(stemOf(member.name))) {
      problems.push(twice(member));
      isBroken = true;
    } else byName.set(stemOf(member.name), member);
  }
  const manifest = manifestOf(byName.get('manifest') ?? null, members, version, strict, problems);
  if (manifest !== null) sayMismatch(manifest, byName);
  sayUnknown(members, strict, problems);
  const sheets = new Map<TableName, OneRosterSheet | null>();
  const open = (name: TableName) => {
    const member = byName.get(name.toLowerCase());
    if (member === undefined) return null;
    const said = manifest?.files.get(name.toLowerCase())?.mode ?? 'absent';
    const declared = said === 'absent' ? null : said;
    const read = readSheet(member, { name, version, declared, strict });
    isBroken ||= read.sheet === null;
    problems.push(...read.problems);
    return read.sheet;
  };
  return {
    hasManifest: manifest !== null,
    systemCode: manifest?.systemCode ?? '',
    isBroken: () => isBroken || (manifest?.notes.errors() ?? 0) > 0,
    sheet: (name) => {
      const known = sheets.get(name);
      if (known !== undefined) return known;
      const sheet = open(name);
      sheets.set(name, sheet);
      return sheet;
    },
    problems: () => [
      ...(manifest?.notes.problems() ?? []),
      ...problems,
      ...[...sheets.values()].flatMap((sheet) => sheet?.problems() ?? []),
    ],
    unread: () => unreadOf(byName, sheets),
  };
}

/** The name of a file without `.csv`, in lower case. */
function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.(csv|txt)$/, '');
}

function twice({ path, name }: Member): Problem {
  const message = `another file of the set is named ${name} too`;
  return { file: path, line: 1, field: null, code: 'duplicate_file', severity: 'error', message };
}

function manifestOf(
  member: Member | null,
  members: readonly Member[],
  version: Version,
  strict: boolean,
  problems: Problem[],
): Manifest | null {
  if (member === null) {
    const notes = notesOf(members[0]?.path ?? 'manifest.csv', strict);
    const message = `there is no manifest.csv: the files are read as OneRoster ${version}`;
    notes.drift(1, null, 'manifest_missing', message);
    problems.push(...notes.problems());
    return null;
  }
  const read = readManifest(member, version, strict);
  problems.push(...read.problems);
  return read.manifest;
}

/** Files that the manifest promises and that are not there, and the other way round. */
function sayMismatch({ files, notes }: Manifest, byName: ReadonlyMap<string, Member>): void {
  for (const [name, { mode, line }] of files) {
    const isThere = byName.has(name);
    const named = fileNames('1.2').find((one) => one.toLowerCase() === name) ?? name;
    if (mode !== 'absent' && !isThere) {
      const message = `manifest.csv says ${mode} of ${named}.csv, which is not there`;
      notes.drift(line, 'value', 'file_missing', message);
    }
    if (mode === 'absent' && isThere) {
      const message = `manifest.csv calls ${named}.csv absent, and it is there`;
      notes.drift(line, 'value', 'file_unexpected', message);
    }
  }
}

function sayUnknown(members: readonly Member[], strict: boolean, problems: Problem[]): void {
  const known = ['manifest', ...fileNames('1.2').map((name) => name.toLowerCase())];
  for (const { path, name } of members) {
    if (known.includes(stemOf(name))) continue;
    const notes = notesOf(path, strict);
    notes.drift(1, null, 'file_unknown', `${name} is no file of OneRoster: not read`);
    problems.push(...notes.problems());
  }
}

function unreadOf(
  byName: ReadonlyMap<string, Member>,
  sheets: ReadonlyMap<TableName, OneRosterSheet | null>,
): { readonly file: string; readonly why: string }[] {
  const read = ['manifest', ...[...sheets.keys()].map((name) => name.toLowerCase())];
  const files = [...byName].filter(([stem]) => !read.includes(stem));
  return [
    ...files.map(([stem, { path }]) => ({
      file: path,
      why:
        (Object.hasOwn(PRIVATE, stem) ? PRIVATE[stem] : undefined) ?? 'nothing of it is asked for',
    })),
    ...[...sheets.values()].flatMap((sheet) =>
      sheet?.has('password') === true
        ? [{ file: `${sheet.file} (column password)`, why: 'passwords never are' }]
        : [],
    ),
  ];
}

/** What these files are: a version and why; null: no set of OneRoster. */
export function recognised(
  files: readonly Glimpse[],
): { readonly version: Version; readonly why: string } | null {
  const manifest = files.find(({ stem }) => stem === 'manifest');
  const said = manifest === undefined ? null : versionIn(manifest.start);
  if (said !== null) {
    const version = /^1\.[01]$/.test(said) ? '1.1' : '1.2';
    return { version, why: `manifest.csv says ${said}` };
  }
  const named = (name: string) => files.find(({ stem }) => stem === name);
  const isManifest = manifest !== undefined && /propertyName/i.test(manifest.start);
  if (!isManifest && !files.some(looksLikeOneRoster)) return null;
  const roles = named('roles');
  if (roles !== undefined && hasAll(roles, 'userSourcedId', 'orgSourcedId')) {
    return { version: '1.2', why: 'roles.csv has the columns of OneRoster 1.2' };
  }
  const results = named('results');
  if (results !== undefined && hasAll(results, 'lineItemSourcedId', 'textScore')) {
    return { version: '1.2', why: 'results.csv has the columns of OneRoster 1.2' };
  }
  const users = named('users');
  if (users !== undefined && hasAll(users, 'primaryOrgSourcedId')) {
    return { version: '1.2', why: 'users.csv has the columns of OneRoster 1.2' };
  }
  return { version: '1.1', why: 'the files have the columns of OneRoster 1.1' };
}

/** Without a manifest: School Data Sync has the same names of files, without these columns. */
function looksLikeOneRoster(file: Glimpse): boolean {
  switch (file.stem) {
    case 'users':
      return hasAll(file, 'sourcedId', 'status', 'givenName', 'familyName');
    case 'enrollments':
      return hasAll(file, 'status', 'classSourcedId', 'userSourcedId', 'role');
    case 'results':
      return hasAll(file, 'sourcedId', 'lineItemSourcedId', 'studentSourcedId');
    default:
      return false;
  }
}

function hasAll({ headers }: Glimpse, ...columns: readonly string[]): boolean {
  const keys = new Set(headers.map(columnKey));
  return columns.every((column) => keys.has(columnKey(column)));
}
