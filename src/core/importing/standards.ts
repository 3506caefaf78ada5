/**
 * What a standards file changes. A competency is known by its guid where there is one, else by its
 * code within the framework; the parent and this file's `requires` are replaced, blank cells say
 * nothing, parents are never guessed from codes.
 */
import type { Problem } from '../errors.js';
import type { Id, Link } from '../model.js';
import type { DatedSetting } from '../policy.js';
import type { Standards } from '../standards.js';
import { type Counts, faultsOf, type Source, type StandardsRecord, tally } from './records.js';
import { refText } from './refs.js';
import { type PlannedCompetency, planCompetency } from './standards-facts.js';
import { planFrameworks } from './standards-frameworks.js';
import { madeHeadings, refuseHeadingsWithEvidence } from './standards-headings.js';
import { planParents } from './standards-parents.js';
import { type PlannedPolicy, planPolicies } from './standards-policies.js';
import { planRequires, type RequiresPlan } from './standards-requires.js';
import { competencyFinder, uniqueRows } from './standards-rows.js';
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
}

/** What planning needs to know of the ledger beyond the standards. */
export interface StandardsLedger {
  readonly standards: Standards;
  readonly links: readonly (Link & { readonly via: 'standards' | 'links' })[];
  /** Every setting, also those that begin later. */
  readonly settings: readonly DatedSetting[];
  readonly hasEvidence: (competency: Id) => boolean;
}

export interface StandardsPlan {
  readonly counts: Readonly<Record<'frameworks' | 'competencies' | 'links' | 'scales', Counts>>;
  readonly problems: readonly Problem[];
  /** Names of new frameworks; the key of each is its name in lower case. */
  readonly frameworks: readonly string[];
  /** New scales; the key of each is its name in lower case. */
  readonly scales: readonly PlannedScale[];
  /** New, or with facts that differ; headings that were made come first. */
  readonly competencies: readonly PlannedCompetency[];
  readonly requires: RequiresPlan['added'];
  readonly dropped: RequiresPlan['dropped'];
  readonly policies: readonly PlannedPolicy[];
}

export function planStandards(
  source: Source,
  records: readonly StandardsRecord[],
  ledger: StandardsLedger,
  options: StandardsOptions,
): StandardsPlan {
  const { standards, links } = ledger;
  const faults = faultsOf(source);
  const frameworks = planFrameworks(records, standards, options.framework);
  const find = competencyFinder(standards);
  const said = uniqueRows(records, options.framework, find, faults);
  const rows = options.makeHeadings ? [...madeHeadings(said, find), ...said] : said;
  const tree = planParents(rows, standards, find, options.speaksOfParents, faults);
  const scales = planScales(rows, standards, ledger.hasEvidence, faults);
  const competencies = rows.map((row) => {
    const parent = tree.parentOf.get(row.key) ?? null;
    return planCompetency(row, parent, scales.said(row), standards, faults);
  });
  const requires = options.speaksOfRequires
    ? planRequires(tree, standards, links, find, faults)
    : { counts: tally(), added: [], dropped: [] };
  const policies = rows.flatMap((row) =>
    planPolicies(row, scales.scaleOf(row), standards, ledger.settings, faults),
  );
  refuseHeadingsWithEvidence(tree, standards, ledger.hasEvidence, faults);
  refuseUnmeetableRules(rows, competencies, standards, faults);
  return {
    counts: {
      frameworks: frameworks.counts,
      competencies: countCompetencies(competencies, policies),
      links: requires.counts,
      scales: scales.counts,
    },
    problems: faults.problems.sort((a, b) => a.line - b.line),
    frameworks: frameworks.added,
    scales: scales.added,
    competencies: competencies.filter(({ changed }) => changed),
    requires: requires.added,
    dropped: requires.dropped,
    policies,
  };
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
