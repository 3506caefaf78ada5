/** What a restore would lose, in words. */
import { english } from '../output/words.js';
import type { Lost } from '../store/copies/restore.js';

/** Lines for people, before they are asked. */
export function lostLines({ entries, lastDay, commands }: Lost): string[] {
  if (entries === 0) return ['nothing was entered since that copy'];
  const [first, ...others] = commands.slice(0, 4).map(({ command, n }) => `${n} × ${command}`);
  const more = commands.length > 4 ? ' and others' : '';
  return [
    `${english.count(entries, 'entry', 'entries')} made since that copy will be gone from the gradebook: ${[first, ...others].join(', ')}${more}; the last on ${lastDay}`,
  ];
}

/** What becomes of those who were forgotten; null: what stands there does not tell who they are. */
export function forgottenLines(again: number | null): string[] {
  if (again === null)
    return [
      'warning: who was forgotten in the damaged gradebook cannot be read: whoever is back with the copy must be forgotten again (pl forget)',
    ];
  if (again === 0) return [];
  const who = english.count(again, 'student');
  return [
    `${who} whom the copy still has ${again === 1 ? 'was' : 'were'} forgotten since: they do not come back`,
  ];
}
