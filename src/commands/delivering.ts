/** Where a document goes: to standard output, or whole or not at all to the file of `-o`. */
import { PlError } from '../core/errors.js';
import { inWords, isUnread } from '../file-faults.js';
import type { Io } from '../io.js';
import { writePieces } from '../written-files.js';

/**
 * Writes the pieces of a document. `hasEntered`: something was entered before, and a fault says that it stays.
 * Throws `PlError('unreadable')` in words, and what `isUnread` knows where nobody reads any more.
 */
export function deliver(
  pieces: Iterable<string | Uint8Array>,
  output: string | undefined,
  out: Io['out'],
  hasEntered: boolean,
): void {
  try {
    if (output !== undefined) writePieces(output, pieces);
    else for (const piece of pieces) out(piece);
  } catch (error) {
    const said = inWords(error, 'standard output', 'written');
    if (!hasEntered || isUnread(error) || !(said instanceof PlError)) throw error;
    throw new PlError(said.code, `${said.message}; what was entered is in the gradebook`, 'pl log');
  }
}
