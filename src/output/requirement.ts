/** What a requirement of a pathway asks for, and by when, in words. */
import type { Day, Requirement } from '../core/model.js';
import { daysOverdue } from '../core/readiness/due.js';
import type { Yardstick } from '../core/standards.js';
import { levelText } from './sentences.js';
import type { Words } from './words.js';

/** "required", "choose 2 (explore)", and the level where one is named: "required at 4 Exemplary". */
export function askedText(
  { choose, group, minLevel }: Requirement,
  yardstick: Yardstick,
  words: Words,
): string {
  const asked = choose === null ? 'required' : `choose ${choose}${group ? ` (${group})` : ''}`;
  const level = yardstick.scale.levels.find(({ value }) => value === minLevel);
  if (minLevel === null) return asked;
  return `${asked} at ${level === undefined ? minLevel : levelText(level, words)}`;
}

/** "due 2026-10-24", or where it is open and the day has passed "overdue by 3 days"; '' without a day. */
export function dueText(dueOn: Day | null, isOpen: boolean, today: Day, words: Words): string {
  if (dueOn === null) return '';
  const overdue = daysOverdue(dueOn, isOpen, today);
  if (overdue === null) return `due ${words.day(dueOn)}`;
  return `overdue by ${words.count(overdue, 'day')}`;
}
