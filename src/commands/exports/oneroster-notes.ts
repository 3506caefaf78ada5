/** What a OneRoster export does not say, or not as one would think, for people. */
import type { Result } from '../../formats/out/oneroster.js';
import type { Version } from '../../formats/rosters/oneroster-tables.js';
import { english } from '../../output/words.js';
import type { Standing } from './oneroster-standing.js';
import { isWithoutSourcedId } from './oneroster-students.js';

export function notesOn(
  version: Version,
  results: readonly Result[],
  standings: readonly Standing[],
): readonly string[] {
  const placed = standings.filter(({ sections }) => sections.length > 0);
  const without = placed.filter(({ student }) => isWithoutSourcedId(student));
  const repeated = placed.filter(({ sections }) => sections.length > 1);
  const bare = results.filter(({ section }) => section.school === '');
  const schoolless = new Set(bare.map(({ section }) => section.id));
  const unsaid = version === '1.1' ? results.filter(({ level }) => level === null) : [];
  const notes: readonly (readonly [number, string, string])[] = [
    [standings.length - placed.length, 'student', 'with results in no section: left out'],
    [without.length, 'student', 'without a sourcedid: the id that is shown is written'],
    [repeated.length, 'student', 'in more than one section: the results stand in each'],
    [schoolless.size, 'section', 'of no school: the column is blank'],
    [unsaid.length, 'result', 'without a level: version 1.1 cannot say them'],
  ];
  return notes.flatMap(([count, noun, words]) =>
    count === 0 ? [] : [`${english.count(count, noun)} ${words}`],
  );
}
