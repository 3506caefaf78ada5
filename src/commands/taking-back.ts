/** Taking back an entry, which is an entry of its own, and the words for it. */
import { type Entry, entryName } from '../store/entries.js';
import type { Gradebook } from '../store/open.js';
import { undoEntry } from '../store/undo.js';
import { entryText, entryTexts } from './entry-text.js';
import type { Session } from './session.js';

/**
 * Takes back one entry and returns what it was, for people. Throws `PlError('conflict')` where later
 * entries rest on it.
 */
export function takeBackEntry(session: Session, book: Gradebook, target: Entry): string {
  const { student, competency } = target;
  const about = `entry ${entryName(book, target)}`;
  undoEntry(book, target, session.entry('undo', { about, student, competency }));
  return `taken back: ${entryText(target, entryTexts(book, session))}`;
}
