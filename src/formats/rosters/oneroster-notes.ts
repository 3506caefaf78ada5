/** What is to be said of one file of a OneRoster set: drift once with a count, errors row by row. */
import type { Problem } from '../../core/errors.js';
import { faultsOf } from '../../core/importing/records.js';

type Say = (line: number, column: string | null, code: string, message: string) => void;

/** Gathers problems; `column` is the name in the standard, which problems show as the file writes it. */
export interface Notes {
  /** The row cannot be taken. */
  readonly error: Say;
  /** Not as the standard has it, and understood all the same: a warning, an error with `--strict`. */
  readonly drift: Say;
  /** What only `--strict` minds. */
  readonly letter: Say;
  /** Good to know and no departure from the standard: nothing with `--strict`. */
  readonly aside: Say;
  /** How many errors there are so far. */
  readonly errors: () => number;
  readonly problems: () => Problem[];
}

/** `headerOf`: how the file writes a column of the standard. */
export function notesOf(
  file: string,
  strict: boolean,
  headerOf: (column: string) => string | null = () => null,
): Notes {
  const faults = faultsOf({ file, header: headerOf });
  const said = new Map<string, { say: () => void; rows: number }>();
  const once: Say = (line, column, code, message) => {
    const key = `${code}\n${column}\n${message}`;
    const known = said.get(key);
    if (known !== undefined) {
      known.rows++;
      return;
    }
    const one = {
      rows: 1,
      say: () => {
        const more = one.rows > 1 ? ` (${one.rows} rows, this is the first)` : '';
        faults.warning(line, column, code, `${message}${more}`);
      },
    };
    said.set(key, one);
  };
  const silent: Say = () => {};
  return {
    error: faults.error,
    drift: once,
    letter: strict ? once : silent,
    aside: strict ? silent : once,
    errors: faults.errors,
    problems: () => {
      for (const { say } of said.values()) say();
      said.clear();
      return [...faults.problems].sort((a, b) => a.line - b.line);
    },
  };
}
