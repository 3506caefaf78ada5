/** Of which students and competencies pieces of evidence stand, once gradebooks are together. */
import type { Id } from '../../core/model.js';
import { piecesOf, studentsOf, unitePieces } from './evidence.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import { endOf, type Layout } from './tables.js';

/**
 * What the standing pieces are about of the students among `asked` and of all who have pieces on competencies
 * among them, by new ids. `isGone`: whose pieces are not taken.
 */
export function pieceSubjects(
  sources: readonly Source[],
  names: Names,
  layout: Layout,
  asked: ReadonlySet<Id>,
  isGone: (student: Id) => boolean,
): ReadonlySet<Id> {
  const students = new Set([...asked, ...studentsOn(sources, names, asked)]);
  const subjects = new Set<Id>();
  for (const [student, holders] of studentsOf(sources, names)) {
    if (!students.has(student) || isGone(student)) continue;
    const parts = holders.map(([place, id]) =>
      piecesOf(sources, names, layout, place, id, 'evidence'),
    );
    for (const row of unitePieces(layout, parts, names.isTakenBack).said)
      if (endOf(layout, row) === null)
        for (const place of layout.identities) subjects.add(row[place] as Id);
  }
  return subjects;
}

/** The students with pieces on competencies among those asked. */
function studentsOn(sources: readonly Source[], { renamed }: Names, asked: ReadonlySet<Id>): Id[] {
  return sources.flatMap(({ db, identities }, place) => {
    const ids = renamed[place]?.identities;
    const competencies = identities.flatMap(({ id, noun }) =>
      noun === 'competency' && asked.has(ids?.get(id) ?? 0) ? id : [],
    );
    if (competencies.length === 0) return [];
    const students = db
      .prepare(
        'SELECT DISTINCT student FROM evidence WHERE competency IN (SELECT value FROM json_each(?))',
      )
      .pluck()
      .all(JSON.stringify(competencies)) as Id[];
    return students.flatMap((student) => ids?.get(student) ?? []);
  });
}
