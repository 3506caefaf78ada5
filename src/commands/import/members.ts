/** What was named on the command line, as files to import: looked for before the gradebook is opened. */
import { PlError } from '../../core/errors.js';
import { filesIn, firstBytes, isFolder, isPlainFile, openChunks, readBytes } from '../../files.js';
import { faultProblem } from '../../formats/fault.js';
import { notRead, pickFiles } from '../../formats/folder.js';
import { HEAD, type Member, member } from '../../formats/member.js';
import { isWorkbook } from '../../formats/workbook-kinds.js';
import { isZip } from '../../formats/zip-directory.js';
import { progressBar } from '../../progress.js';
import type { Session } from '../session.js';
import type { ImportFlags } from './flags.js';
import { type Gathered, type Naming, sheetOf } from './gathered.js';
import { zippedMembers } from './zips.js';

/**
 * The files of all paths, in order. Throws `PlError('unreadable')` for a path that is not there and
 * `PlError('usage')` for a `--sheet` of what has none.
 */
export async function gather(
  session: Session,
  paths: readonly string[],
  flags: ImportFlags,
): Promise<Gathered> {
  const isAlone = paths.length === 1;
  const parts = await Promise.all(paths.map((path) => gathered(session, path, isAlone, flags)));
  return {
    members: parts.flatMap(({ members }) => members),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

async function gathered(
  session: Session,
  path: string,
  isAlone: boolean,
  flags: ImportFlags,
): Promise<Gathered> {
  const naming: Naming = (name) => (isAlone ? name : `${path}/${name}`);
  if (path !== '-' && isFolder(path)) return await inFolder(session, path, naming, flags);
  const sent =
    path === '-' ? await session.io.readStdin() : isPlainFile(path) ? null : readBytes(path);
  const head = sent ?? firstBytes(path, HEAD);
  const chunks = () => (sent === null ? openChunks(path).chunks : [sent]);
  if (isZip(head)) {
    const zipped = await zippedMembers(sent ?? readBytes(path), path, naming, flags);
    if (zipped !== null) return zipped;
  }
  if (isWorkbook(head)) return await sheetOf(sent ?? readBytes(path), path, flags);
  if (flags.sheet !== undefined)
    throw new PlError('usage', `--sheet is for workbooks (.xlsx), and ${path} is none`);
  if (sent !== null) return { members: [member(path, chunks)], problems: [] };
  return { members: [await onDisk(session, path, path)], problems: [] };
}

/** The files of a folder, each as if it were given alone. */
async function inFolder(
  session: Session,
  folder: string,
  naming: Naming,
  flags: ImportFlags,
): Promise<Gathered> {
  const picked = pickFiles(filesIn(folder));
  if ('code' in picked && picked.code === 'no_files')
    throw new PlError('unreadable', `${folder} is a folder, and ${picked.message}`);
  if ('code' in picked) return { members: [], problems: [faultProblem(folder, picked)] };
  const members = picked.files.map((name) => {
    const path = `${folder}/${name}`;
    return isWorkbook(firstBytes(path, HEAD))
      ? sheetOf(readBytes(path), naming(name), flags)
      : onDisk(session, path, naming(name)).then((one) => ({ members: [one], problems: [] }));
  });
  const found = await Promise.all(members);
  return {
    members: found.flatMap((one) => one.members),
    problems: [...notRead(picked.others.map(naming)), ...found.flatMap(({ problems }) => problems)],
  };
}

/** A text is read piece by piece when its turn comes. */
async function onDisk(session: Session, path: string, name: string): Promise<Member> {
  const { size } = openedOnce(path);
  let read = () => 0;
  const chunks = () => {
    const file = openChunks(path);
    read = file.read;
    return file.chunks;
  };
  return member(name, chunks, {
    head: () => firstBytes(path, HEAD),
    bytes: () => readBytes(path),
    ...(await rowsSeen(session, size, () => read())),
  });
}

/** A file that cannot be read is refused before the gradebook is opened. */
function openedOnce(path: string): { readonly size: number } {
  const { size, chunks } = openChunks(path);
  for (const _ of chunks) break;
  return { size };
}

/** How far the reading of a long file is, for a person who waits. */
async function rowsSeen(session: Session, size: number, read: () => number) {
  if (session.options.quiet === true) return { onRow: () => {}, onEnd: () => {} };
  const progress = await progressBar(session.io, size);
  let rows = 0;
  return {
    onRow: () => {
      if (++rows % 2_000 === 0) progress.at(read(), rows);
    },
    onEnd: progress.end,
  };
}
