/** Counts tries, for the table at the end of all trials. */
import { appendFileSync } from 'node:fs';
import { RESULTS, type Tried } from '../support/table.js';

/**
 * Runs a trial that calls `survived` after each of its tries; the first that is lost throws and ends it.
 * A trial that asks for nothing of the kind is one try.
 */
export async function tried<T>(
  trial: string,
  run: (survived: (tries?: number) => void) => T | Promise<T>,
): Promise<T> {
  let tries = 0;
  try {
    const result = await run((more = 1) => {
      tries += more;
    });
    counted({ trial, tries, lost: 0 });
    return result;
  } catch (error) {
    counted({ trial, tries: tries + 1, lost: 1 });
    throw error;
  }
}

/** A line of the table, of a trial that counts by itself. */
export function counted(one: Tried): void {
  const results = process.env[RESULTS];
  if (results !== undefined) appendFileSync(results, `${JSON.stringify(one)}\n`);
}
