/** How headings roll up from their direct children. */
import type { Competency, Id, Status } from './model.js';
import { significant } from './numbers.js';
import type { Standards } from './standards.js';

/** What a heading amounts to: so many of its direct children met, of those that are asked. */
export interface HeadingResult {
  readonly heading: Competency;
  readonly met: number;
  readonly of: number;
  readonly status: Status;
  readonly rule: HeadingRule;
  /** Where the rule counts points: those of the children that are met, and of all that are asked. */
  readonly points: { readonly met: number; readonly of: number } | null;
}

/** A heading rule that is understood. */
export type HeadingRule =
  | { readonly kind: 'all' }
  | { readonly kind: 'count'; readonly atLeast: number }
  | { readonly kind: 'percent'; readonly atLeast: number }
  | { readonly kind: 'points'; readonly atLeast: number };

/** A rule from `all`, `count 3`, `percent 80`, `points 12`; null when it is none of these. */
export function readRule(text: string): HeadingRule | null {
  const words = text.trim().toLowerCase();
  if (words === 'all') return { kind: 'all' };
  const match = /^(count|percent|points)\s+(\d+(?:\.\d+)?)$/.exec(words);
  if (match === null) return null;
  const kind = match[1] as 'count' | 'percent' | 'points';
  const atLeast = Number(match[2]);
  if (atLeast <= 0 || (kind === 'percent' && atLeast > 100)) return null;
  return kind === 'count' && !Number.isInteger(atLeast) ? null : { kind, atLeast };
}

/** The text that `readRule` reads back. */
export function writeRule(rule: HeadingRule): string {
  return rule.kind === 'all' ? 'all' : `${rule.kind} ${rule.atLeast}`;
}

/**
 * The result of every heading of the given ones, from the statuses of what can be assessed. A
 * child heading counts by its own result, and not at all where nothing under it can be assessed. A
 * habit of work counts under a heading of habits alone, unless it is `required`.
 */
export function headingResults(
  standards: Standards,
  headings: readonly Competency[],
  statusOf: (competency: Competency) => Status,
): HeadingResult[] {
  const known = new Map<Id, HeadingResult>();
  const resultOf = (heading: Competency): HeadingResult => {
    const before = known.get(heading.id);
    if (before !== undefined) return before;
    const children = standards
      .children(heading.id)
      .filter((child) => countsUnder(standards, heading, child))
      .flatMap(outcome);
    const result = rollUp(heading, children);
    known.set(heading.id, result);
    return result;
  };
  const outcome = (child: Competency): Child[] => {
    if (!standards.isHeading(child) || child.assessable === true) {
      return standards.assessable(child) ? [{ child, status: statusOf(child) }] : [];
    }
    const { of, status } = resultOf(child);
    return of === 0 && status !== 'excused' ? [] : [{ child, status }];
  };
  return headings.map(resultOf);
}

/**
 * How everything together stands of which each part is asked, such as a framework with its topmost
 * headings; `not_assessed` of nothing.
 */
export function wholeStatus(statuses: readonly Status[]): Status {
  const asked = statuses.filter((status) => status !== 'excused');
  const isReached = asked.length > 0 && asked.every((status) => status === 'mastered');
  return statusOfAsked(statuses.length, asked, isReached);
}

function countsUnder(standards: Standards, heading: Competency, child: Competency): boolean {
  return child.required === true || standards.isHabit(heading) || !standards.isHabit(child);
}

interface Child {
  readonly child: Competency;
  readonly status: Status;
}

function rollUp(heading: Competency, children: readonly Child[]): HeadingResult {
  const asked = children.filter(({ status }) => status !== 'excused');
  const met = asked.filter(({ status }) => status === 'mastered');
  const rule = readRule(heading.rule ?? 'all') ?? { kind: 'all' as const };
  const statuses = asked.map(({ status }) => status);
  return {
    heading,
    met: met.length,
    of: asked.length,
    status: statusOfAsked(children.length, statuses, reached(rule, asked, met)),
    rule,
    points: rule.kind === 'points' ? { met: sumOfPoints(met), of: sumOfPoints(asked) } : null,
  };
}

function reached(rule: HeadingRule, asked: readonly Child[], met: readonly Child[]): boolean {
  if (asked.length === 0) return false;
  const required = asked.filter(({ child }) => child.required === true);
  if (!required.every((one) => met.includes(one))) return false;
  switch (rule.kind) {
    case 'all':
      return met.length === asked.length;
    case 'count':
      return met.length >= Math.min(rule.atLeast, asked.length);
    case 'percent':
      return met.length * 100 >= significant(rule.atLeast * asked.length);
    case 'points': {
      const most = sumOfPoints(asked);
      if (most === 0) return met.length === asked.length;
      return sumOfPoints(met) >= Math.min(rule.atLeast, most);
    }
  }
}

function sumOfPoints(children: readonly Child[]): number {
  return significant(children.reduce((sum, { child }) => sum + (child.points ?? 0), 0));
}

/** Unknown is never failure: a heading is `below` only when something under it is. */
function statusOfAsked(parts: number, asked: readonly Status[], isReached: boolean): Status {
  if (asked.length === 0) return parts > 0 ? 'excused' : 'not_assessed';
  if (isReached) return 'mastered';
  if (asked.every((status) => status === 'not_assessed')) return 'not_assessed';
  return asked.some((status) => status === 'below') ? 'below' : 'thin';
}
