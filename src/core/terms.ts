/** Terms: which days they have, which is meant, and what is taught in each. */
import { addDays } from './day.js';
import type { Day, Id } from './model.js';
import { type Standards, subtree } from './standards.js';

/** A stretch of the school year, which may be a part of a longer one. */
export interface Term {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  /** The first day; null where nobody said. */
  readonly startsOn: Day | null;
  /** The first day that is no longer of it; null where nobody said. */
  readonly endsOn: Day | null;
  /** `schoolYear`, `semester`, `term`, `gradingPeriod` or a school's own word; null where nobody said. */
  readonly kind: string | null;
  /** The longer term of which it is a part. */
  readonly parent: Id | null;
}

/** The competencies and headings that were listed for a term, by term. */
export type TaughtLists = ReadonlyMap<Id, ReadonlySet<Id>>;

/** The last day, as people say it; null where the end is not known. */
export function lastDay({ endsOn }: Term): Day | null {
  return endsOn === null ? null : addDays(endsOn, -1);
}

/** Whether all its days are before `day`. */
export function isOver({ endsOn }: Term, day: Day): boolean {
  return endsOn !== null && endsOn <= day;
}

/** The terms in which a day lies, of those that hold one another only the shortest. */
export function termsOn(terms: readonly Term[], day: Day): readonly Term[] {
  const around = terms.filter(
    ({ startsOn, endsOn }) =>
      startsOn !== null && endsOn !== null && startsOn <= day && day < endsOn,
  );
  const holding = new Set(around.flatMap((term) => above(terms, term).map(({ id }) => id)));
  return around.filter(({ id }) => !holding.has(id));
}

/**
 * The terms in which results of a section stand on a day: its own, or the shortest within that in which
 * the day lies; where it has none, those around the day. Of several none is meant more than another.
 */
export function sectionTerms(terms: readonly Term[], own: Id | null, day: Day): readonly Term[] {
  const around = termsOn(terms, day);
  const term = terms.find(({ id }) => id === own);
  if (term === undefined) return around;
  const within = around.filter((one) => above(terms, one).includes(term));
  return within.length === 0 ? [term] : within;
}

/** The longer terms over one, the nearest first. */
export function above(terms: readonly Term[], term: Term): readonly Term[] {
  const found: Term[] = [];
  let { parent } = term;
  while (parent !== null) {
    const over = terms.find(({ id }) => id === parent);
    if (over === undefined || over.id === term.id || found.includes(over)) break;
    found.push(over);
    parent = over.parent;
  }
  return found;
}

/** What was listed for a term, else for the nearest longer one; null: nothing was, all is taught. */
export function listOf(
  terms: readonly Term[],
  lists: TaughtLists,
  term: Term,
): ReadonlySet<Id> | null {
  for (const one of [term, ...above(terms, term)]) {
    const own = lists.get(one.id);
    if (own !== undefined && own.size > 0) return own;
  }
  return null;
}

/**
 * What a list of competencies and headings comes to: a heading stands for all that lies under it, and
 * is itself in it only where all of that is, and there is any that can be assessed.
 */
export function taughtOf(standards: Standards, listed: ReadonlySet<Id>): ReadonlySet<Id> {
  const taught = new Set([...listed].flatMap((id) => [...subtree(standards, id)]));
  const isWhole = (id: Id) => {
    const under = [...subtree(standards, id)].flatMap(
      (one) => standards.competencies.get(one) ?? [],
    );
    const own = under.filter(standards.assessable);
    return own.length > 0 && own.every((one) => taught.has(one.id));
  };
  const whole = standards.ordered.filter((one) => standards.isHeading(one) && isWhole(one.id));
  const leaves = [...taught].filter((id) => {
    const one = standards.competencies.get(id);
    return one !== undefined && (standards.assessable(one) || !standards.isHeading(one));
  });
  return new Set([...leaves, ...whole.map(({ id }) => id)]);
}
