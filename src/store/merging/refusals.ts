/** Why gradebooks cannot be brought together, in words. */
import type Database from 'better-sqlite3';
import { PlError } from '../../core/errors.js';
import type { Clash, Things } from '../../core/merging/same.js';
import type { Source } from './read.js';

/** Throws `PlError('conflict')` where an id is two children's, or things of one gradebook would become one. */
export function refuseClashes(clashes: readonly Clash[], sources: readonly Source[]): void {
  const nameOf = (place: number) => sources[place]?.name ?? '';
  const [first] = clashes;
  if (first === undefined) return;
  const more = clashes.length > 1 ? ` (and ${clashes.length - 1} more such)` : '';
  if (first.kind === 'other_name') {
    const [one, other] = first.sources.map(nameOf);
    throw new PlError(
      'conflict',
      `${first.type} "${first.value}" is one child in ${one} and a child of another name in ${other}${more}: nothing was written. Correct the id where it is wrong, or say that it is one child`,
      'pl merge --same-students OTHER.db',
    );
  }
  throw new PlError(
    'conflict',
    `${first.noun} ${first.called.join(' and ')} of ${nameOf(first.source)} would become one${more}: another gradebook has one where there are two; nothing was written`,
    `pl ${LISTING[first.noun]} --db "${nameOf(first.source)}"`,
  );
}

/** The command that lists things of a kind, so that one sees what they are known by. */
const LISTING: Readonly<Record<keyof Things, string>> = {
  schools: 'sections',
  terms: 'term list',
  staff: 'sections',
  sections: 'sections',
  scales: 'scale list',
  frameworks: 'standards',
  competencies: 'standards',
  pathways: 'pathway list',
  stages: 'pathway list',
  students: 'students',
  studentIds: 'students',
};

/** Throws `PlError('unreadable')` where a fact is about what is not there: a gradebook was not whole. */
export function refuseUnsound(db: Database.Database, sources: readonly Source[]): void {
  const [fault] = db.pragma('foreign_key_check') as { readonly table: string }[];
  if (fault === undefined) return;
  throw new PlError(
    'unreadable',
    `one of ${sources.map(({ name }) => name).join(', ')} is damaged: ${fault.table} of it are about what is not there; nothing was written`,
    'pl check',
  );
}
