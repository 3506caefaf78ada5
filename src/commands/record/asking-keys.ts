/** The keys under a question: what each does, in as few lines as the terminal has room for. */
import type { LevelKey } from '../../core/entering/level-keys.js';
import type { Step } from '../../io.js';
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

/** A question that one key answers. */
export type KeysStep<T> = Extract<Step<T>, { kind: 'keys' }>;

/** A letter, digit or sign, which somebody meant; not a key such as Tab, which says nothing. */
export function isSign(key: string): boolean {
  return [...key].length === 1;
}

/**
 * The same question with a word about a sign that is no key of it; null where it was no sign. For
 * questions at which no key writes: in a round see `strayStep`.
 */
export function noKeyHere<T>(step: KeysStep<T>, key: string): Step<T> | null {
  if (!isSign(key)) return null;
  return { ...step, screen: `${step.screen}\n"${visible(key)}" is no key here` };
}
