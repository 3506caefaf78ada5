/** Which term is meant, and the view of a page that is about one. */
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { named } from '../core/scope.js';
import { above, isOver, lastDay, listOf, type Term, taughtOf, termsOn } from '../core/terms.js';
import type { Gradebook } from '../store/open.js';
import { loadStandards } from '../store/standards.js';
import { loadTaught, loadTerms } from '../store/terms.js';
import type { SeenTerm, View } from '../store/view.js';
import { unknownName } from './finding.js';

/**
 * The term of that code or name. Throws `PlError`: `not_found` with those there are, `ambiguous` with
 * the codes.
 */
export function termNamed(terms: readonly Term[], typed: string): Term {
  if (terms.length === 0)
    throw new PlError(
      'not_found',
      `there is no term "${typed}": there is none at all`,
      `pl term set ${shellWord(typed)} --from 2026-08-24 --to 2026-12-18`,
    );
  const found = named(terms, typed);
  const [one] = found;
  if (one === undefined)
    throw unknownName({ noun: 'term', name: typed, known: terms.map(({ name }) => name) });
  if (found.length > 1)
    throw new PlError(
      'ambiguous',
      `"${typed}" is more than one term: ${found.map((term) => termLine(terms, term)).join(', ')}`,
      `write ${one.code} for the first of them`,
    );
  return one;
}

function termLine(terms: readonly Term[], term: Term): string {
  const [over] = above(terms, term);
  const facts = [over?.name ?? '', term.startsOn ?? '', lastDay(term) ?? ''];
  return `${term.code} (${facts.filter((fact) => fact !== '').join(', ') || 'no days'})`;
}

/** The term that was named, else the one in which today lies. */
export function termMeant(today: Day, terms: readonly Term[], typed: string | undefined): Term {
  if (typed !== undefined) return termNamed(terms, typed);
  const [term, ...others] = termsOn(terms, today);
  if (term === undefined)
    throw new PlError(
      'not_found',
      `no term has today, ${today}, in it: --term says which is meant`,
      'pl term set T1 --from 2026-08-24 --to 2026-12-18',
    );
  if (others.length > 0)
    throw new PlError(
      'ambiguous',
      `today lies in ${[term, ...others].map(({ code }) => code).join(', ')}: --term says which is meant`,
      `--term ${term.code}`,
    );
  return term;
}

/** A term with what is taught in it: its own list, else that of the nearest longer term with one. */
export function seenTerm(book: Gradebook, view: View, term: Term): SeenTerm {
  const listed = listOf(loadTerms(book, view), loadTaught(book, view), term);
  if (listed === null) return { term, taught: null };
  return { term, taught: taughtOf(loadStandards(book, view), listed) };
}

/**
 * The same state as of the term's last day, where that is over on the day that is known of; else
 * without a bound, which is today.
 */
export function viewOfTerm(book: Gradebook, view: View, term: Term, today: Day): View {
  const isPast = isOver(term, view.knownOn ?? today);
  return { ...view, asOf: isPast ? lastDay(term) : null, term: seenTerm(book, view, term) };
}

/** A word of the user's as it has to be typed again. */
export function shellWord(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `"${word}"`;
}
