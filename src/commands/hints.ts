/** What a message proposes to type, for the gradebook that the command was about. */
import { typedWord } from '../core/nightly/words.js';

/**
 * The hint with `--db`, where the command had it: typed as it stands it would be about another gradebook,
 * and a restore of the wrong one is no help. Left as it is: what is no command of `pl`, or says `--db` itself.
 */
export function hintFor(hint: string, db: string | undefined): string {
  const isCommand = hint.startsWith('pl ') && !/^pl (help|nightly)\b/.test(hint);
  if (db === undefined || !isCommand || /(^| )--db\b/.test(hint)) return hint;
  return `${hint} --db ${typedWord(db)}`;
}
