/** What comes after a piece was written: another, the next student, taking it back, or the end. */
import type { Id, Student } from '../../core/model.js';
import { visible } from '../../output/safe.js';
import { entryById } from '../../store/entries.js';
import type { Session } from '../session.js';
import { takeBackEntry } from '../taking-back.js';
import type { Desk } from './asking-desk.js';
import { type KeysStep, keyLines, noKeyHere } from './asking-keys.js';
import { type Memory, remember } from './asking-memory.js';

/** The piece that was written last. */
export interface Last {
  readonly student: Student;
  /** Null: it was taken back. */
  readonly entry: Id | null;
  /** What was remembered before it. */
  readonly before: Memory;
}

type Next = 'same' | 'next' | 'back' | 'done';

/** What comes after a piece; it can be taken back once. */
export function askNext(session: Session, { student, entry }: Last): Promise<Next> {
  const keys: Readonly<Record<string, Next>> = {
    a: 'same',
    n: 'next',
    enter: 'next',
    ...(entry === null ? {} : { u: 'back' }),
    d: 'done',
    q: 'done',
    escape: 'done',
  };
  const name = visible(student.shownAs ?? student.preferred ?? student.given);
  const takeBack = entry === null ? [] : ['u take it back'];
  const step: KeysStep<Next> = {
    kind: 'keys',
    screen: 'And now?',
    hint: keyLines(
      [`a another for ${name}`, 'n next student (Enter)', ...takeBack, 'd done (Esc)'],
      session.io.width,
    ),
    press: (key) => {
      const value = keys[key];
      return value === undefined ? noKeyHere(step, key) : { kind: 'done', screen: '', value };
    },
  };
  return session.ask.walk(step);
}

/** Takes the piece back, says so, and remembers what was remembered before it. */
export function takeBackLast({ session, book }: Desk, last: Last): Last {
  if (last.entry === null) return last;
  session.say(takeBackEntry(session, book, entryById(book, last.entry)));
  remember(session.io, book.uid, session.instant, last.before);
  return { ...last, entry: null };
}
