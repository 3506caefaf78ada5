/**
 * What a standards file changes. A competency is known by its guid where there is one, else by its
 * code within the framework; the parent and this file's `requires` are replaced, blank cells say
 * nothing, parents are never guessed from codes.
 */
import type { Problem } from '../errors.js';
import type { Id } from '../model.js';
import type { DatedSetting } from '../policy.js';
import type { Standards } from '../standards.js';
import type { OutsideLink } from './outside-links.js';
import {
  type AssociationRecord,
  type Counts,
  type Faults,
  type FrameworkRecord,
  faultsOf,
  type Source,
  type StandardsRecord,
  tally,
} from './records.js';
import { refText } from './refs.js';
import { endsOf } from './standards-ends.js';
import { type PlannedCompetency, planCompetency } from './standards-facts.js';
import { type PlannedFramework, planFrameworks, wholeFramework } from './standards-frameworks.js';
import { madeHeadings, refuseHeadingsWithEvidence } from './standards-headings.js';
import { unrepeated } from './standards-held.js';
import { planStandardsLinks, type StandardsLinksPlan, type ViaLink } from './standards-links.js';
import { type News, newsOf } from './standards-news.js';
import { planParents } from './standards-parents.js';
import { type PlannedPolicy, planPolicies } from './standards-policies.js';
import { type CompetencyFinder, competencyFinder, type Row, uniqueRows } from './standards-rows.js';
import { refuseUnmeetableRules } from './standards-rules.js';
import { type PlannedScale, planScales } from './standards-scales.js';

/** How to read a standards file beyond its cells. */
export interface StandardsOptions {
  /** The framework of rows that name none. */
  readonly framework: string;
  /** Parents that are not in the file are made as headings. */
  readonly makeHeadings: boolean;
  /** Whether the file has a column for the parent: then a blank one means the top. */
  readonly speaksOfParents: boolean;
  readonly speaksOfRequires: boolean;
  /** What the file says and holds already is not said of the competency itself; left out: it is. */
  readonly restates?: boolean;
  /** The file says all there is of one framework, and this of the framework itself; null: of none. */
  readonly whole?: FrameworkRecord | null;
  /** The framework that the user names (`--framework`); null: none. */
  readonly chosen?: string | null;
  readonly associations?: readonly AssociationRecord[];
  /** The item types that are assessable, in lower case: all others are not; null: as the file says. */
  readonly assessable?: readonly string[] | null;
  /** Rows were left out: what is missing may have been among them. */
  readonly partial?: boolean;
}

/** What planning needs to know of the ledger beyond the standards. */
export interface StandardsLedger {
  readonly standards: Standards;
  readonly links: readonly ViaLink[];
  readonly outside?: readonly OutsideLink[];
  /** Every setting, also those that begin later. */
  readonly settings: readonly DatedSetting[];
  readonly hasEvidence: (competency: Id) => boolean;
}

export interface StandardsPlan {
  /** The four kinds, and `outside_links` where there are any. */
  readonly counts: Readonly<Record<string, Counts>>;
  readonly problems: readonly Problem[];
  /** The key of a new one is its name in lower case. */
  readonly frameworks: readonly PlannedFramework[];
  /** New scales; the key of each is its name in lower case. */
  readonly scales: readonly PlannedScale[];
  /** New, or with facts that differ; headings that were made come first. */
  readonly competencies: readonly PlannedCompetency[];
  readonly links: StandardsLinksPlan;
  readonly policies: readonly PlannedPolicy[];
  /** Null: nothing stood before of which the file speaks. */
  readonly news: News | null;
}

