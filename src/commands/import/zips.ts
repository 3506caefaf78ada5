/** The files of a zip, as if they had been given themselves. */
import type { Problem } from '../../core/errors.js';
import { faultProblem } from '../../formats/fault.js';
import { nested, notRead, pickFiles } from '../../formats/folder.js';
import { type Chunks, joined, type Member, member, Unreadable } from '../../formats/member.js';
import { isWorkbook, whyNoWorkbook } from '../../formats/workbook-kinds.js';
import { BadEntry, openZip, type Zip } from '../../formats/zip.js';
import type { ImportFlags } from './flags.js';
import { type Gathered, type Naming, sheetOf } from './gathered.js';

/** Null: it is no zip of files but a workbook, or a document of another program. */
export async function zippedMembers(
  bytes: Uint8Array,
  path: string,
  naming: Naming,
  flags: ImportFlags,
): Promise<Gathered | null> {
  const { Inflate } = await import('fflate');
  const zip = openZip(bytes, Inflate);
  if ('code' in zip) return /\.xls[xmb]?$/i.test(path) ? null : refused([faultProblem(path, zip)]);
  if (isDocument(bytes, zip)) return null;
  const picked = pickFiles(zip.names);
  if ('code' in picked) return refused([faultProblem(path, picked)]);
  const unreadable = picked.files.flatMap((name) => {
    const fault = zip.whyNot(name);
    return fault === null ? [] : [faultProblem(naming(name), fault)];
  });
  if (unreadable.length > 0) return refused(unreadable);
  const found = await Promise.all(
    picked.files.map((name) => entryOf(zip, name, naming(name), flags)),
  );
  return {
    members: found.flatMap(({ members }) => members),
    problems: [
      ...(picked.nestedIn === null ? [] : [nested(path, picked.nestedIn)]),
      ...notRead(picked.others.map(naming)),
      ...found.flatMap(({ problems }) => problems),
    ],
  };
}

function refused(problems: readonly Problem[]): Gathered {
  return { members: [], problems };
}

/** A workbook, or what some other program keeps in a zip. */
function isDocument(bytes: Uint8Array, { names }: Zip): boolean {
  if (names.includes('xl/workbook.xml')) return true;
  return whyNoWorkbook(bytes, names) !== whyNoWorkbook(bytes, []);
}

async function entryOf(
  zip: Zip,
  name: string,
  path: string,
  flags: ImportFlags,
): Promise<Gathered> {
  const chunks: Chunks = () => readable(zip.chunks(name), path);
  const one: Member = member(path, chunks);
  if (!isWorkbook(one.head())) return { members: [one], problems: [] };
  try {
    return await sheetOf(joined([...chunks()]), path, flags);
  } catch (error) {
    if (error instanceof Unreadable) return refused([error.problem]);
    throw error;
  }
}

/** The chunks, damage named as a problem of this file. */
function* readable(chunks: Iterable<Uint8Array>, path: string): Iterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof BadEntry) throw new Unreadable(faultProblem(path, error.fault));
    throw error;
  }
}
