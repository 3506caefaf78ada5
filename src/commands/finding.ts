/** Finding what a person means: one match goes on, several are asked about or listed, none is explained. */

import { PlError } from '../core/errors.js';
import { groupBy } from '../core/grouping.js';
import { isMasked } from '../core/lookalikes.js';
import { fullCode, matchCompetency } from '../core/matching/competencies.js';
import { type Match, matchStudent } from '../core/matching/students.js';
import { closest } from '../core/matching/suggest.js';
import type { Competency, Framework, Id, Section, Student } from '../core/model.js';
import { displayName, folded, idOfType, shownId } from '../core/names.js';
import { frameworkNamed, named, type UnknownName } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import { titleBeside } from '../output/titles.js';
import type { Gradebook } from '../store/open.js';
import { holdsOn, loadEnrollments, loadSections } from '../store/roster.js';
import { dayOfView, NOW, type View } from '../store/view.js';
import type { Session } from './session.js';

/** Who can be asked which one is meant: a session, or nobody. */
export type Asker = Pick<Session, 'interactive' | 'ask' | 'config' | 'book'>;

/** More sections than these are left out of a line. */
const MOST_SECTIONS = 3;

/**
 * A student for people, with what tells her from a namesake; `id` is the type of id to show, null for
 * the first.
 */
export function studentLine(
  student: Student,
  sections: readonly Section[],
  id: string | null = null,
): string {
  const facts = [
    idOfType(student, id),
    ...sections.slice(0, MOST_SECTIONS).map(({ code }) => code),
    ...(sections.length > MOST_SECTIONS ? ['…'] : []),
    ...(student.grade === null ? [] : [`grade ${student.grade}`]),
    ...(student.active ? [] : ['withdrawn']),
  ];
  return `${displayName(student)} (${facts.join(', ')})`;
}

/** The sections in which each student is on the day of the view. */
function sectionsIn(book: Gradebook, view: View): (student: Id) => readonly Section[] {
  const day = dayOfView(book, view);
  const current = loadEnrollments(book, view).filter((enrollment) => holdsOn(enrollment, day));
  const sectionsOf = groupBy(current, ({ student }) => student);
  const sections = new Map(loadSections(book, view).map((section) => [section.id, section]));
  return (student) =>
    (sectionsOf.get(student) ?? []).flatMap(({ section }) => sections.get(section) ?? []);
}

function competencyLine(standards: Standards, one: Competency): string {
  return `${one.code}  ${titleBeside(one)} (${standards.frameworkName(one)})`;
}

/**
 * The student of a view that is meant. Throws `PlError`: `ambiguous` with the candidates, or
 * `not_found`.
 */
export async function findStudent(
  session: Asker,
  students: readonly Student[],
  typed: string,
  view: View = NOW,
): Promise<Student> {
  const match = matchStudent(students, typed);
  if (match.kind === 'one') return match.found;
  const sectionsOf = sectionsIn(await session.book(), view);
  return settle(session, match, {
    noun: 'student',
    typed,
    line: (student) => studentLine(student, sectionsOf(student.id), session.config.id),
    key: shownId,
    list: 'pl students',
  });
}

/** The assessable competency that is meant; a heading is refused with what lies under it. */
export async function findCompetency(
  session: Asker,
  standards: Standards,
  typed: string,
): Promise<Competency> {
  const assessable = standards.ordered.filter(standards.assessable);
  const match = matchCompetency(standards, assessable, typed);
  if (match.kind === 'none') refuseHeading(standards, typed);
  return settle(session, match, {
    noun: 'competency',
    typed,
    line: (one) => competencyLine(standards, one),
    key: (one) => keyOf(standards, one),
    list: 'pl standards',
  });
}

/** How a competency is named so that nothing else is meant: the framework only where it is needed. */
function keyOf(standards: Standards, one: Competency): string {
  const same = standards.ordered.filter(({ code }) => folded(code) === folded(one.code));
  return same.length > 1 ? fullCode(standards, one) : one.code;
}

