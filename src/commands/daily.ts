/** What happens once a day, at the first write: the copy of the gradebook, and a look at where it lies. */
import type { Day } from '../core/model.js';
import { dailyCopy } from '../store/backup.js';
import type { Gradebook } from '../store/open.js';
import { placeWarnings } from '../store/synced.js';
import type { Session } from './session.js';

/**
 * What is to be done before a writing transaction commits: on a day it is tried once a run, so that a
 * round in a folder that takes no copies is not told of it at every key.
 */
export function onceADay(session: Session): (book: Gradebook) => void {
  let tried: Day | null = null;
  return (book) => {
    if (tried === session.today) return;
    tried = session.today;
    keepCopy(session, book);
  };
}

/** That the copy failed is said and keeps nobody from writing. */
function keepCopy(session: Session, book: Gradebook): void {
  if (!keepsCopies(session)) return;
  const outcome = dailyCopy(book, session.today, () =>
    session.say('keeping a copy of the gradebook, once a day …'),
  );
  if (outcome.kind === 'none_needed') return;
  if (outcome.kind === 'failed')
    session.say(
      `warning: no copy of the gradebook could be kept today: ${outcome.why}; what you write is saved all the same`,
    );
  warnOfPlace(session);
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
