/** Rosters in parts, read as `pl import roster` reads them: by the format that knows their files. */
import type { RosterSet } from '../../src/core/importing/roster-set.js';
import { type Found, findFormat } from '../../src/formats/format.js';
import type { Member } from '../../src/formats/member.js';
import type { RosterFormat } from '../../src/formats/rosters/format.js';
import { ROSTER_FORMATS } from '../../src/formats/rosters/index.js';
import { type Files, glimpses, members } from './members.js';

/** The format that knows the files, and by what; null: none does. */
export function knownBy(all: readonly Member[]): Found<RosterFormat> | null {
  return findFormat(ROSTER_FORMATS, glimpses(all), undefined);
}

/** The name of the format that knows the files; null: none does. */
export function found(files: Files): string | null {
  return knownBy(members(files))?.format.name ?? null;
}

/** What the format that knows them makes of files, by the letter where `strict`. */
export function readAll(all: readonly Member[], strict = false) {
  const known = knownBy(all);
  if (known === null) throw new Error('no format knows these files');
  return { name: known.format.name, ...known.format.read(all, { strict }) };
}

/** The same of files by their names. */
export function read(files: Files, strict = false) {
  return readAll(members(files), strict);
}

/** The set of files that can be read. */
export function setOf(files: Files): RosterSet {
  const { set, problems } = read(files);
  if (set === null) throw new Error(JSON.stringify(problems));
  return set;
}

/** The problems of the files, each as `file line field code`. */
export function said(files: Files): string[] {
  return read(files).problems.map(({ file, line, field, code }) =>
    [file, line, field, code].join(' '),
  );
}
