/** An error that nobody expected, where the gradebook's own file may be at fault. */
import { PlError } from '../core/errors.js';
import { Cancelled } from '../io.js';
import type { Session } from './session.js';

/**
 * What to tell the user in place of an error: that the file is damaged, where SQLite says so or a check finds
 * it; else the error itself, which is then a bug.
 */
export async function blamed(session: Session, error: unknown): Promise<unknown> {
  if (isExpected(error)) return error;
  const { readable } = await import('../store/faults.js');
  const said = readable(error, placeOf(error, session.path));
  if (said instanceof PlError) return said;
  return (await isUnsound(session)) ? unsound(session.path) : error;
}

/** The file that the system names, where it does; SQLite names none. */
function placeOf(error: unknown, gradebook: string): string {
  const { path } = error as { path?: unknown };
  return typeof path === 'string' ? path : gradebook;
}

/** What is thrown on purpose, by us or by the reader of the command line, and what standard output says. */
function isExpected(error: unknown): boolean {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  const isUsage = typeof code === 'string' && code.startsWith('commander.');
  const isOfStream = syscall === 'write';
  return error instanceof PlError || error instanceof Cancelled || isUsage || isOfStream;
}

async function isUnsound(session: Session): Promise<boolean> {
  try {
    const { check } = await import('../store/checking/check.js');
    return check(session.path, session.today, true).length > 0;
  } catch {
    return false;
  }
}

function unsound(path: string): PlError {
  return new PlError(
    'unreadable',
    `${path} is damaged: something in it cannot be read`,
    'pl check',
  );
}
