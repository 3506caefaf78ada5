/** Which gradebooks are meant by what a user has named: files, and folders for the gradebooks in them. */
import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PlError } from '../../core/errors.js';
import { isPassedOver } from '../../core/nightly/arrivals.js';
import { copyOf, nameOf } from '../copies/names.js';
import { readable } from '../faults.js';

/** The gradebooks that are to be brought in. */
export interface Meant {
  /** Each once; those of a folder by name. */
  readonly files: readonly string[];
  /** Some file was named twice, by itself or by a folder. */
  readonly isTwice: boolean;
  /** Copies that pl has made, in the folders: they are not brought in. */
  readonly copies: readonly string[];
}

/**
 * Which files are meant, for the gradebook `own`. Throws `PlError`: `not_found` and `unreadable` for what is no
 * file and for a folder without gradebooks, `conflict` for the gradebook itself.
 */
export function othersMeant(own: string, names: readonly string[]): Meant {
  const itself = fileOf(own);
  const files = new Map<string, string>();
  const copies: string[] = [];
  let count = 0;
  for (const name of names) {
    const there = statThere(name);
    const isFolder = there.isDirectory();
    if (there.isCharacterDevice())
      throw new PlError('unreadable', `${name} is a device, not a gradebook`);
    const lying = isFolder ? gradebooksIn(name, own) : { files: [name], copies: [] };
    const others = lying.files.filter((file) => fileOf(file) !== itself);
    if (others.length === 0) throw isFolder ? noneIn(name, lying.copies) : theGradebook(name);
    copies.push(...lying.copies);
    count += others.length;
    for (const file of others) if (!files.has(fileOf(file))) files.set(fileOf(file), file);
  }
  return { files: [...files.values()], isTwice: files.size < count, copies };
}

function theGradebook(name: string): PlError {
  return new PlError(
    'conflict',
    `${name} is the gradebook itself: name the ones to bring into it`,
    'pl merge OTHER.db',
  );
}

function noneIn(folder: string, copies: readonly string[]): PlError {
  const why = copies.length > 0 ? ' but copies that pl has made' : '';
  return new PlError(
    'not_found',
    `there are no gradebooks in the folder ${folder}${why}: of a folder its files *.db are brought in, those in its folders are not`,
    `pl merge ${join(folder, 'OTHER.db')}`,
  );
}

/** The gradebooks that lie right in a folder, letter by letter. */
function gradebooksIn(folder: string, own: string): Pick<Meant, 'files' | 'copies'> {
  const names = listed(folder).filter((name) => {
    if (!/\.db$/i.test(name) || isPassedOver(name)) return false;
    // A link that leads nowhere is a gradebook that is missing, and told.
    return statOf(join(folder, name))?.isFile() ?? true;
  });
  const gradebooks = new Set([nameOf(own), ...names.map(nameOf)]);
  const isCopy = (name: string) => {
    const copy = copyOf(name);
    return copy !== null && (!copy.isDaily || gradebooks.has(copy.of) || isBackups(folder));
  };
  const paths = (some: readonly string[]) => some.map((name) => join(folder, name));
  return {
    files: paths(names.filter((name) => !isCopy(name))),
    copies: paths(names.filter(isCopy)),
  };
}

function isBackups(folder: string): boolean {
  return basename(folder) === 'backups';
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    throw readable(error, folder);
  }
}

function statOf(name: string): BigIntStats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false, bigint: true });
  } catch (error) {
    throw readable(error, name);
  }
}

function statThere(name: string): BigIntStats {
  const found = statOf(name);
  if (found === undefined) throw new PlError('not_found', `there is no gradebook at ${name}`);
  return found;
}

function fileOf(name: string): string {
  const { dev, ino } = statThere(name);
  return `${dev} ${ino}`;
}
