/** How long records are kept: a span of time as a school's schedule says it, and the day before which it ends. */
import { addDays, isDay } from './day.js';
import type { Day } from './model.js';

/** Whole years, months or days, at least 1. */
export interface Span {
  readonly count: number;
  readonly unit: 'y' | 'm' | 'd';
}

/** `7y`, `18m` or `400d`; null for anything else. */
export function readSpan(text: string): Span | null {
  const match = /^([1-9]\d{0,3})([ymd])$/.exec(text.trim().toLowerCase());
  return match === null ? null : { count: Number(match[1]), unit: match[2] as Span['unit'] };
}

/**
 * The day that lies so long before `day`: who has left before it has left longer ago than that. Of a
 * month that has no such day it is the last.
 */
export function longBefore(day: Day, { count, unit }: Span): Day {
  if (unit === 'd') return addDays(day, -count);
  const months =
    Number(day.slice(0, 4)) * 12 +
    Number(day.slice(5, 7)) -
    1 -
    (unit === 'y' ? count * 12 : count);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const start = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  for (const date of [day.slice(8), '30', '29', '28'])
    if (isDay(`${start}-${date}`)) return `${start}-${date}`;
  return `${start}-01`;
}
