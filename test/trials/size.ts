/** How much is tried: the short form in every test run, the long one by `npm run trials`. */

/** `vitest --mode trials` says so in the environment of the tests. */
export const LONG = process.env.MODE === 'trials';

/** A number of the short form, so many times as many in the long one. */
export const times = (short: number, more = 4) => (LONG ? short * more : short);

/** Numbers for people, beside the report of the tests. */
export function say(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** Where trials that are numbered begin, so that a long form can be run in parts. */
export const FIRST = Number(process.env.PL_TRIALS_FROM ?? 0);

/** How many there are in all, where it is said. */
export const TRIED = process.env.PL_TRIALS === undefined ? null : Number(process.env.PL_TRIALS);

/** A folder in which what failed is kept; null: nowhere. */
export const KEPT = process.env.PL_TRIALS_KEEP ?? null;
