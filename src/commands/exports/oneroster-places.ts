/** Sections as another system knows them, and the term of each: where the results of an export stand. */
import { PlError } from '../../core/errors.js';
import type { Day, Id, Section } from '../../core/model.js';
import { named } from '../../core/scope.js';
import { lastDay, sectionTerms, type Term } from '../../core/terms.js';
import type { Result } from '../../formats/out/oneroster.js';
import type { Named, Roster } from '../../store/roster.js';
import { loadTerms } from '../../store/terms.js';
import type { Asked, ExportFlags } from './exporter.js';

export interface Place {
  readonly section: Result['section'];
  readonly term: Result['term'];
}

export interface Places {
  /** Whether the flags mean this section, and not only somebody in it. */
  readonly isMeant: (section: Section) => boolean;
  /** Throws `PlError` for a section without one term, or with the id of another of the export. */
  readonly of: (section: Section) => Place;
}

export function placesIn({ book, view, flags }: Asked, roster: Roster, day: Day): Places {
  const terms = loadTerms(book, view);
  const schools = new Map(roster.schools.map((school) => [school.id, school]));
  const known = new Map<Id, Place>();
  const holders = new Map<string, Section>();
  const placeOf = (section: Section): Place => {
    const { code, school } = section;
    const other = holders.get(code.toLowerCase());
    const schoolOf = ({ school }: Section) => schools.get(school ?? -1)?.name ?? '';
    if (other !== undefined) throw sameId(code, schoolOf(other), schoolOf(section));
    holders.set(code.toLowerCase(), section);
    const id = { id: code, school: schools.get(school ?? -1)?.code ?? '' };
    return { section: id, term: termFacts(view.term?.term ?? termOf(terms, section, day), day) };
  };
  return {
    isMeant: sectionTest(flags, roster),
    of: (section) => {
      const place = known.get(section.id) ?? placeOf(section);
      known.set(section.id, place);
      return place;
    },
  };
}

/** `--section`, `--school` and `--teacher` choose sections as well as students. */
function sectionTest(flags: ExportFlags, roster: Roster): (section: Section) => boolean {
  const idsOf = (things: readonly Named[], typed: string | undefined) =>
    typed === undefined ? null : new Set(named(things, typed).map(({ id }) => id));
  const sections = idsOf(roster.sections, flags.section);
  const schools = idsOf(roster.schools, flags.school);
  const teachers = idsOf(roster.staff, flags.teacher);
  const taught = new Set(
    roster.teaching.filter(({ staff }) => teachers?.has(staff)).map(({ section }) => section),
  );
  return ({ id, school }) =>
    (sections?.has(id) ?? true) &&
    (schools === null || (school !== null && schools.has(school))) &&
    (teachers === null || taught.has(id));
}

function sameId(code: string, first: string, second: string): PlError {
  const where = [first, second].map((school) => school || 'no school').join(' and ');
  return new PlError(
    'ambiguous',
    `two sections have the id "${code}" (${where}), and there they would be one: --school says which is meant`,
    `--school "${first || second}"`,
  );
}

/** The one term of a section on a day. */
function termOf(terms: readonly Term[], section: Section, day: Day): Term {
  const [term, ...others] = sectionTerms(terms, section.term, day);
  if (term === undefined) {
    throw new PlError(
      'invalid',
      `OneRoster keeps results by term, and no term has ${day} in it; section "${section.code}" names none either`,
      'pl term set T1 --from 2026-08-24 --to 2026-12-18',
    );
  }
  if (others.length === 0) return term;
  const codes = [term, ...others].map(({ code }) => code);
  throw new PlError(
    'ambiguous',
    `${day} lies in ${codes.join(', ')}, and section "${section.code}" does not say in which: --term says which is meant`,
    `--term ${term.code}`,
  );
}

/** Every line item has a first and a last day. */
function termFacts(term: Term, day: Day): Result['term'] {
  return { id: term.code, startsOn: term.startsOn ?? day, lastDay: lastDay(term) ?? day };
}
