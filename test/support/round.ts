/** Rounds through a section: who presses the keys, and what is written then. */
import { type Given, ok, smallSchool } from './pl.js';

/** A round of 6A: Ada, Ben and Eve, by family name. */
export const ROUND = 'record --round --section 6A --competency rp.1';
/** Leaves the end of a round. */
export const END = 'enter';

/** The small school with one more student in 6A. */
export async function schoolOfRounds(): Promise<void> {
  await smallSchool();
  await ok('student add eve Eve Quinn --section 6A');
}

/** A teacher who presses these keys; a text in it is what she types at a line. */
export const keys = (...answers: (string | null)[]): Given => ({ terminal: true, answers });

/** All pieces, each as one line of what it says. */
export const pieces = async () =>
  (await ok('export evidence --csv')).lines.slice(1).map((line) => {
    const [student, , code, score, possible, day, kind, title, note] = line.split(',');
    return [student, code, score, possible, day?.slice(5), kind, title, note]
      .filter((cell) => cell !== '')
      .join(' ');
  });

/** The same up to the day. */
export const scores = async () => (await pieces()).map((piece) => piece.split(' 10-01')[0]);

/** How many pieces stand and how many were taken out. */
export const counts = async () =>
  (await ok('status --json')).json<{ evidence: number; struck: number }>();
