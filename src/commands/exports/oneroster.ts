/** `pl export oneroster`: the present standing as OneRoster results, for the system that keeps the roster. */
import { PlError } from '../../core/errors.js';
import type { Mastery } from '../../core/mastery/judge.js';
import { type CodeIndex, codeIndex, fullCode, ownCode } from '../../core/matching/competencies.js';
import type { Competency, Day } from '../../core/model.js';
import { progressOf } from '../../core/progress.js';
import type { Standards } from '../../core/standards.js';
import { oneRosterFiles, type Result, type ResultCompetency } from '../../formats/out/oneroster.js';
import type { Version } from '../../formats/rosters/oneroster-tables.js';
import { csvText } from '../../output/csv.js';
import { zipped } from '../../output/zip.js';
import { loadRoster } from '../../store/roster.js';
import { loadLearning } from '../learning.js';
import { dayOf } from '../options.js';
import { type Asked, competenciesAsked, type ExportPackage, studentsAsked } from './exporter.js';
import { notesOn } from './oneroster-notes.js';
import { type Place, type Places, placesIn } from './oneroster-places.js';
import type { Standing } from './oneroster-standing.js';
import { sourcedIds } from './oneroster-students.js';

/**
 * The set as a zip. Throws `PlError`: `invalid` where nothing can be said (no section, no term) or where
 * two students or sections would be one there, `ambiguous` where several sections or terms are meant.
 */
export function exportOneRoster(asked: Asked, version: Version): ExportPackage {
  const day = dayOf(asked.session, asked.view);
  const { standards } = loadLearning(asked.book, asked.view);
  const places = placesIn(asked, loadRoster(asked.book, asked.view), day);
  const standings = judged(asked, places);
  const placed = standings.filter(({ sections }) => sections.length > 0);
  refuseNowhere(standings, placed);
  if (asked.flags.eachSection !== true) refuseSeveral(placed);
  const idOf = sourcedIds(placed.map(({ student }) => student));
  const describe = described(standards);
  const results = placed.flatMap(({ student, sections, competencies }) =>
    sections.flatMap((section) => {
      const facts = { student: idOf(student), ...places.of(section) };
      return competencies.map((one) => resultOf(facts, describe(one.competency), one, day));
    }),
  );
  return {
    bytes: () => packed(version, results, day, asked.book.uid),
    notes: notesOn(version, results, standings),
  };
}

/** Those with anything to say. */
function judged(asked: Asked, places: Places): readonly Standing[] {
  const { book, view, flags } = asked;
  const { standards, showing } = loadLearning(book, view);
  const scope = competenciesAsked(asked, standards);
  const { students, sectionsOf } = studentsAsked(asked, loadRoster(book, view));
  return students.flatMap((student): Standing[] => {
    const { competencies } = progressOf(standards, showing(student.id), scope, flags.all === true);
    if (competencies.length === 0) return [];
    return [{ student, sections: sectionsOf(student.id).filter(places.isMeant), competencies }];
  });
}

function refuseNowhere(standings: readonly Standing[], placed: readonly Standing[]): void {
  if (standings.length === 0 || placed.length > 0) return;
  throw new PlError(
    'invalid',
    'OneRoster keeps results by section, and no student with results is in one',
    'pl student join STUDENT SECTION',
  );
}

/** Evidence belongs to no section: in which of hers a result is to stand, somebody has to say. */
function refuseSeveral(placed: readonly Standing[]): void {
  const several = placed.filter(({ sections }) => sections.length > 1);
  const [first] = several;
  if (first === undefined) return;
  const codes = first.sections.map(({ code }) => code);
  throw new PlError(
    'ambiguous',
    `students with results are in more than one of these sections (${several.length} of ${placed.length}; one of them in ${codes.join(', ')}): --section says in which the results stand, --each-section that they stand in each`,
    `--section ${codes[0]}`,
  );
}

/** A competency as the other system is told of it. */
function described(standards: Standards): (one: Competency) => ResultCompetency {
  const find = codeIndex(standards);
  return (one) => {
    const { code, guid, statement } = one;
    const { scale } = standards.yardstick(one);
    const framework = standards.frameworkName(one);
    return { framework, code, known: knownAs(standards, find, one), guid, statement, scale };
  };
}

/** By what it is found alone: its code, its guid where that is repeated, else with its framework. */
function knownAs(standards: Standards, find: CodeIndex, one: Competency): string {
  const own = ownCode(standards, one);
  return find(own, null).length > 1 ? fullCode(standards, one) : own;
}

function resultOf(
  facts: Place & { readonly student: string },
  competency: ResultCompetency,
  { status, level, override, excuse, calculated }: Mastery,
  day: Day,
): Result {
  const graded = status === 'mastered' || status === 'below';
  return {
    ...facts,
    competency,
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

async function packed(
  version: Version,
  results: readonly Result[],
  day: Day,
  gradebook: string,
): Promise<Uint8Array> {
  const text = new TextEncoder();
  const files = oneRosterFiles(version, results, day, gradebook).map(
    ({ name, columns, rows }) =>
      [`${name}.csv`, text.encode(csvText(columns, rows, { guard: false }))] as const,
  );
  return await zipped(new Map(files));
}
