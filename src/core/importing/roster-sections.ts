/** The sections of a roster: which are new, and whose facts differ. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Id, Section } from '../model.js';
import { type Counts, saidOr, tally } from './records.js';
import { isRefTo, type Ref, standingRef } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import { type NamedPlan, orphan } from './roster-named.js';
import type { EnrollmentRecord, RosterSet, SectionRecord } from './roster-set.js';

export interface SectionFacts {
  readonly code: string;
  readonly name: string;
  readonly course: string | null;
  readonly school: Ref | null;
  readonly term: Ref | null;
}

export interface PlannedSection {
  readonly ref: Ref;
  readonly facts: SectionFacts;
}

export interface SectionsPlan {
  readonly counts: Counts;
  /** New, or with facts that differ. */
  readonly changed: readonly PlannedSection[];
  /** Those of the roster that stand already. */
  readonly standing: ReadonlySet<Id>;
  /** The section of a code of the roster; null where there is none, or several may be meant. */
  readonly refOf: (code: string) => Ref | null;
  /** Of which of several sections the roster speaks is told already. */
  readonly isAmbiguous: (code: string) => boolean;
}

/** Where sections are. */
interface Places {
  readonly schools: NamedPlan<unknown>;
  readonly terms: NamedPlan<unknown>;
}

/**
 * A section is known by its code within its school and its term, as far as both say one. `isNewYear`:
 * one that says a term is none that says no term, as that is one of the year before.
 */
export function planSections(
  { sections: records, enrollments }: Pick<RosterSet, 'sections' | 'enrollments'>,
  standing: readonly Section[],
  places: Places,
  schoolsOf: (code: string) => ReadonlySet<Id>,
  faults: RosterFaults,
  isNewYear: boolean,
): SectionsPlan {
  const counts = tally();
  const changed: PlannedSection[] = [];
  const refs = new Map<string, Ref>();
  const byCode = groupBy(standing, ({ code }) => code);
  const claimed = new Set<Id>();
  const ambiguous = new Set<string>();
  for (const record of records) {
    if (record.code === '' || refs.has(record.code)) continue;
    const [school, term] = placeOf(record, places, faults);
    const may = (said: Ref | null, has: Id | null) =>
      said === null || has === null || isRefTo(said, has);
    const candidates = (byCode.get(codeOf(record)) ?? []).filter(
      (section) =>
        !claimed.has(section.id) &&
        may(school, section.school) &&
        (isNewYear ? isRefTo(term, section.term) : may(term, section.term)),
    );
    const before = nearest(candidates, school, term, () => schoolsOf(record.code));
    if (before === 'ambiguous') {
      if (!ambiguous.has(record.code)) tellAmbiguous(record, enrollments, faults);
      ambiguous.add(record.code);
      continue;
    }
    if (before !== null) claimed.add(before.id);
    const ref: Ref = before === null ? { key: record.code } : { id: before.id };
    refs.set(record.code, ref);
    const facts = factsOf(record, before, school, term);
    const differs = before === null || !sameFacts(before, facts);
    if (differs) changed.push({ ref, facts });
    counts[before === null ? 'add' : differs ? 'update' : 'unchanged']++;
  }
  const refOf = (code: string) =>
    refs.get(code) ?? standingRef(onlyOne(byCode.get(code) ?? [])?.id ?? null);
  return { counts, changed, standing: claimed, refOf, isAmbiguous: (code) => ambiguous.has(code) };
}

/** Its school and its term; one that is nowhere is a fault. */
function placeOf(
  record: SectionRecord,
  { schools, terms }: Places,
  faults: RosterFaults,
): readonly [Ref | null, Ref | null] {
  const school = record.school === '' ? null : schools.refOf(record.school);
  const term = record.term === '' ? null : terms.refOf(record.term);
  if (record.school !== '' && school === null) orphan(record, 'school', 'school', faults);
  if (record.term !== '' && term === null) orphan(record, 'term', 'term', faults);
  return [school, term];
}

/**
 * The one in this very school and term, else in one of them, else the newest. Of those of several
 * schools it is that of the school where those are whom the roster puts into it.
 */
function nearest(
  candidates: readonly Section[],
  school: Ref | null,
  term: Ref | null,
  schoolsOf: () => ReadonlySet<Id>,
): Section | 'ambiguous' | null {
  const rank = (section: Section) =>
    (isRefTo(school, section.school) ? 1 : 0) + (isRefTo(term, section.term) ? 1 : 0);
  const best = Math.max(...candidates.map(rank));
  const nearer = candidates.filter((one) => rank(one) === best);
  const last = nearer.at(-1) ?? null;
  if (school !== null || nearer.every((one) => one.school === last?.school)) return last;
  const here = schoolsOf();
  const own = nearer.filter((one) => one.school !== null && here.has(one.school));
  return new Set(own.map((one) => one.school)).size === 1 ? (own.at(-1) ?? null) : 'ambiguous';
}

/** In a flat file each row of it can be left out; in parts the section is one row. */
function tellAmbiguous(
  record: SectionRecord,
  enrollments: readonly EnrollmentRecord[],
  faults: RosterFaults,
): void {
  const rows = enrollments.filter(
    ({ section, file }) => section === record.code && file === record.file,
  );
  const message =
    'several schools have this section, and its students are not all of one of them: say which in a school column';
  for (const line of new Set([record.line, ...rows.map((row) => row.line)])) {
    const place = { file: record.file, line };
    faults.error(place, 'section', 'ambiguous_section', message);
  }
}

function codeOf({ known, code }: SectionRecord): string {
  return known ?? code;
}

function factsOf(
  record: SectionRecord,
  before: Section | null,
  school: Ref | null,
  term: Ref | null,
): SectionFacts {
  return {
    code: codeOf(record),
    name: saidOr(record.name, before?.name ?? codeOf(record)),
    course: saidOr(record.course, before?.course ?? null),
    school: school ?? standingRef(before?.school ?? null),
    term: term ?? standingRef(before?.term ?? null),
  };
}

function sameFacts(section: Section, facts: SectionFacts): boolean {
  return (
    section.name === facts.name &&
    section.course === facts.course &&
    isRefTo(facts.school, section.school) &&
    isRefTo(facts.term, section.term)
  );
}
