/** What was seen of each file while it was read, for the report: how it is written, which columns count. */
import type { Signs } from '../../formats/format.js';
import { NATIVE } from '../../formats/format.js';
import type { Member } from '../../formats/member.js';
import { areHeaders } from '../../formats/names.js';
import type { HeaderScore, TableHead } from '../../formats/table.js';
import type { Batch } from './batches.js';

/** A file that was read, in the keys of JSON. */
export interface FileFacts {
  readonly file: string;
  readonly format: string;
  /** Why it was taken for this format; null: no other fits. */
  readonly why: string | null;
  /** Null where it could not be told, and of what is no table. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly columns_used: readonly string[];
  readonly columns_ignored: readonly string[];
  /** Rows under the headers; null of what is no table. */
  readonly rows: number | null;
}

export interface Reading {
  /** The same files, each of which notes how it is read. */
  readonly members: readonly Member[];
  /** Those that were read so far, in order. */
  readonly facts: (batches: readonly Batch<Signs>[]) => readonly FileFacts[];
  /** The names of those that were not. */
  readonly unread: () => readonly string[];
}

/** What is noted of one file. */
interface Seen {
  isRead: boolean;
  table: TableHead | null;
  unused: readonly string[];
  rows: number;
}

/** `score` tells the headers of the files from titles above them. */
export function watched(files: readonly Member[], score: HeaderScore): Reading {
  const notes = new Map<Member, Seen>();
  const members = files.map((file) => {
    const seen: Seen = { isRead: false, table: null, unused: [], rows: 0 };
    const member = noting(file, seen, score);
    notes.set(member, seen);
    return member;
  });
  return {
    members,
    facts: (batches) =>
      batches.flatMap(({ members, found }) =>
        members.flatMap((member) => {
          const seen = notes.get(member);
          return seen?.isRead === true ? [factsOf(member, found, seen, score)] : [];
        }),
      ),
    unread: () => members.filter((one) => notes.get(one)?.isRead !== true).map(({ path }) => path),
  };
}

function noting(file: Member, seen: Seen, score: HeaderScore): Member {
  return {
    ...file,
    open: () => {
      seen.isRead = true;
      const { table, problems } = file.open(score);
      if (table === null) return { table, problems };
      const onUnused = (headers: readonly string[]) => {
        seen.unused = headers;
      };
      seen.table = table;
      const rows = counted(table.rows, seen);
      return { table: { ...table, rows, onUnused }, problems };
    },
    bytes: () => {
      seen.isRead = true;
      return file.bytes();
    },
  };
}

function* counted<R>(rows: Iterable<R>, seen: Seen): Iterable<R> {
  for (const row of rows) {
    seen.rows++;
    yield row;
  }
}

function factsOf(
  { path }: Member,
  found: Batch<Signs>['found'],
  { table, unused, rows }: Seen,
  score: HeaderScore,
): FileFacts {
  const cells = table?.headers ?? [];
  // Without headers the first row is a pupil's, and is not told.
  const isTold =
    (found !== null && found.format.name !== NATIVE) || areHeaders(cells, score(cells));
  const headers = isTold ? cells.filter((header) => header !== '') : [];
  return {
    file: path,
    format: found?.format.name ?? NATIVE,
    why: found?.why ?? null,
    encoding: table?.encoding ?? null,
    delimiter: table?.delimiter ?? null,
    columns_used: headers.filter((header) => !unused.includes(header)),
    columns_ignored: headers.filter((header) => unused.includes(header)),
    rows: table === null ? null : rows,
  };
}
