/** What a requirement of a pathway asks for, and by when, in words. */
import type { Day, Requirement } from '../core/model.js';
import { daysOverdue } from '../core/readiness/due.js';
import type { Readiness } from '../core/readiness/ready.js';
import type { Standards, Yardstick } from '../core/standards.js';
import { levelText, needText, readyText } from './sentences.js';
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

/** What a student would leave behind unmet: of the stage where she stands, and of those she would skip. */
export function unmetText(
  name: string,
  here: Readiness,
  unmet: readonly Readiness[],
  standards: Standards,
): string {
  const parts = unmet.map((one) => {
    const { stage } = one.standing;
    const head =
      one === here
        ? readyText(name, one)
        : `${stage?.title ?? stage?.name} (${one.met} of ${one.required} met)`;
    const missing = one.missing.map(
      (each) =>
        `\n  ${each.competency.code}: ${needText(each, standards.yardstick(each.competency))}`,
    );
    return `${head}; still missing:${missing.join('')}`;
  });
  return parts.join('\n');
}
