/** Scales: the ordered levels, where each begins, and which one is mastery. */
import type { Level, Scale } from './model.js';
import { significant } from './numbers.js';

/** The scale of a new gradebook. */
export const DEFAULT_LEVELS: readonly Level[] = [
  { value: 1, name: 'Beginning', mastery: false },
  { value: 2, name: 'Developing', mastery: false },
  { value: 3, name: 'Proficient', mastery: true },
  { value: 4, name: 'Exemplary', mastery: false },
];

/** The colours that a level may have by name. */
export const LEVEL_COLOURS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'gray',
] as const;

export type LevelCut = 'floor' | 'nearest';

/** The highest value of a scale; every score lies between 0 and it. */
export function top(scale: Scale): number {
  return levelAt(scale, scale.levels.length - 1).value;
}

/** The level that means mastery. */
export function masteryLevel(scale: Scale): Level {
  return levelAt(scale, masteryIndex(scale));
}

/**
 * Where each level begins, in the order of the levels: at its value (`floor`), or halfway down to
 * the one below (`nearest`). `masteryAt` moves the cut of the mastery level, and with it those of the
 * levels that it passes: over it is met and under it is not, wherever it lies.
 */
export function cuts(scale: Scale, levelCut: LevelCut, masteryAt: number | null): number[] {
  const begins = scale.levels.map((level, index) => {
    const below = scale.levels[index - 1];
    if (levelCut === 'floor' || below === undefined) return level.value;
    return significant((level.value + below.value) / 2);
  });
  if (masteryAt === null) return begins;
  const mastery = masteryIndex(scale);
  return begins.map((begin, index) => {
    if (index === mastery) return masteryAt;
    return index < mastery ? Math.min(begin, masteryAt) : Math.max(begin, masteryAt);
  });
}

/** The level in which `score` lies; under the lowest cut that is the lowest level. */
export function levelOf(scale: Scale, begins: readonly number[], score: number): Level {
  let found = 0;
  for (let index = 1; index < begins.length; index++) {
    if (score >= (begins[index] ?? Number.POSITIVE_INFINITY)) found = index;
  }
  return levelAt(scale, found);
}

/** The level that a value has reached by the levels' own values, whatever the cuts of a policy. */
export function levelReached(scale: Scale, value: number): Level {
  return levelOf(scale, cuts(scale, 'floor', null), value);
}

/** The cut of the mastery level. */
export function masteryCut(scale: Scale, begins: readonly number[]): number {
  return begins[masteryIndex(scale)] ?? masteryLevel(scale).value;
}

/**
 * The score that a person means by a number or a level's name (any case); null when it is neither,
 * or off the scale.
 */
export function readScore(scale: Scale, text: string): number | null {
  const word = text.trim();
  const named = scale.levels.find((level) => level.name.toLowerCase() === word.toLowerCase());
  if (named !== undefined) return named.value;
  if (!/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(word)) return null;
  const score = Number(word);
  return score <= top(scale) ? score : null;
}

/** What a scale allows, for people: `0 to 4, or Beginning, Developing, Proficient, Exemplary`. */
export function allowedScores(scale: Scale): string {
  const names = scale.levels.map((level) => level.name).filter((name) => name !== '');
  return `a number from 0 to ${top(scale)}${names.length > 0 ? `, or ${names.join(', ')}` : ''}`;
}

/**
 * What to write where a text is a number with a comma, else nothing. `shown` stands for a number that
 * is not to be repeated.
 */
export function commaHint(text: string, shown = 'it like 2.5'): string {
  return /^\d+,\d+$/.test(text.trim()) ? `; write ${shown} (a point, not a comma)` : '';
}

/** Other names and colours for the same values change no score. */
export function sameValues(a: readonly Level[], b: readonly Level[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ value, mastery }, index) => b[index]?.value === value && b[index]?.mastery === mastery,
    )
  );
}

/** The scale of that name, without regard to case; null when there is none. */
export function scaleNamed(scales: readonly Scale[], name: string): Scale | null {
  const wanted = name.trim().toLowerCase();
  return scales.find((scale) => scale.name.toLowerCase() === wanted) ?? null;
}

function masteryIndex(scale: Scale): number {
  return scale.levels.findIndex((level) => level.mastery);
}

function levelAt(scale: Scale, index: number): Level {
  const level = scale.levels[index];
  if (level === undefined) throw new Error(`scale ${scale.name} has no level ${index}`);
  return level;
}
