/** What a restore would lose, in words. */
import { english } from '../output/words.js';
import type { Lost } from '../store/copies/restore.js';

/** Lines for people, before they are asked. */
export function lostLines({ entries, lastDay, commands, forgotten }: Lost): string[] {
  if (entries === 0) return ['nothing was entered since that copy'];
  const [first, ...others] = commands.slice(0, 4).map(({ command, n }) => `${n} × ${command}`);
  const more = commands.length > 4 ? ' and others' : '';
  const lines = [
    `${english.count(entries, 'entry', 'entries')} made since that copy will be gone from the gradebook: ${[first, ...others].join(', ')}${more}; the last on ${lastDay}`,
  ];
  if (forgotten > 0)
    lines.push(
      `warning: ${english.count(forgotten, 'student')} forgotten since will be back, and must be forgotten again (pl forget)`,
    );
  return lines;
}
