/** The sections that a roster file names: which are new, and whose facts differ. */
import { groupBy } from '../grouping.js';
import type { Section } from '../model.js';
import { type Counts, type RosterRecord, saidOr, tally } from './records.js';
import { isRefTo, type Ref, standingRef } from './refs.js';
import type { NamedPlan } from './roster-named.js';

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
  /** The section of a row; null when the row names none. */
  readonly refOf: (row: RosterRecord) => Ref | null;
}

export function planSections(
  rows: readonly RosterRecord[],
  standing: readonly Section[],
  schools: NamedPlan,
  terms: NamedPlan,
): SectionsPlan {
  const counts = tally();
  const changed: PlannedSection[] = [];
  const refs = new Map<string, Ref>();
  const placed = rows.filter((row) => codeOf(row) !== '');
  const sectionKey = sectionKeys(placed);
  const claimed = new Set<Section>();
  for (const [key, own] of groupBy(placed, sectionKey)) {
    const free = standing.filter((section) => !claimed.has(section));
    const before = standingSection(own, free, schools);
    if (before !== null) claimed.add(before);
    const ref: Ref = before === null ? { key } : { id: before.id };
    refs.set(key, ref);
    const facts = factsOf(own, before, schools, terms);
    const differs = before === null || !sameFacts(before, facts);
    if (differs) changed.push({ ref, facts });
    counts[before === null ? 'add' : differs ? 'update' : 'unchanged']++;
  }
  return { counts, changed, refOf: (row) => refs.get(sectionKey(row)) ?? null };
}

/**
 * Two schools may both have a 7A: a section is known by its id within its school. A row that names
 * no school means that of the other rows where they agree on one.
 */
function sectionKeys(rows: readonly RosterRecord[]): (row: RosterRecord) => string {
  const schools = new Map<string, Set<string>>();
  for (const row of rows) {
    const named = schools.get(codeOf(row)) ?? new Set();
    if (row.school !== '') named.add(row.school.toLowerCase());
    schools.set(codeOf(row), named);
  }
  return (row) => {
    const named = [...(schools.get(codeOf(row)) ?? [])];
    const school = row.school === '' && named.length === 1 ? named[0] : row.school.toLowerCase();
    return `${school}\n${codeOf(row)}`;
  };
}

/** The section's id, for which its name stands in; empty when the row names none. */
function codeOf(row: RosterRecord): string {
  return row.section || row.sectionName;
}

function standingSection(
  rows: readonly RosterRecord[],
  standing: readonly Section[],
  schools: NamedPlan,
): Section | null {
  const row = rows.find(({ school }) => school !== '') ?? rows[0];
  if (row === undefined) return null;
  const school = schools.refOf(row.school);
  const mayBeAt = (section: Section) =>
    school === null || section.school === null || isRefTo(school, section.school);
  return standing.find((one) => one.code === codeOf(row) && mayBeAt(one)) ?? null;
}

function factsOf(
  rows: readonly RosterRecord[],
  before: Section | null,
  schools: NamedPlan,
  terms: NamedPlan,
): SectionFacts {
  const said = (field: 'section' | 'sectionName' | 'course' | 'school' | 'term') =>
    rows.find((row) => row[field] !== '')?.[field] ?? '';
  const code = saidOr(said('section'), said('sectionName'));
  return {
    code,
    name: saidOr(said('sectionName'), before?.name ?? code),
    course: saidOr(said('course'), before?.course ?? null),
    school: schools.refOf(said('school')) ?? standingRef(before?.school ?? null),
    term: terms.refOf(said('term')) ?? standingRef(before?.term ?? null),
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
