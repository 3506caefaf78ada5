/** `pl export oneroster`: the present standing as OneRoster results, for the system that keeps the roster. */
import { PlError } from '../../core/errors.js';
import type { Mastery } from '../../core/mastery/judge.js';
import type { Day, Id, Section, Student } from '../../core/model.js';
import { idOfType } from '../../core/names.js';
import { progressOf } from '../../core/progress.js';
import { named } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import { lastDay, type Term, termsOn } from '../../core/terms.js';
import { oneRosterFiles, type Result } from '../../formats/out/oneroster.js';
import type { Version } from '../../formats/rosters/oneroster-tables.js';
import { csvText } from '../../output/csv.js';
import { english } from '../../output/words.js';
import { zipped } from '../../output/zip.js';
import { loadRoster, type Roster } from '../../store/roster.js';
import { loadTerms } from '../../store/terms.js';
import { loadLearning } from '../learning.js';
import { dayOf } from '../options.js';
import { type Asked, competenciesAsked, type ExportPackage, studentsAsked } from './exporter.js';

/** The set as a zip. Throws `PlError('invalid')` where nothing can be said: no section, or no term. */
export function exportOneRoster(asked: Asked, version: Version): ExportPackage {
  const { session, book, view, flags } = asked;
  const day = dayOf(session, view);
  const { standards, showing } = loadLearning(book, view);
  const roster = loadRoster(book, view);
  const places = placesIn(asked, roster, day);
  const scope = competenciesAsked(asked, standards);
  const { students, sectionsOf } = studentsAsked(asked, roster);
  const found = students.map((student) => {
    const { competencies } = progressOf(standards, showing(student.id), scope, flags.all === true);
    const sections = sectionsOf(student.id).filter(places.isWanted);
    return { student, sections, competencies };
  });
  const results = found.flatMap(({ student, sections, competencies }) =>
    sections.flatMap((section) =>
      competencies.map((mastery) => resultOf(standards, student, places.of(section), mastery, day)),
    ),
  );
  const told = found.filter(({ competencies }) => competencies.length > 0);
  const nowhere = told.filter(({ sections }) => sections.length === 0).length;
  if (nowhere > 0 && nowhere === told.length) {
    throw new PlError(
      'invalid',
      'OneRoster keeps results by section, and no student with results is in one',
      'pl student join STUDENT SECTION',
    );
  }
  return {
    bytes: async () => {
      const text = new TextEncoder();
      const files = oneRosterFiles(version, results, day).map(
        ({ name, columns, rows }) =>
          [`${name}.csv`, text.encode(csvText(columns, rows, { guard: false }))] as const,
      );
      return await zipped(new Map(files));
    },
    notes: notesOn(
      version,
      results,
      nowhere,
      told.filter(({ sections }) => sections.length > 1).length,
    ),
  };
}

interface Place {
  readonly section: Result['section'];
  readonly term: Result['term'];
}

/** Sections as the other system knows them, with the term of each. */
function placesIn({ book, view, flags }: Asked, roster: Roster, day: Day) {
  const terms = loadTerms(book, view);
  const asked = flags.section === undefined ? null : named(roster.sections, flags.section);
  const around = view.term?.term ?? termsOn(terms, day)[0];
  const codes = new Map(roster.schools.map(({ id, code }) => [id, code]));
  const known = new Map<Id, Place>();
  const placeOf = (section: Section): Place => {
    const own = terms.find(({ id }) => id === section.term);
    const school = section.school === null ? '' : (codes.get(section.school) ?? '');
    const id = { id: section.code, course: section.course ?? '', school };
    return { section: id, term: termFacts(around ?? own, section, day) };
  };
  return {
    isWanted: (section: Section) => asked?.some(({ id }) => id === section.id) ?? true,
    of: (section: Section): Place => {
      const place = known.get(section.id) ?? placeOf(section);
      known.set(section.id, place);
      return place;
    },
  };
}

/** Every line item has an academic session, and a first and a last day. */
function termFacts(term: Term | undefined, section: Section, day: Day): Result['term'] {
  if (term !== undefined) {
    return { id: term.code, startsOn: term.startsOn ?? day, lastDay: lastDay(term) ?? day };
  }
  throw new PlError(
    'invalid',
    `OneRoster keeps results by term, and no term has ${day} in it; section "${section.code}" names none either`,
    'pl term set T1 --from 2026-08-24 --to 2026-12-18',
  );
}

function resultOf(
  standards: Standards,
  student: Student,
  place: Place,
  mastery: Mastery,
  day: Day,
): Result {
  const { competency, status, level, override, excuse, calculated } = mastery;
  const { scale } = standards.yardstick(competency);
  const { code, guid, statement } = competency;
  const graded = status === 'mastered' || status === 'below';
  return {
    student: idOfType(student, 'sourcedid'),
    ...place,
    competency: { framework: standards.frameworkName(competency), code, guid, statement, scale },
    scoreStatus: STATUS[status],
    level: graded ? level : null,
    on: [override?.on, excuse?.on, calculated.lastObservedOn].find((one) => one != null) ?? day,
  };
}

/** Unknown is never failure: what is thin or not assessed has no score. */
const STATUS: Readonly<Record<Mastery['status'], Result['scoreStatus']>> = {
  mastered: 'fully graded',
  below: 'fully graded',
  thin: 'partially graded',
  not_assessed: 'not submitted',
  excused: 'exempt',
};

function notesOn(
  version: Version,
  results: readonly Result[],
  nowhere: number,
  twice: number,
): readonly string[] {
  const count = (n: number, noun: string) => english.count(n, noun);
  const schools = new Set(
    results.filter(({ section }) => section.school === '').map(({ section }) => section.id),
  );
  const bare = version === '1.1' ? results.filter(({ level }) => level === null).length : 0;
  return [
    nowhere > 0 ? `${count(nowhere, 'student')} with results in no section: left out` : '',
    twice > 0
      ? `${count(twice, 'student')} in more than one section: the results stand in each (--section says which)`
      : '',
    schools.size > 0 ? `${count(schools.size, 'section')} of no school: the column is blank` : '',
    bare > 0 ? `${count(bare, 'result')} without a level: version 1.1 cannot say them` : '',
  ].filter((note) => note !== '');
}