export function planStandards(
  source: Source,
  given: readonly StandardsRecord[],
  ledger: StandardsLedger,
  options: StandardsOptions,
): StandardsPlan {
  const { standards } = ledger;
  const { whole = null, restates = false, partial = false } = options;
  const faults = faultsOf(source);
  const framework = frameworkOf(options, standards, faults);
  const wholly = whole === null ? null : framework;
  const records = given.map((record) => withAssessable(record, options.assessable ?? null));
  const frameworks = planFrameworks(records, standards, framework, whole);
  const find = competencyFinder(standards);
  const rows = rowsOf(records, framework, find, options, standards, faults);
  const ends = endsOf(rows, standards, find);
  const tree = planParents(rows, standards, ends, options, faults);
  const scales = planScales(rows, standards, ledger.hasEvidence, faults);
  const competencies = rows.map((row) => {
    const parent = tree.parentOf.get(row.key) ?? null;
    const scale = restates && scales.isHeld(row) ? null : scales.said(row);
    return planCompetency(row, parent, scale, standards, faults);
  });
  const associations = [...(options.associations ?? []), ...tree.outside];
  const { speaksOfRequires } = options;
  const file = { rows, associations, whole: wholly, speaksOfRequires };
  const { links: standing, outside = [] } = ledger;
  const links = planStandardsLinks(file, standards, { links: standing, outside }, ends, faults);
  const policies = rows.flatMap((row) =>
    planPolicies(row, scales.scaleOf(row), standards, ledger.settings, faults),
  );
  refuseHeadingsWithEvidence(tree, standards, ledger.hasEvidence, faults);
  refuseUnmeetableRules(rows, competencies, standards, faults);
  const isSound = !partial && faults.errors() === 0;
  const news = isSound
    ? newsOf(wholly, competencies, policies, links.added, standards, faults)
    : null;
  return {
    counts: {
      frameworks: frameworks.counts,
      competencies: countCompetencies(competencies, policies),
      links: links.counts,
      scales: scales.counts,
      ...outsideCounts(links.outside.counts, whole !== null),
    },
    problems: faults.problems.sort((a, b) => a.line - b.line),
    frameworks: frameworks.changed,
    scales: scales.added,
    competencies: competencies.filter(({ changed }) => changed),
    links,
    policies,
    news,
  };
}

/** The framework of rows that name none. */
function frameworkOf(
  { framework, whole = null, chosen = null }: StandardsOptions,
  standards: Standards,
  faults: Faults,
): string {
  if (whole === null || whole.name === '') return framework;
  return wholeFramework(whole, chosen, standards, faults);
}

/** Each competency once, with the headings that are made for it before. */
function rowsOf(
  records: readonly StandardsRecord[],
  framework: string,
  find: CompetencyFinder,
  { restates, makeHeadings }: StandardsOptions,
  standards: Standards,
  faults: Faults,
): readonly Row[] {
  const said = uniqueRows(records, framework, find, standards.ordered, faults);
  const known = restates === true ? said.map((row) => unrepeated(row, standards)) : said;
  return makeHeadings ? [...madeHeadings(known, find), ...known] : known;
}

/** Of the item types that are named everything is assessable, and nothing else. */
function withAssessable(record: StandardsRecord, types: readonly string[] | null): StandardsRecord {
  if (types === null) return record;
  return { ...record, assessable: types.includes(record.type.toLowerCase()) ? 'yes' : 'no' };
}

/** Files that say nothing of outside links, as most, do not count them. */
function outsideCounts(counts: Counts, isWhole: boolean): Readonly<Record<string, Counts>> {
  const { add, update, unchanged } = counts;
  return isWhole || add + update + unchanged > 0 ? { outside_links: counts } : {};
}

/** A competency of which only the policy changes is an update too. */
function countCompetencies(
  competencies: readonly PlannedCompetency[],
  policies: readonly PlannedPolicy[],
): Counts {
  const withPolicies = new Set(policies.map(({ competency }) => refText(competency)));
  const counts = tally();
  for (const { ref, isNew, changed } of competencies) {
    const differs = changed || withPolicies.has(refText(ref));
    counts[isNew ? 'add' : differs ? 'update' : 'unchanged']++;
  }
  return counts;
}
