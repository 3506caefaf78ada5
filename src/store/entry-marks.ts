/** How far a gradebook had come at some moment: whether it still holds that, or was put back since. */
import type { Gradebook } from './open.js';

/** The last entry at that moment, by what names it in every copy. */
export interface EntryMark {
  readonly gradebook: string;
  readonly number: number;
  readonly mark: number;
}

/** Null in a gradebook without entries. */
export function lastEntryMark({ db }: Gradebook): EntryMark | null {
  const last = db
    .prepare('SELECT gradebook, number, mark FROM entries ORDER BY id DESC LIMIT 1')
    .get();
  return (last as EntryMark | undefined) ?? null;
}

/** Whether the entry is in this gradebook: not so in an older copy that took its place. */
export function holdsEntry({ db }: Gradebook, { gradebook, number, mark }: EntryMark): boolean {
  const sql = 'SELECT 1 FROM entries WHERE gradebook = ? AND number = ? AND mark = ?';
  return db.prepare(sql).get(gradebook, number, mark) !== undefined;
}

/** The same only while nothing was entered but files of evidence, whoever entered it. */
export function stampWithoutEvidence({ db, uid, path }: Gradebook): string {
  const others = db
    .prepare(
      "SELECT count(*) AS n, coalesce(max(id), 0) AS last FROM entries WHERE command <> 'import evidence'",
    )
    .get() as { readonly n: number; readonly last: number };
  return JSON.stringify([path, uid, others.n, others.last]);
}
