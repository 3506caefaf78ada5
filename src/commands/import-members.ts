/** What was named on the command line, as files to import: looked for before the gradebook is opened. */
import { basename } from 'node:path';
import { PlError } from '../core/errors.js';
import { firstBytes, isPlainFile, openChunks, readBytes } from '../files.js';
import { headerScore } from '../formats/known-headers.js';
import type { Member } from '../formats/member.js';
import { type HeaderScore, type Opened, type OpenTable, openTable } from '../formats/table.js';
import type { SheetText } from '../formats/workbook.js';
import { isWorkbook } from '../formats/workbook-kinds.js';
import { progressBar } from '../progress.js';
import type { ImportFlags } from './import-flags.js';
import type { Session } from './session.js';

/** How much of a file is looked at to find its format out. */
const HEAD = 64 * 1024;

/**
 * The files of a path. A text is read piece by piece when its turn comes; a workbook now, as nothing
 * can wait for it within the transaction.
 */
export async function membersOf(
  session: Session,
  path: string,
  { sheet, map }: ImportFlags,
): Promise<readonly Member[]> {
  const score = headerScore(map ?? []);
  const sent =
    path === '-' ? await session.io.readStdin() : isPlainFile(path) ? null : readBytes(path);
  if (isWorkbook(sent ?? firstBytes(path, HEAD))) {
    const { readWorkbook } = await import('../formats/workbook.js');
    const text = await readWorkbook(sent ?? readBytes(path), path, sheet ?? null);
    return [
      {
        ...inMemory(path, text.bytes ?? new Uint8Array(), score),
        open: () => openSheet(text, path, score),
      },
    ];
  }
  if (sheet !== undefined)
    throw new PlError('usage', `--sheet is for workbooks (.xlsx), and ${path} is none`);
  return [sent === null ? await onDisk(session, path, score) : inMemory(path, sent, score)];
}

/** A file whose bytes are all here. */
function inMemory(path: string, bytes: Uint8Array, score: HeaderScore): Member {
  return {
    path,
    name: basename(path),
    head: () => bytes.subarray(0, HEAD),
    open: () => openTable([bytes], path, { score }),
    bytes: () => bytes,
    onRow: () => {},
    onEnd: () => {},
  };
}

async function onDisk(session: Session, path: string, score: HeaderScore): Promise<Member> {
  const { chunks, size, read } = openChunks(path);
  return {
    path,
    name: basename(path),
    head: () => firstBytes(path, HEAD),
    open: () => openTable(chunks, path, { score }),
    bytes: () => readBytes(path),
    ...(await rowsSeen(session, size, read)),
  };
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

function openSheet(
  { bytes, problems }: SheetText,
  path: string,
  score: HeaderScore,
): Opened<OpenTable> {
  return bytes === null ? { table: null, problems } : openTable([bytes], path, { problems, score });
}
