/**
 * A file as `pl import` sees it, wherever it lies: on the disk, in a folder, in a zip, on standard
 * input, or as a sheet of a workbook. Formats of one file read one member, formats of many (such as
 * OneRoster) read all that were given together.
 */
import { basename } from 'node:path';
import type { Problem } from '../core/errors.js';
import { columnMeanings } from './column-meanings.js';
import { headerScore } from './known-headers.js';
import { type HeaderScore, type Opened, type OpenTable, openTable } from './table.js';

export interface Member {
  /** The name given, or the entry in the zip or folder: problems carry it. */
  readonly path: string;
  /** The bare name, without folders, as written: `users.csv`. */
  readonly name: string;
  /** Its first bytes, up to 64 KiB (of a workbook: of the sheet as CSV); asking again is free. */
  readonly head: () => Uint8Array;
  /**
   * Opens it as a text table, once; whoever opens it reads it to its end or leaves it. `score` tells
   * its header from titles above it.
   */
  readonly open: (score?: HeaderScore) => Opened<OpenTable>;
  /** All its bytes, for what is no table (JSON); to be asked instead of `open`. */
  readonly bytes: () => Uint8Array;
  /** To be told of each row that was read. */
  readonly onRow: () => void;
  /** To be told when all were. */
  readonly onEnd: () => void;
}

/** How much of a file is looked at to find its format out. */
export const HEAD = 64 * 1024;

/** Where the bytes of a file come from, as often as they are asked for. */
export type Chunks = () => Iterable<Uint8Array>;

/** Thrown where a file turns out to be unreadable while it is read: nothing of it may be written. */
export class Unreadable extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * A member of this path with these bytes; a head that cannot be read is empty. `said` are problems
 * that are known before it is opened.
 */
export function member(
  path: string,
  chunks: Chunks,
  { said = [], ...more }: Partial<Member> & { readonly said?: readonly Problem[] } = {},
): Member {
  let head: Uint8Array | null = null;
  return {
    path,
    name: basename(path),
    head: () => {
      head ??= firstOf(chunks);
      return head;
    },
    open: (score = headerScore([])) =>
      openTable(chunks(), path, { problems: said, score, meanings: columnMeanings }),
    bytes: () => joined([...chunks()]),
    onRow: () => {},
    onEnd: () => {},
    ...more,
  };
}

function firstOf(chunks: Chunks): Uint8Array {
  const first: Uint8Array[] = [];
  let size = 0;
  try {
    for (const chunk of chunks()) {
      first.push(chunk);
      size += chunk.length;
      if (size >= HEAD) break;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return new Uint8Array();
  }
  return joined(first).subarray(0, HEAD);
}

/** Chunks as one piece of memory. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
