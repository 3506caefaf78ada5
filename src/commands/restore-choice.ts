/** Which copy is to be put back: named, the last good one, that of a day, or chosen from a list. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { realPlace } from '../files.js';
import type { Column } from '../output/render.js';
import { visible } from '../output/safe.js';
import { isCopyOf, knownCopies } from '../store/copies/known.js';
import { type Backup, backups, folderOf, inTime } from '../store/copies/names.js';
import { isSealed } from '../store/copies/staging.js';
import type { Gradebook } from '../store/open.js';
import type { Session } from './session.js';

export interface ChoiceFlags {
  readonly last?: boolean;
  readonly day?: string;
}

/** The copies that are known of, oldest first: those beside the gradebook, and those it has made elsewhere. */
export function copiesOf(path: string, book: Gradebook | null): Backup[] {
  return [...backups(path), ...(book === null ? [] : elsewhere(path, book))].sort(inTime);
}

/** In the folders in which this gradebook has made copies; another of its name may have put its own there too. */
function elsewhere(path: string, book: Gradebook): Backup[] {
  const made = knownCopies(book).flatMap((copy) => (copy.kind === 'backup' ? copy.path : []));
  const beside = realPlace(folderOf(path));
  const folders = new Set(made.map(dirname).filter((folder) => realPlace(folder) !== beside));
  return [...folders]
    .flatMap((folder) => backups(path, folder))
    .filter((copy) => made.includes(copy.path) || isCopyOf(book, copy.path) === true);
}

/**
 * The copies to try, the best first; one that is damaged gives way to the next only where the last good
 * one was asked for. Throws `PlError`: `usage` where a script names none, `not_found` where there is none.
 */
export async function chosen(
  session: Session,
  book: Gradebook | null,
  named: string | undefined,
  flags: ChoiceFlags,
): Promise<readonly string[]> {
  const known = copiesOf(session.path, book);
  if (named !== undefined) return [placeOf(known, named)];
  if (flags.day !== undefined) {
    const day = session.day(flags.day, '--day');
    const copy = known.filter((one) => one.day <= day).at(-1);
    if (copy === undefined) throw noneBefore(session, day);
    return [copy.path];
  }
  if (known.length === 0) {
    throw new PlError('not_found', `there is no copy of ${session.path}`, 'pl restore FILE');
  }
  if (flags.last === true) return lastFirst(known).map(({ path }) => path);
  return [await asked(session, known)];
}

/** What a restore has replaced was left on purpose: it comes last. */
function lastFirst(known: readonly Backup[]): Backup[] {
  const isReplaced = ({ before }: Backup) => before === 'restore';
  const newest = [...known].reverse();
  return [...newest.filter((one) => !isReplaced(one)), ...newest.filter(isReplaced)];
}

function noneBefore(session: Session, day: Day): PlError {
  return new PlError(
    'not_found',
    `there is no copy of ${session.path} from ${day} or before`,
    'pl restore --list',
  );
}

/** A path, or a name among the copies that are known of. */
function placeOf(known: readonly Backup[], named: string): string {
  if (existsSync(named)) return named;
  return known.find(({ path }) => basename(path) === named)?.path ?? named;
}

function asked(session: Session, known: readonly Backup[]): Promise<string> {
  const choices = [...known].reverse().map((copy) => ({
    name: visible(`${copy.day}  ${whatIs(copy)}  (${basename(copy.path)})`),
    value: copy.path,
  }));
  return session.ask.choose('Put back which copy?', choices);
}

/** Why there is a copy, in words. */
function whatIs({ before, asked }: Backup): string {
  if (asked) return 'pl backup';
  return before === null ? 'at the beginning of the day' : `before ${before}`;
}

/** The columns of `pl restore --list`. */
export const COPY_COLUMNS: readonly Column<Backup>[] = [
  { key: 'day', title: 'Day', value: ({ day }) => day },
  { key: 'what', title: 'What', value: whatIs },
  { key: 'bytes', title: 'Bytes', align: 'right', value: ({ path }) => sizeOf(path) },
  {
    key: 'locked',
    title: 'Locked',
    value: ({ path }) => isLockedFile(path),
    text: ({ path }) => (isLockedFile(path) ? 'yes' : 'no'),
  },
  { key: 'path', title: 'Path', value: ({ path }) => path },
];

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? null;

function isLockedFile(path: string): boolean {
  try {
    return isSealed(path);
  } catch {
    return false;
  }
}
