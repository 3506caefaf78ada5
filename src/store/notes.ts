/** Words about students, with and without a score. */
import type { Day, Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

export function addNote(
  writer: Writer,
  note: {
    readonly student: Id;
    readonly competency: Id | null;
    readonly on: Day;
    readonly text: string;
    readonly by: string | null;
  },
): void {
  const { student, competency, on, text, by } = note;
  writer.make('notes', { student, competency, on_day: on, text, by });
}

/** A note as it is read: words on a day, maybe on a competency. */
export interface Note {
  readonly competency: Id | null;
  readonly on: Day;
  readonly text: string;
  readonly by: string | null;
  /** It came with a piece of evidence. */
  readonly withEvidence: boolean;
}

/** What was said about a student in words, with and without a score, oldest first. */
export function notesAbout(book: Gradebook, student: Id, view: View = NOW): Note[] {
  const rows = book.db
    .prepare(
      `SELECT competency, on_day AS "on", text, by, 0 AS withEvidence, entry, 0 AS number FROM notes n
       WHERE student = @student AND on_day <= @asOf AND ${holds('n')}
       UNION ALL
       SELECT competency, observed_on, note, by, 1, entry, number FROM evidence e
       WHERE student = @student AND note IS NOT NULL AND observed_on <= @asOf AND ${holds('e')}
       ORDER BY "on", entry, number, competency`,
    )
    .all({ ...bound(view), student }) as (Omit<Note, 'withEvidence'> & { withEvidence: number })[];
  return rows.map(({ competency, on, text, by, withEvidence }) => ({
    competency,
    on,
    text,
    by,
    withEvidence: withEvidence === 1,
  }));
}
