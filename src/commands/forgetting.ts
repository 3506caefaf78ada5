/** What surrounds a forgetting: what is held of a student, what is left to finish, and her in copies. */
import { PlError } from '../core/errors.js';
import { mentions, type Person } from '../core/forgetting.js';
import { english } from '../output/words.js';
import {
  copiesWithForgotten,
  eraseInCopy,
  type FoundCopy,
  removeUnfinished,
} from '../store/forgetting/copies.js';
import { isForgetting } from '../store/forgetting/due.js';
import { finishForgetting, type Holdings, markForgetting } from '../store/forgetting/forget.js';
import type { Gradebook } from '../store/open.js';
import { dropMemory } from './record/asking-memory.js';
import type { Session } from './session.js';

/** Throws `PlError('invalid')` where the reason, which is kept, names her. */
export function refuseNaming(reason: string, person: Person): void {
  if (!mentions([person])(reason)) return;
  throw new PlError(
    'invalid',
    'the reason names the student, and it is all that is kept: say it without her name and ids',
  );
}

/** "12 pieces of evidence, 2 notes, 31 other rows". */
export function holdingsText(held: Holdings): string {
  const { count } = english;
  const named = NAMED.flatMap(([table, one, many]) => {
    const rows = held.get(table) ?? 0;
    return rows === 0 ? [] : [count(rows, one, many)];
  });
  const known = new Set(NAMED.map(([table]) => table));
  const others = [...held].reduce((sum, [table, rows]) => sum + (known.has(table) ? 0 : rows), 0);
  return [...named, ...(others === 0 ? [] : [count(others, 'other row')])].join(', ');
}

const NAMED: readonly (readonly [string, string, string])[] = [
  ['evidence', 'piece of evidence', 'pieces of evidence'],
  ['notes', 'note', 'notes'],
  ['overrides', 'judgement', 'judgements'],
  ['comments', 'comment', 'comments'],
  ['report_card_marks', 'report card', 'report cards'],
  ['enrollments', 'enrollment', 'enrollments'],
];

/**
 * Rewrites the file, erases in copies where that is asked, and tells what remains to be done: exit 4
 * where something does. `students` is how many were forgotten just now.
 */
export async function report(
  session: Session,
  book: Gradebook,
  students: number,
  inCopies: boolean,
): Promise<void> {
  dropMemory(session.io);
  const why = finish(book);
  const { erased, failed } = inCopies ? eraseInCopies(book) : { erased: [], failed: [] };
  const left = copiesLeft(book);
  if (why !== null || failed.length > 0) session.code = 4;
  for (const line of failed) session.complain(`not erased: ${line}`);
  if (why !== null)
    session.complain(
      `what was erased may still lie in the file: ${why}; close it there, then: pl forget --finish`,
    );
  if (session.format === 'json')
    return session.print.json(factsOf(students, why === null, erased, left));
  if (students > 0) session.say(`forgotten: ${english.count(students, 'student')}`);
  for (const path of erased) session.say(`erased in ${path} too`);
  for (const line of leftLines(left)) session.say(line);
}

/** The answer where nobody had to be forgotten, with what is left of others. */
export function reportNobody(session: Session, book: Gradebook): void {
  session.print.json(factsOf(0, !isForgetting(book), [], copiesLeft(book)));
}

function factsOf(
  students: number,
  finished: boolean,
  erased: readonly string[],
  left: readonly FoundCopy[],
) {
  return {
    forgotten: students,
    finished,
    erased_in: erased,
    copies: left.map(({ path, kind, holds }) => ({ path, kind, students: holds })),
  };
}

/** The copies that have somebody who was forgotten, or that cannot be looked into. */
function copiesLeft(book: Gradebook): readonly FoundCopy[] {
  return copiesWithForgotten(book).filter(({ holds }) => holds !== 0);
}

function leftLines(left: readonly FoundCopy[]): string[] {
  const lines = left.map(({ path, kind, holds }) => {
    if (holds === null) return `  ${path}: it cannot be looked into`;
    const who = english.count(holds, 'forgotten student');
    return kind === 'backup'
      ? `  ${path}: still has ${who} (pl forget --in-copies)`
      : `  ${path}: still has ${who}; it is a colleague's now: she forgets with pl forget`;
  });
  return [
    ...(lines.length === 0 ? [] : ['copies that pl knows of:', ...lines]),
    'not known: exported files, printed pages, copies that other programs made (docs/privacy.md)',
  ];
}

/** Rewrites the file; null when nothing is left to do, else why not. */
export function finish(book: Gradebook): string | null {
  removeUnfinished(book);
  return finishForgetting(book);
}

/** Erases all who were forgotten in the backups that have them; those that could not be are told. */
function eraseInCopies(book: Gradebook): {
  readonly erased: readonly string[];
  readonly failed: readonly string[];
} {
  const [erased, failed]: [string[], string[]] = [[], []];
  const backups = copiesLeft(book).filter(({ kind }) => kind === 'backup');
  if (backups.length === 0) return { erased, failed };
  markForgetting(book.db);
  for (const { path } of backups) {
    try {
      eraseInCopy(book, path);
      erased.push(path);
    } catch (error) {
      failed.push(error instanceof Error ? error.message : path);
    }
  }
  finish(book);
  return { erased, failed };
}

/** Finishes what a run that was ended in the middle has left, as soon as nobody else reads. */
export function finishLate(session: Session, book: Gradebook): void {
  session.say('finishing what pl forget began …');
  const why = finish(book);
  if (why !== null) session.say(`not finished yet: ${why}`);
  const left = copiesLeft(book).filter(({ kind }) => kind === 'backup');
  if (left.length > 0) for (const line of leftLines(left)) session.say(line);
}
