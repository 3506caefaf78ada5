/** The copies that are kept without being asked for: each day, before much is written, before a migration. */
import { statSync } from 'node:fs';
import type { Day } from '../core/model.js';
import {
  type CopyOutcome,
  copyBefore,
  copyBeforeCommit,
  dailyCopy,
} from '../store/copies/backup.js';
import { commandWithin } from '../store/entries.js';
import { type Gradebook, rowsWritten } from '../store/open.js';
import { placeWarnings } from '../store/synced.js';
import { SCHEMA_VERSION } from '../store/version.js';
import type { Session } from './session.js';

/** What writes more rows than this at once is worth a copy of its own. */
const MUCH = 5000;

/**
 * What is to be done before a writing transaction commits. The day's copy is tried once a run, so that a
 * round in a folder that takes no copies is not told of it at every key.
 */
export function onceADay(session: Session): (book: Gradebook) => void {
  let tried: Day | null = null;
  let rows = 0;
  return (book) => {
    const before = rows;
    rows = rowsWritten(book);
    if (!keepsCopies(session)) return;
    if (tried !== session.today) {
      tried = session.today;
      keepDaily(session, book);
    }
    if (rows - before > MUCH) keepBeforeMuch(session, book);
  };
}

function keepDaily(session: Session, book: Gradebook): void {
  const outcome = dailyCopy(book, session.today, () =>
    session.say('keeping a copy of the gradebook, once a day …'),
  );
  if (outcome.kind === 'none_needed') return;
  warnOfFailure(session, outcome);
  warnOfPlace(session);
}

/** A rollup writes much and says nothing that cannot be said again: it makes no entry and needs no copy. */
function keepBeforeMuch(session: Session, book: Gradebook): void {
  const command = commandWithin(book);
  if (command === null) return;
  const what = /^[a-z]+/.exec(command)?.[0] ?? 'writing';
  const told = () => session.say('keeping a copy of the gradebook, as much changes …');
  warnOfFailure(session, copyBeforeCommit(book, what, told));
}

/** That the copy failed is said and keeps nobody from writing. */
function warnOfFailure(session: Session, outcome: CopyOutcome): void {
  if (outcome.kind !== 'failed') return;
  session.say(
    `warning: no copy of the gradebook could be kept today: ${outcome.why}; what you write is saved all the same`,
  );
}

/** From this size on bringing a file up to date takes longer than a breath. */
const LARGE = 50_000_000;

/** An older gradebook is brought up to date only where a copy of it is kept first. */
export function beforeMigration(session: Session): (book: Gradebook, from: number) => void {
  return (book, from) => {
    if (statSync(book.path).size > LARGE)
      session.say(`bringing the gradebook up to date (schema ${from} to ${SCHEMA_VERSION}) …`);
    keepBefore(session, book, 'migration');
  };
}

/**
 * Keeps a copy before something that might have to be taken back whole, such as a `merge`. Throws
 * `PlError('unreadable')` where none can be kept: then it is not to be done.
 */
export function keepBefore(session: Session, book: Gradebook, what: string): void {
  if (keepsCopies(session)) copyBefore(book, what);
}

/** Says whether the gradebook is in danger where it lies. */
export function warnOfPlace(session: Session): void {
  for (const warning of placeWarnings(session.path, session.io.env))
    session.say(`warning: ${warning}`);
}

/** Not where `PL_NO_BACKUP` or the settings say no. */
export function keepsCopies(session: Session): boolean {
  return (session.io.env.PL_NO_BACKUP ?? '') === '' && session.config.backups === 'on';
}
