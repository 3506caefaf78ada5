/** The commands that make entries, as the log calls them. */
import { PlError } from '../core/errors.js';
import { closest } from '../core/matching/suggest.js';
import { loggedCommands } from '../store/entries.js';
import type { Gradebook } from '../store/open.js';

export const ENTRY_COMMANDS = [
  'advance',
  'comment',
  'comment clear',
  'excuse',
  'fix',
  'forget',
  'forget --allow',
  'import evidence',
  'import groups',
  'import links',
  'import pathways',
  'import roster',
  'import standards',
  'init',
  'note',
  'override',
  'policy import',
  'policy set',
  'record',
  'reportcard issue',
  'restore',
  'scale set',
  'scale use',
  'split',
  'strike',
  'student add',
  'student edit',
  'student join',
  'student leave',
  'student move',
  'student return',
  'student withdraw',
  'term set',
  'undo',
  'year start',
] as const;

/** What an entry says that it was made by. */
export type EntryCommand = (typeof ENTRY_COMMANDS)[number];

/**
 * The command that is meant, or the first word of several. One that only an entry of this gradebook has, of another
 * pl, is known too. Throws `PlError('usage')` with what there is.
 */
export function entryCommandMeant(book: Gradebook, typed: string): string {
  const wanted = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const all = [...new Set([...ENTRY_COMMANDS, ...loggedCommands(book)])];
  const words = [...new Set([...all.map((one) => one.split(' ')[0] ?? one), ...all])];
  if (words.includes(wanted)) return wanted;
  const [near] = closest(wanted, words, (word) => [word]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  const firsts = [...new Set(all.map((one) => one.split(' ')[0]))].sort();
  throw new PlError(
    'usage',
    `--command "${typed}" makes no entries: ${firsts.join(', ')}${meant}`,
    `pl log --command ${near?.includes(' ') ? `"${near}"` : (near ?? 'record')}`,
  );
}
