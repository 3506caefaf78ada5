/** The parts of a progress page: competencies under the headings above them, habits of work apart. */
import { type HeadingResult, writeRule } from '../core/headings.js';
import type { Mastery } from '../core/mastery/judge.js';
import type { Competency, Id } from '../core/model.js';
import type { Progress } from '../core/progress.js';
import type { Standards } from '../core/standards.js';
import type { Words } from './words.js';

export interface Group {
  /** The heading right above, or the framework where there is none. */
  readonly title: string;
  /** How the heading stands; '' where there is none. */
  readonly result: string;
  /** The headings over it that no group before it has named, from the top. */
  readonly over: readonly { readonly title: string; readonly result: string }[];
  readonly masteries: readonly Mastery[];
}

/** What was learned, and the habits of work; each in framework order. */
export function groupsOf(
  standards: Standards,
  progress: Progress,
  words: Words,
): { readonly learned: Group[]; readonly habits: Group[] } {
  const results = new Map(progress.headings.map((result) => [result.heading.id, result]));
  const named = new Set<Id>();
  const groups = (masteries: readonly Mastery[]) =>
    [...byParent(masteries).values()].map((own) => group(standards, own, results, named, words));
  const isHabit = ({ competency }: Mastery) => standards.isHabit(competency);
  return {
    learned: groups(progress.competencies.filter((one) => !isHabit(one))),
    habits: groups(progress.competencies.filter(isHabit)),
  };
}

function byParent(masteries: readonly Mastery[]): Map<string, Mastery[]> {
  const groups = new Map<string, Mastery[]>();
  for (const mastery of masteries) {
    const { parent, framework } = mastery.competency;
    const key = parent === null ? `framework ${framework}` : `heading ${parent}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [mastery]);
    else known.push(mastery);
  }
  return groups;
}

function group(
  standards: Standards,
  masteries: readonly Mastery[],
  results: ReadonlyMap<Id, HeadingResult>,
  named: Set<Id>,
  words: Words,
): Group {
  const line = headingsOver(standards, masteries[0]?.competency ?? null);
  const own = line.at(-1);
  const over = line.slice(0, -1).filter(({ id }) => results.has(id) && !named.has(id));
  for (const { id } of line) named.add(id);
  const said = (heading: Competency) => ({
    title: headingTitle(heading, standards.frameworkName(heading)),
    result: headingText(results.get(heading.id), words),
  });
  const framework =
    masteries[0] === undefined ? '' : standards.frameworkName(masteries[0].competency);
  const head = own === undefined ? { title: framework, result: '' } : said(own);
  return { ...head, over: over.map(said), masteries };
}

/** The headings over a competency, the topmost first. */
function headingsOver(standards: Standards, one: Competency | null): Competency[] {
  const above = one?.parent == null ? undefined : standards.competencies.get(one.parent);
  return above === undefined ? [] : [...headingsOver(standards, above), above];
}

function headingTitle(heading: Competency, framework: string): string {
  const words = heading.label ?? heading.statement;
  return words === heading.code
    ? `${heading.code} (${framework})`
    : `${heading.code}  ${words} (${framework})`;
}

/** "2 of 3 met", and by another rule than all of them "2 of 3 met; count 2 is asked: met". */
function headingText(result: HeadingResult | undefined, words: Words): string {
  if (result === undefined) return '';
  const { met, of, status, rule, points } = result;
  if (of === 0) return words.status[status];
  const had = points === null ? '' : `, ${points.met} of ${points.of} points`;
  const count = `${met} of ${of} ${words.status.mastered}${had}`;
  return rule.kind === 'all'
    ? count
    : `${count}; ${writeRule(rule)} is asked: ${words.status[status]}`;
}
