/** Opening the gradebook of a run: what is said on the way, and what an earlier run has left to do. */
import { withInitials } from '../core/initials.js';
import { clearBeside } from '../leftovers.js';
import { isForgetting } from '../store/forgetting/due.js';
import { type Gradebook, openGradebook } from '../store/open.js';
import { rightsAt } from '../store/rights.js';
import { beforeMigration, onceADay } from './daily.js';
import type { Session } from './session.js';

/**
 * Opens the gradebook at the session's path. What a `pl` that was ended in the middle left there is cleared first,
 * also where no gradebook can be opened. Throws as `openGradebook` does.
 */
export function openFor(session: Session): Gradebook {
  const hooks = {
    onWait: () => session.say('waiting for another pl …'),
    onCommit: onceADay(session),
    onMigrate: beforeMigration(session),
    ...(session.initials ? { asShown: withInitials } : {}),
  };
  clearBeside(session.path);
  return openGradebook(session.path, hooks, session.today);
}

/**
 * Says who else on the computer can get at the gradebook, and does what `pl forget` could not finish because it
 * was ended.
 */
export async function afterOpening(session: Session, book: Gradebook): Promise<void> {
  const { io, path } = session;
  for (const warning of rightsAt(path, io.platform, io.env)) session.say(`warning: ${warning}`);
  if (!isForgetting(book)) return;
  const { finishLate } = await import('./forgetting.js');
  finishLate(session, book);
}
