/**
 * The copies of a gradebook by their names, in a folder such as `backups` beside it: of a day
 * (`class-2026-10-01.db`), before something (`class-before-import-2026-10-01-412.db`), asked for
 * (`class-backup-2026-10-01-412.db`, locked with `.age` at the end). After the day stands the last entry.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Day } from '../../core/model.js';

/** One copy, told by its name: nothing has been looked at. */
export interface Backup {
  readonly path: string;
  readonly day: Day;
  /** What came after it, such as `import`; null: it is the day's, or was asked for. */
  readonly before: string | null;
  /** Whether somebody asked for it: only who asks removes it. */
  readonly asked: boolean;
  /** Whether a passphrase is needed to read it. */
  readonly locked: boolean;
  /** The last entry, and a further number where another state has had both; none of the copy of a day. */
  readonly numbers: readonly number[];
}

/** What the name of a locked copy ends with. */
export const LOCKED = '.age';

/** The folder of the copies of a gradebook. */
export function folderOf(path: string): string {
  return join(dirname(path), 'backups');
}

/** `gradebook` for gradebook.db, and `class~` for class, so that two gradebooks do not share a name. */
export function nameOf(path: string): string {
  const name = basename(path);
  return name.endsWith('.db') ? name.slice(0, -'.db'.length) : `${name}~`;
}

/** Where the copy of a day has its place. */
export function placeOf(path: string, day: Day): string {
  return join(folderOf(path), `${nameOf(path)}-${day}.db`);
}

/** All copies in a folder, by default the one beside the gradebook; the oldest first. */
export function backups(path: string, folder = folderOf(path)): Backup[] {
  return ownNames(path, folder)
    .flatMap(({ name, rest }) => {
      const copy = readName(rest);
      return copy === null ? [] : [{ path: join(folder, name), ...copy }];
    })
    .sort(inTime);
}

/** The order in which copies were made, wherever they lie: by day and last entry. */
export function inTime(a: Backup, b: Backup): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : inDay(a, b);
}

/** The newest of the copies beside a gradebook; null when there is none. */
export function lastBackup(path: string): Backup | null {
  return backups(path).at(-1) ?? null;
}

/** What a `pl` that was ended in the middle left behind, as `end` tells, in a folder of copies. */
export function unfinished(path: string, end: string, folder = folderOf(path)): string[] {
  return ownNames(path, folder)
    .filter(({ rest }) => rest.endsWith(end) && readName(rest.slice(0, -end.length)) !== null)
    .map(({ name }) => join(folder, name));
}

/** A name by the day and the last entry; with a further number where another state has had both. */
export function freeName(folder: string, stem: string, end: string): string {
  for (let n = 1; ; n++) {
    const free = join(folder, n === 1 ? `${stem}${end}` : `${stem}-${n}${end}`);
    if (statSync(free, { throwIfNoEntry: false }) === undefined) return free;
  }
}

/** The copy of a day is of its beginning; after it by the last entry, and by the further number. */
function inDay(a: Backup, b: Backup): number {
  const [entry = -1, further = 0] = a.numbers;
  const [otherEntry = -1, otherFurther = 0] = b.numbers;
  return entry - otherEntry || further - otherFurther;
}

const NAMED = /^(?:before-([a-z]+)-|(backup)-)?(\d{4}-\d{2}-\d{2})((?:-\d+){0,2})\.db(\.age)?$/;

/** Null: a file that is not ours. */
function readName(rest: string): Omit<Backup, 'path'> | null {
  const [, before = null, asked, day, numbers = '', locked] = NAMED.exec(rest) ?? [];
  const isDaily = before === null && asked === undefined;
  if (day === undefined || isDaily !== (numbers === '')) return null;
  if (locked !== undefined && asked === undefined) return null;
  return {
    day,
    before,
    asked: asked !== undefined,
    locked: locked !== undefined,
    numbers: numbers.split('-').slice(1).map(Number),
  };
}

/** Of which gradebook a file of this name would be a copy, and whether it is one of a day; null: of none. */
export function copyOf(name: string): { readonly of: string; readonly isDaily: boolean } | null {
  const [, of, rest] = COPY.exec(name) ?? [];
  const copy = rest === undefined ? null : readName(rest);
  if (of === undefined || copy === null) return null;
  return { of, isDaily: copy.before === null && !copy.asked };
}

const COPY = /^(.+?)-((?:before-[a-z]+-|backup-)?\d{4}-\d{2}-\d{2}[^/]*)$/;

/** Files in a folder whose name begins as the gradebook's, with what follows. */
function ownNames(path: string, folder: string): { name: string; rest: string }[] {
  const start = `${nameOf(path)}-`;
  return namesIn(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => ({ name, rest: name.slice(start.length) }));
}

/** The names in a folder; none where it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
