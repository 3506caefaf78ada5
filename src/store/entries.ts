/** The log: entries, what they did, and the uids that name a piece of evidence anywhere. */
import { PlError } from '../core/errors.js';
import type { Day, Id } from '../core/model.js';
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

/** The latest entries, newest first; one is taken back where that had been entered by then. */
export function latestEntries(book: Gradebook, most: number, view: View = NOW): Entry[] {
  const rows = book.db
    .prepare(`${ENTRY} WHERE e.id <= @horizon AND e.day <= @asOf ORDER BY e.id DESC LIMIT @most`)
    .all({ ...bound(view), most }) as EntryRow[];
  return rows.map(entryOf);
}

/**
 * An entry as it is named: `12` is one of this gradebook, `k3f9x2ab-12` one of any that was brought into
 * it. Null: there is none.
 */
export function entryNamed(book: Gradebook, name: string): Entry | null {
  const [, uid = book.uid, number] = /^(?:([a-z0-9]+)-)?(\d+)$/.exec(name.toLowerCase()) ?? [];
  const row = book.db
    .prepare(`${ENTRY} WHERE e.gradebook = @uid AND e.number = @number`)
    .get({ ...bound(NOW), uid, number: Number(number ?? 0) }) as EntryRow | undefined;
  return row === undefined ? null : entryOf(row);
}

/** An entry of this gradebook by its number. */
export function entryByNumber(book: Gradebook, number: number): Entry | null {
  return entryNamed(book, String(number));
}

/** How an entry is named in this gradebook: by its number, one of another also by its gradebook. */
export function entryName({ uid }: Gradebook, { gradebook, number }: Entry): string {
  return gradebook === uid ? String(number) : `${gradebook}-${number}`;
}

/** An entry by its id. */
export function entryById(book: Gradebook, id: Id): Entry {
  const row = book.db.prepare(`${ENTRY} WHERE e.id = @id`).get({ ...bound(NOW), id });
  return entryOf(row as EntryRow);
}

/** The newest entry that is neither an undo nor undone; null when there is none. */
export function lastStandingEntry(book: Gradebook): Entry | null {
  const row = book.db
    .prepare(
      `SELECT * FROM (${ENTRY}) WHERE undoes IS NULL AND undoneBy IS NULL AND command NOT IN ('init', 'undo')
       ORDER BY id DESC LIMIT 1`,
    )
    .get(bound(NOW)) as EntryRow | undefined;
  return row === undefined ? null : entryOf(row);
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
