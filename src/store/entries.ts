/** The log: entries, what they did, and the uids that name a piece of evidence anywhere. */
import { PlError } from '../core/errors.js';
import type { Day, Id } from '../core/model.js';
import { openToRead } from './connecting.js';
import { type EntryFilter, entryCondition } from './entry-filter.js';
import type { Gradebook } from './open.js';
import { bound, NOW, type View } from './view.js';

export interface Entry {
  readonly id: Id;
  readonly gradebook: string;
  readonly number: number;
  /** UTC instant. */
  readonly at: string;
  readonly day: Day;
  readonly who: string | null;
  readonly command: string;
  readonly about: string | null;
  readonly file: string | null;
  readonly student: Id | null;
  readonly competency: Id | null;
  readonly undoes: Id | null;
  readonly clockSet: boolean;
  /** The entry that took this one back, if any. */
  readonly undoneBy: Id | null;
}

const ENTRY = `
  SELECT e.id, e.gradebook, e.number, e.at, e.day, e.who, e.command, e.about, e.file, e.student,
    e.competency, e.undoes, e.clock_set AS clockSet,
    (SELECT max(u.id) FROM entries u
     WHERE u.undoes = e.id AND u.id <= @horizon AND u.day <= @asOf) AS undoneBy
  FROM entries e`;

/**
 * The latest entries that a filter leaves, newest first; one is taken back where that had been entered
 * by then.
 */
export function latestEntries(
  book: Gradebook,
  most: number,
  view: View = NOW,
  filter: EntryFilter = {},
): Entry[] {
  const asked = entryCondition(book, filter);
  const rows = book.db
    .prepare(
      `${ENTRY} WHERE e.id <= @horizon AND e.day <= @asOf AND ${asked.sql}
       ORDER BY e.id DESC LIMIT @most`,
    )
    .all({ ...bound(view), ...asked.bound, most }) as EntryRow[];
  return rows.map(entryOf);
}

/** How people name an entry: its number, with the gradebook before it where that is another one. */
export function entryName(book: Gradebook, entry: Pick<Entry, 'gradebook' | 'number'>): string {
  return entry.gradebook === book.uid ? String(entry.number) : `${entry.gradebook}-${entry.number}`;
}

/**
 * The entry that a name means: `12` of this gradebook, else of the only other that has one of that
 * number; `abcd2345-12` anywhere. Null where there is none. Throws `PlError('ambiguous')`.
 */
export function entryNamed(book: Gradebook, name: string): Entry | null {
  const [, uid = book.uid, number] = ENTRY_NAME.exec(name.toLowerCase()) ?? [];
  const own = number === undefined ? null : entryByNumber(book, Number(number), uid);
  if (own !== null || number !== name) return own;
  const others = book.db
    .prepare(`${ENTRY} WHERE e.number = @number ORDER BY e.id`)
    .all({ ...bound(NOW), number: Number(number) }) as EntryRow[];
  const [first, second] = others.map(entryOf);
  if (second === undefined) return first ?? null;
  throw new PlError(
    'ambiguous',
    `entry ${number} could be ${others.map((one) => entryName(book, one)).join(' or ')}`,
    'pl log',
  );
}

/** A number, perhaps with the gradebook before it. */
export const ENTRY_NAME = /^(?:([a-z0-9]+)-)?(\d+)$/;

/** An entry of this gradebook, or of another that came into it, by its number. */
export function entryByNumber(book: Gradebook, number: number, uid = book.uid): Entry | null {
  const row = book.db
    .prepare(`${ENTRY} WHERE e.gradebook = @uid AND e.number = @number`)
    .get({ ...bound(NOW), uid, number }) as EntryRow | undefined;
  return row === undefined ? null : entryOf(row);
}

/** An entry by its id. */
export function entryById(book: Gradebook, id: Id): Entry {
  const row = book.db.prepare(`${ENTRY} WHERE e.id = @id`).get({ ...bound(NOW), id });
  return entryOf(row as EntryRow);
}

/**
 * Entries that say nothing which could be taken back: a gradebook begins with them, or they take back; the
 * entry of such an undo may not be here.
 */
const NO_FACTS: readonly string[] = ['init', 'split', 'restore', 'undo'];

