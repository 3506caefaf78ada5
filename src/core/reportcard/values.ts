/** How a mark is written on a report card: by the school's own signs for levels and statuses. */
import { PlError } from '../errors.js';
import type { Mastery } from '../mastery/judge.js';
import type { Level, Scale, Status } from '../model.js';
import { folded } from '../names.js';

/** What stands for a mark that no sign was given for. */
export const SHOWN = ['level', 'level_name', 'score'] as const;
export type Shown = (typeof SHOWN)[number];

/** A sign for one level (by number or name) or status, as it was typed. */
export interface Sign {
  readonly of: string;
  readonly sign: string;
}

/** The signs of a school, found out on its scales. */
export interface Signs {
  readonly show: Shown;
  readonly statuses: ReadonlyMap<Status, string>;
  /** Null: no sign was given for the level. */
  readonly ofLevel: (level: Level) => string | null;
}

/**
 * Reads `4=E,thin=IE,not_assessed=` as signs; a comma that no `KEY=` follows belongs to the sign. Throws
 * `PlError('usage')`.
 */
export function readSigns(typed: readonly string[]): Sign[] {
  const signs = typed.flatMap((text) =>
    text.split(/,(?=[^,=]*=)/).map((pair): Sign => {
      const at = pair.indexOf('=');
      if (at < 1)
        throw new PlError(
          'usage',
          `--value "${pair}" is not LEVEL=SIGN or STATUS=SIGN, such as 4=E`,
        );
      return { of: pair.slice(0, at).trim(), sign: pair.slice(at + 1).trim() };
    }),
  );
  const twice = signs.find(({ of }, index) =>
    signs.some((other, before) => before < index && folded(other.of) === folded(of)),
  );
  if (twice !== undefined) throw new PlError('usage', `--value says "${twice.of}" twice`);
  return signs;
}

const STATUSES: readonly Status[] = ['mastered', 'below', 'thin', 'not_assessed', 'excused'];

/**
 * The signs on these scales. Throws `PlError('invalid')` for one that is of no level and no status, as
 * it would never be written.
 */
export function signsOn(signs: readonly Sign[], scales: readonly Scale[], show: Shown): Signs {
  const statuses = new Map<Status, string>();
  const levels = new Map<string, string>();
  const known = scales.flatMap((scale) => scale.levels);
  for (const { of, sign } of signs) {
    const status = statusNamed(of);
    const level = known.find((one) => keysOf(one).includes(folded(of)));
    if (status !== undefined) statuses.set(status, sign);
    else if (level !== undefined) levels.set(folded(of), sign);
    else throw unknownSign(of, known);
  }
  return {
    show,
    statuses,
    ofLevel: (level) => keysOf(level).flatMap((key) => levels.get(key) ?? [])[0] ?? null,
  };
}

/** Those signs that are of a level on these scales, or of a status: after a scale has moved, some may not. */
export function signsThere(signs: readonly Sign[], scales: readonly Scale[]): Sign[] {
  const keys = new Set(scales.flatMap((scale) => scale.levels).flatMap(keysOf));
  return signs.filter(({ of }) => statusNamed(of) !== undefined || keys.has(folded(of)));
}

function statusNamed(word: string): Status | undefined {
  return STATUSES.find((one) => one === word.toLowerCase().replace(/[ -]/g, '_'));
}

function keysOf({ value, name }: Level): string[] {
  return [folded(name), String(value)];
}

function unknownSign(of: string, levels: readonly Level[]): PlError {
  const names = [...new Set(levels.map(({ value, name }) => `${value} or ${name}`))];
  return new PlError(
    'invalid',
    `--value "${of}" is no level and no status: there are ${[...names, ...STATUSES].join(', ')}`,
  );
}

/** Whether it is decided how a student stands: what is thin or was never assessed has no level yet. */
export function isDecided({ status }: Pick<Mastery, 'status'>): boolean {
  return status === 'mastered' || status === 'below';
}

/**
 * What stands on the card: the sign of the level, else of the status, else as `show` says; where nothing
 * is decided and no sign given, the status itself.
 */
export function writtenMark(mastery: Mastery, signs: Signs): string | number {
  const { level, score, status, override } = mastery;
  const ofStatus = signs.statuses.get(status);
  if (!isDecided(mastery) || level === null) return ofStatus ?? status;
  const sign = signs.ofLevel(level) ?? ofStatus;
  if (sign !== undefined) return sign;
  if (signs.show === 'level_name') return level.name;
  // A judgement has no score: the one beside it is what the teacher judged otherwise.
  return signs.show === 'score' && override === null ? (score ?? level.value) : level.value;
}
