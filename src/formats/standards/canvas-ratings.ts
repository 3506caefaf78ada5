/** The ratings of a Canvas outcome: pairs of points and a text, best first, as a scale. */
import type { Faults } from '../../core/importing/records.js';
import { writeLevels } from '../../core/scale-text.js';

interface Rating {
  readonly points: number;
  readonly name: string;
}

/** What the ratings say: a scale with its levels written out, and the score that is mastery. */
export interface RatedOn {
  /** '' where there are fewer than two levels. */
  readonly scale: string;
  /** '' where mastery begins at a level. */
  readonly masteryAt: string;
}

const NONE: RatedOn = { scale: '', masteryAt: '' };

/** A reader of numbers as the file writes them; null: it is none. */
export type ReadNumber = (text: string) => number | null;

/** `mastery` is the text of `mastery_points`; where it is blank the best rating is mastery. */
export function readRatings(
  line: number,
  cells: readonly string[],
  mastery: string,
  read: ReadNumber,
  faults: Faults,
): RatedOn {
  const asked = mastery === '' ? null : read(mastery);
  if (mastery !== '' && asked === null)
    faults.error(line, 'mastery_points', 'bad_number', `"${mastery}" is not a number`);
  const ratings = tiersOf(line, cells, read, faults);
  if (ratings === null) return NONE;
  const levels = ratings.filter(
    ({ points }, index) => index === 0 || points < (ratings[index - 1]?.points ?? 0),
  );
  if (levels.length < ratings.length) {
    const message = 'ratings with the same points are one level, named as the first of them';
    faults.warning(line, 'ratings', 'same_points', message);
  }
  if (levels.length < 2 || (levels[0]?.points ?? 0) <= 0 || (levels.at(-1)?.points ?? 0) < 0) {
    if (levels.length > 0 || asked !== null) {
      const message = 'a scale has two levels or more, from 0 up: none is taken from this row';
      faults.warning(line, 'ratings', 'no_scale', message);
    }
    return NONE;
  }
  return scaleOf(line, levels, asked, faults);
}

/** Null where one of them cannot be read, or there are none. */
function tiersOf(
  line: number,
  cells: readonly string[],
  read: ReadNumber,
  faults: Faults,
): readonly Rating[] | null {
  const end = cells.findLastIndex((cell) => cell !== '') + 1;
  const ratings: Rating[] = [];
  let isBad = false;
  const bad = (code: string, message: string) => {
    isBad = true;
    faults.error(line, 'ratings', code, message);
  };
  for (let at = 0; at < end; at += 2) {
    const [text = '', name = ''] = [cells[at], cells[at + 1]];
    const tier = at / 2 + 1;
    const points = read(text);
    const before = ratings.at(-1)?.points ?? Number.POSITIVE_INFINITY;
    if (text === '') bad('missing_points', `rating ${tier} has no points`);
    else if (points === null)
      bad('bad_number', `"${text}", the points of rating ${tier}, is not a number`);
    else {
      if (points > before)
        bad('rating_order', `ratings go down: rating ${tier} has ${points}, after ${before}`);
      ratings.push({ points, name: name.replace(/\s+/g, ' ') });
    }
  }
  return isBad ? null : ratings;
}

/** Mastery is the lowest rating with as many points as are asked for. */
function scaleOf(
  line: number,
  ratings: readonly Rating[],
  asked: number | null,
  faults: Faults,
): RatedOn {
  const best = ratings[0]?.points ?? 0;
  if (asked !== null && asked > best) {
    const message = `no rating has ${asked} points: the best one, ${best}, is mastery`;
    faults.warning(line, 'mastery_points', 'mastery_above_ratings', message);
  }
  const cut = Math.min(asked ?? best, best);
  const mastery = ratings.findLast(({ points }) => points >= cut)?.points ?? best;
  const names = new Set<string>();
  const levels = ratings.toReversed().map(({ points, name }) => {
    const isFree = name !== '' && !names.has(name.toLowerCase());
    const own = isFree ? name : `${name} ${points}`.trim();
    names.add(own.toLowerCase());
    return { value: points, name: own, mastery: points === mastery };
  });
  return { scale: writeLevels(levels), masteryAt: cut < mastery && cut > 0 ? String(cut) : '' };
}
