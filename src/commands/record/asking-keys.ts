/** The keys under a question: what each does, in as few lines as the terminal has room for. */
import type { LevelKey } from '../../core/entry/level-keys.js';
import { visible } from '../../output/safe.js';
import { width } from '../../output/width.js';

/** "1 Beginning"; where the key is not the score, "1 = 50 Pass". */
export function keyTexts(keys: readonly LevelKey[]): string[] {
  return keys.map(({ key, score, name }) => {
    const meaning = key === String(score) ? name : `= ${score} ${name}`;
    return visible(`${key} ${meaning}`.trim());
  });
}

/** The parts beside each other, broken between them and never within one. */
export function keyLines(parts: readonly string[], columns: number): string {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    const longer = `${line}   ${part}`;
    if (line === undefined || width(longer) >= columns) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines.join('\n');
}