function refuseHeading(standards: Standards, typed: string): void {
  const heading = standards.ordered.find(
    (one) => standards.isHeading(one) && folded(one.code) === folded(typed),
  );
  if (heading === undefined) return;
  const under = standards
    .children(heading.id)
    .slice(0, 8)
    .map(({ code }) => code);
  throw new PlError(
    'invalid',
    `"${typed}" is a heading, which is not recorded on: name what lies under it (${under.join(', ')} …)`,
    `pl standards --under ${heading.code}`,
  );
}

interface Asked<T> {
  readonly noun: string;
  readonly typed: string;
  readonly line: (thing: T) => string;
  readonly key: (thing: T) => string;
  readonly list: string;
}

async function settle<T>(session: Asker, match: Match<T>, asked: Asked<T>): Promise<T> {
  switch (match.kind) {
    case 'one':
      return match.found;
    case 'several':
      return oneOf(session, match.candidates, asked);
    case 'none': {
      const near = match.near.map((thing) => `\n  ${asked.line(thing)}`).join('');
      const suggestion = near === '' ? '' : `; did you mean${near}`;
      throw new PlError(
        'not_found',
        `no ${asked.noun} matches "${asked.typed}"${isMasked(asked.typed) ? MASKED : ''}${suggestion}`,
        asked.list,
      );
    }
  }
}

/** Said of what was typed, or rather pasted. */
const MASKED = ', which has letters of another alphabet, other digits or signs that are not seen';

async function oneOf<T>(session: Asker, candidates: readonly T[], asked: Asked<T>): Promise<T> {
  if (session.interactive) {
    const choices = candidates.map((value) => ({ name: asked.line(value), value }));
    return session.ask.choose(`Which ${asked.noun} is "${asked.typed}"?`, choices);
  }
  const shown = candidates.slice(0, 12).map((thing) => `\n  ${asked.line(thing)}`);
  const more = candidates.length > 12 ? `\n  … and ${candidates.length - 12} more` : '';
  const first = candidates[0];
  throw new PlError(
    'ambiguous',
    `"${asked.typed}" is more than one ${asked.noun}:${shown.join('')}${more}`,
    first === undefined ? asked.list : `write ${asked.key(first)} for the first of them`,
  );
}

/** A section for people: its id, and its name where that says more. */
export function sectionLine({ code, name }: Section): string {
  return code === name ? code : `${code}  ${name}`;
}

/** The section that is meant by its id or name. */
export async function findSection(
  session: Session,
  sections: readonly Section[],
  typed: string,
): Promise<Section> {
  const found = named(sections, typed);
  const [one] = found;
  if (found.length === 1 && one !== undefined) return one;
  if (found.length === 0)
    throw unknownName({ noun: 'section', name: typed, known: sections.map(({ code }) => code) });
  return oneOf(session, found, {
    noun: 'section',
    typed,
    line: (one) => `${sectionLine(one)}${one.course === null ? '' : `, ${one.course}`}`,
    key: ({ code }) => code,
    list: 'pl sections',
  });
}

/** The framework of that name; null for none asked. Throws `PlError('not_found')` with those there are. */
export function findFramework(standards: Standards, name: string | null): Framework | null {
  if (name === null) return null;
  const found = frameworkNamed(standards, name);
  const known = [...standards.frameworks.values()].map((one) => one.name);
  if (found === null) throw unknownName({ noun: 'framework', name, known });
  return found;
}

/** A filter or option that names nothing there is. */
export function unknownName({ noun, name, known }: UnknownName): PlError {
  const near = closest(folded(name), known, (one) => [folded(one)]);
  const shown =
    near.length > 0
      ? `did you mean ${near.join(', ')}?`
      : known.length > 0
        ? `there are ${known.slice(0, 12).join(', ')}${known.length > 12 ? ' …' : ''}`
        : 'there is none';
  return new PlError('not_found', `there is no ${noun} "${name}": ${shown}`);
}

/** Takes what narrowing gave, or refuses the name that nothing has. */
export function narrowed<T extends object | null>(result: T | UnknownName): T {
  if (result !== null && 'noun' in result) throw unknownName(result);
  return result as T;
}
