/** Students whom one of the gradebooks has forgotten: nobody brings them back. */
import { PlError } from '../../core/errors.js';
import type { Id } from '../../core/model.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import type { Cells, Layout } from './tables.js';

/**
 * The students, by new ids, whom any source has forgotten. Throws `PlError('conflict')` where the first
 * source, which is written, still has one: erasing is asked for by a person, and not by a file.
 */
export function forgottenIn(sources: readonly Source[], { renamed }: Names): ReadonlySet<Id> {
  const gone = new Set<Id>();
  for (const [place, { db, name }] of sources.entries()) {
    const students = db.prepare('SELECT student FROM forgotten').pluck().all() as Id[];
    for (const id of students) {
      const student = renamed[place]?.identities.get(id) ?? 0;
      gone.add(student);
      const shown = shownHere(sources[0], renamed[0]?.identities, student);
      if (shown !== null)
        throw new PlError(
          'conflict',
          `${name} has forgotten a student who is still in this gradebook, with id "${shown}"; nothing was written. Forget her here too, and then bring them together`,
          `pl forget ${shown} --reason "asked for it"`,
        );
    }
  }
  return gone;
}

/** Her id where she stands; null: she does not. */
function shownHere(
  own: Source | undefined,
  ids: ReadonlyMap<Id, Id> | undefined,
  student: Id,
): string | null {
  const here = [...(ids ?? [])].find(([, now]) => now === student)?.[0];
  if (here === undefined || own === undefined) return null;
  const id = own.db
    .prepare('SELECT value FROM student_ids WHERE student = ? AND ended IS NULL ORDER BY place')
    .pluck()
    .get(here) as string | undefined;
  return id ?? null;
}

/** Whether a row is about one of the forgotten. */
export function isAboutForgotten(
  { table, columns }: Layout,
  gone: ReadonlySet<Id>,
): (row: Cells) => boolean {
  const whose = columns.indexOf(table === 'students' ? 'id' : 'student');
  if (gone.size === 0 || whose < 0) return () => false;
  return (row) => gone.has(row[whose] as Id);
}
