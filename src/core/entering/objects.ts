/** What another program sends: one JSON object a piece, checked key by key into a record of evidence. */

import type { Problem } from '../errors.js';
import type { EvidenceRecord, Faults } from '../importing/records.js';
import type { Day } from '../model.js';
import { isObject, type ObjectReader, objectReader } from './object-values.js';

/** What holds for objects that do not say it themselves. */
export interface Defaults {
  readonly date: Day;
  readonly section: string;
  readonly kind: string;
  readonly title: string;
  readonly by: string;
  readonly link: string;
  readonly support: string;
  readonly tags: string;
}

/** The keys that an object may have. */
export const KEYS = [
  'student',
  'student_id',
  'section',
  'competency',
  'framework',
  'level',
  'score',
  'possible',
  'kind',
  'on',
  'date',
  'by',
  'title',
  'note',
  'link',
  'support',
  'tags',
  'external_id',
] as const;

export type Key = (typeof KEYS)[number];

/**
 * Reads objects into records whose `line` is the index of the object (0-based). All that is wrong with
 * types and keys is said; what has the wrong type is blank in the record. `isId`: whether a word is the
 * id of a student, so that `student` may be an id or a name.
 */
export function readObjects(
  objects: readonly unknown[],
  defaults: Defaults,
  isId: (word: string) => boolean,
  faults: Faults,
): EvidenceRecord[] {
  sayUnknownKeys(objects, faults);
  return objects.flatMap((value, index) => {
    if (!isObject(value)) {
      faults.error(index, null, 'not_an_object', 'a piece of evidence is a JSON object');
      return [];
    }
    return [recordOf(objectReader(value, index, faults), index, defaults, isId)];
  });
}

/** Of the problems of one key of an object the first: what follows from it says nothing more. */
export function firstOfEach(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ line, field, code }) => {
    const key = `${line} ${field?.replace('student_id', 'student') ?? code}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The keys that any of the objects has. */
export function keysOf(objects: readonly unknown[]): ReadonlySet<string> {
  return new Set(objects.filter(isObject).flatMap((one) => Object.keys(one)));
}

function recordOf(
  read: ObjectReader,
  line: number,
  defaults: Defaults,
  isId: (word: string) => boolean,
): EvidenceRecord {
  const student = read.text('student');
  const id = read.word('student_id') || (isId(student) ? student : '');
  const score = read.either('score', 'level', read.word);
  const note = read.text('note');
  const isEmpty = score === '' && note === '';
  if (isEmpty) read.missing('score', 'missing_score', 'a level or a score');
  return {
    line,
    studentId: id,
    studentName: student,
    section: read.text('section') || defaults.section,
    competency: read.text('competency'),
    framework: read.text('framework'),
    score,
    possible: read.word('possible'),
    date: read.either('on', 'date', read.text) || defaults.date,
    kind: read.text('kind') || defaults.kind,
    title: read.text('title') || defaults.title,
    // A row that says nothing would be passed over, and the rest that is wrong with it not said.
    note: isEmpty ? '-' : note,
    by: read.text('by') || defaults.by,
    link: read.text('link') || defaults.link,
    support: read.text('support') || defaults.support,
    tags: read.list('tags') || defaults.tags,
    externalId: read.word('external_id'),
  };
}

/** A key that nothing reads is a warning: a slip in it would lose what it says. */
function sayUnknownKeys(objects: readonly unknown[], faults: Faults): void {
  const known: readonly string[] = KEYS;
  const unknown = [...keysOf(objects)].filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  const first = objects.findIndex(
    (one) => isObject(one) && unknown.some((key) => Object.hasOwn(one, key)),
  );
  const message = `keys not used: ${unknown.join(', ')}; there are ${KEYS.join(', ')}`;
  faults.warning(first, null, 'unused_keys', message);
}