/** Entries that nothing takes back: what they took away is gone, also from here. */
const FOR_GOOD: readonly string[] = ['forget', 'forget --allow'];

/** Whether an entry is of a kind that can be taken back, and was not yet. */
export function canBeUndone(entry: Pick<Entry, 'undoes' | 'undoneBy' | 'command'>): boolean {
  const stays = NO_FACTS.includes(entry.command) || FOR_GOOD.includes(entry.command);
  return entry.undoes === null && entry.undoneBy === null && !stays;
}

/** The newest entry made in this gradebook that is neither an undo nor undone; null when there is none. */
export function lastStandingEntry(book: Gradebook): Entry | null {
  const row = book.db
    .prepare(
      `SELECT * FROM (${ENTRY}) WHERE gradebook = @uid AND undoes IS NULL AND undoneBy IS NULL
         AND command NOT IN (SELECT value FROM json_each(@without))
       ORDER BY id DESC LIMIT 1`,
    )
    .get({ ...bound(NOW), uid: book.uid, without: JSON.stringify(NO_FACTS) }) as
    | EntryRow
    | undefined;
  return row === undefined ? null : entryOf(row);
}

/** Who has entered anything, and in which gradebooks. */
export function namesInLog({ db }: Gradebook): {
  readonly who: readonly string[];
  readonly gradebooks: readonly string[];
} {
  const all = (column: 'who' | 'gradebook') =>
    db
      .prepare(`SELECT DISTINCT ${column} FROM entries WHERE ${column} IS NOT NULL ORDER BY 1`)
      .pluck()
      .all() as string[];
  return { who: all('who'), gradebooks: all('gradebook') };
}

/** All commands that entries of this gradebook were made by. */
export function loggedCommands({ db }: Gradebook): string[] {
  return db
    .prepare('SELECT DISTINCT command FROM entries ORDER BY command')
    .pluck()
    .all() as string[];
}

/**
 * The command of the entry that the transaction under way has made, the last of several; null where it
 * has made none.
 */
export function commandWithin(book: Gradebook): string | null {
  const before = openToRead(book.path);
  try {
    const last = 'SELECT coalesce(max(id), 0) FROM entries';
    const command = 'SELECT command FROM entries WHERE id > ? ORDER BY id DESC LIMIT 1';
    const found = book.db.prepare(command).pluck().get(before.prepare(last).pluck().get());
    return (found as string | undefined) ?? null;
  } finally {
    before.close();
  }
}

/** The name of a piece anywhere: gradebook, entry number there, number within the entry. */
export function uidReader(book: Gradebook): (piece: { entry: Id; number: number }) => string {
  const find = book.db.prepare('SELECT gradebook, number FROM entries WHERE id = ?').raw();
  const known = new Map<Id, string>();
  return ({ entry, number }) => {
    let start = known.get(entry);
    if (start === undefined) {
      start = (find.get(entry) as [string, number]).join('-');
      known.set(entry, start);
    }
    return `${start}-${number}`;
  };
}

/** The entry and number that a uid names. Throws `PlError('not_found')`. */
export function readUid(book: Gradebook, uid: string): { entry: Id; number: number } {
  const match = /^([a-z0-9]+)-(\d+)-(\d+)$/.exec(uid.trim().toLowerCase());
  const row =
    match === null
      ? undefined
      : (book.db
          .prepare('SELECT id FROM entries WHERE gradebook = ? AND number = ?')
          .get(match[1], Number(match[2])) as { id: Id } | undefined);
  if (match === null || row === undefined) {
    throw new PlError(
      'not_found',
      `there is no piece of evidence "${uid}"`,
      'pl explain STUDENT COMPETENCY',
    );
  }
  return { entry: row.id, number: Number(match[3]) };
}

/** When an entry was made: a UTC instant. */
export function instantReader(book: Gradebook): (entry: Id) => string {
  const find = book.db.prepare('SELECT at FROM entries WHERE id = ?').pluck();
  return (entry) => find.get(entry) as string;
}

type EntryRow = Omit<Entry, 'clockSet'> & { readonly clockSet: number };

function entryOf(row: EntryRow): Entry {
  return { ...row, clockSet: row.clockSet === 1 };
}
