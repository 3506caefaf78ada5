/**
 * What a standards file changes. A competency is known by its guid where there is one, else by its
 * code within the framework; the parent and this file's `requires` are replaced, blank cells say
 * nothing, parents are never guessed from codes.
 */
import type { Problem } from '../errors.js';
import { readRule } from '../headings.js';
import { codeIndex } from '../matching/competencies.js';
import { closest } from '../matching/suggest.js';
import type { Competency, Id, Link, PolicySetting, PolicyValue, Scale } from '../model.js';
import {
  allowedValues,
  isPolicyKey,
  type PolicyKey,
  policyFaults,
  readPolicyValue,
  resolvePolicy,
} from '../policy.js';
import { top } from '../scale.js';
import type { Standards } from '../standards.js';
import { closingEdges } from './cycles.js';
import {
  type Counts,
  type Faults,
  FLAG_WORDS,
  faultsOf,
  readFlag,
  readNumber,
  type Source,
  type StandardsRecord,
  tally,
} from './records.js';
import type { Ref } from './roster.js';

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
  readonly hasEvidence: (competency: Id) => boolean;
}

export type CompetencyFacts = Omit<Competency, 'id' | 'framework' | 'parent'> & {
  readonly framework: Ref;
  readonly parent: Ref | null;
};

export interface StandardsPlan {
  readonly counts: Readonly<Record<'frameworks' | 'competencies' | 'links' | 'scales', Counts>>;
  readonly problems: readonly Problem[];
  /** Names of new frameworks; the key of each is its name in lower case. */
  readonly frameworks: readonly string[];
  /** In an order in which parents that are new come first. */
  readonly competencies: readonly { readonly ref: Ref; readonly facts: CompetencyFacts }[];
  readonly requires: readonly { readonly source: Ref; readonly target: Ref }[];
  readonly dropped: readonly { readonly source: Id; readonly target: Id }[];
  readonly policies: readonly {
    readonly competency: Ref;
    readonly key: PolicyKey;
    readonly value: PolicyValue;
  }[];
}

interface Row {
  readonly record: StandardsRecord;
  readonly line: number;
  readonly framework: string;
  readonly key: string;
  readonly before: Competency | null;
  readonly made: boolean;
}

export function planStandards(
  source: Source,
  records: readonly StandardsRecord[],
  ledger: StandardsLedger,
  options: StandardsOptions,
): StandardsPlan {
  const faults = faultsOf(source);
  const frameworks = planFrameworks(records, ledger.standards, options);
  const rows = uniqueRows(records, ledger, faults, options);
  const tree = planParents(rows, ledger, options, faults);
  const competencies = tree.rows.map((row) => planCompetency(row, tree, ledger, faults));
  const requires = planRequires(tree, ledger, options, faults);
  const policies = tree.rows.flatMap((row) => planPolicies(row, ledger, faults));
  refuseHeadingsWithEvidence(tree, ledger, faults);
  const changed = new Set(policies.map(({ competency }) => refKey(competency)));
  return {
    counts: {
      frameworks: frameworks.counts,
      competencies: countCompetencies(competencies, changed),
      links: requires.counts,
      scales: tally(),
    },
    problems: faults.problems.sort((a, b) => a.line - b.line),
    frameworks: frameworks.added,
    competencies: competencies.filter(({ facts, changed: differs }) => facts !== null && differs),
    requires: requires.added,
    dropped: requires.dropped,
    policies,
  };
}

interface Frameworks {
  readonly added: readonly string[];
  readonly counts: Counts;
}

function planFrameworks(
  records: readonly StandardsRecord[],
  standards: Standards,
  options: StandardsOptions,
): Frameworks {
  const known = new Map(
    [...standards.frameworks.values()].map((one) => [one.name.toLowerCase(), one]),
  );
  const named = new Map<string, string>();
  for (const record of records) {
    const name = record.framework || options.framework;
    if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), name);
  }
  const added = [...named].filter(([key]) => !known.has(key)).map(([, name]) => name);
  return { added, counts: { add: added.length, update: 0, unchanged: named.size - added.length } };
}

/**
 * The framework of a file that names none: the one that already holds these codes, else null; `many`
 * when several do.
 */
export function frameworkOfCodes(
  standards: Standards,
  codes: readonly string[],
): string | null | 'many' {
  const find = codeIndex(standards);
  const holding = new Set(
    codes.flatMap((code) => find(code, null).map((one) => standards.frameworkName(one))),
  );
  if (holding.size > 1) return 'many';
  return [...holding][0] ?? null;
}

/** Rows with a code and a statement, each code once; the rest are faults. */
function uniqueRows(
  records: readonly StandardsRecord[],
  ledger: StandardsLedger,
  faults: Faults,
  options: StandardsOptions,
): Row[] {
  const seen = new Map<string, number>();
  const find = finder(ledger.standards);
  return records.flatMap((record): Row[] => {
    const framework = record.framework || options.framework;
    const key = competencyKey(framework, record.code);
    if (record.code === '')
      faults.error(record.line, 'code', 'missing_code', 'a competency needs a code');
    const first = seen.get(key);
    if (record.code !== '' && first !== undefined) {
      faults.error(
        record.line,
        'code',
        'duplicate_code',
        `code "${record.code}" stands already on line ${first}`,
      );
    }
    if (record.code === '' || first !== undefined) return [];
    seen.set(key, record.line);
    const before = find(framework, record.code, record.guid);
    if (record.statement === '' && before === null) {
      faults.error(record.line, 'statement', 'missing_statement', 'a competency needs a statement');
    }
    return [{ record, line: record.line, framework, key, before, made: false }];
  });
}

function finder(standards: Standards) {
  const byCode = new Map<string, Competency>();
  const byGuid = new Map<string, Competency>();
  for (const one of standards.ordered) {
    byCode.set(competencyKey(standards.frameworkName(one), one.code), one);
    if (one.guid !== null) byGuid.set(competencyKey(standards.frameworkName(one), one.guid), one);
  }
  return (framework: string, code: string, guid: string): Competency | null =>
    (guid === '' ? undefined : byGuid.get(competencyKey(framework, guid))) ??
    byCode.get(competencyKey(framework, code)) ??
    null;
}

function competencyKey(framework: string, code: string): string {
  return `${framework.toLowerCase()}\n${code.toLowerCase()}`;
}

/** The rows with the headings that had to be made, and who is whose parent. */
interface Tree {
  readonly rows: readonly Row[];
  readonly byKey: ReadonlyMap<string, Row>;
  readonly parentOf: ReadonlyMap<string, Ref | null>;
  readonly find: ReturnType<typeof finder>;
}

function planParents(
  rows: readonly Row[],
  ledger: StandardsLedger,
  options: StandardsOptions,
  faults: Faults,
): Tree {
  const find = finder(ledger.standards);
  const made = options.makeHeadings ? madeHeadings(rows, find) : [];
  const all = [...made, ...rows];
  const byKey = new Map(all.map((row) => [row.key, row]));
  const parentOf = new Map<string, Ref | null>();
  const edges: { from: string; to: string; line: number; code: string }[] = [];
  for (const row of all) {
    const ref = parentRef(row, byKey, find, options, faults);
    parentOf.set(row.key, ref);
    const parent = ref === null ? null : refCode(ref, ledger.standards);
    if (parent !== null)
      edges.push({ from: row.key, to: parent, line: row.line, code: row.record.code });
  }
  const moved = new Set(edges.map(({ from }) => from));
  const standing = ledger.standards.ordered.flatMap((one) => {
    const key = standardKey(ledger.standards, one);
    const parent = one.parent === null ? undefined : ledger.standards.competencies.get(one.parent);
    return parent === undefined || moved.has(key)
      ? []
      : [{ from: key, to: standardKey(ledger.standards, parent) }];
  });
  for (const { edge, way } of closingEdges(standing, edges)) {
    faults.error(
      edge.line,
      'parent',
      'parent_cycle',
      `parents go in a circle: ${way.map(codeOfKey).join(' → ')}`,
    );
  }
  return { rows: all, byKey, parentOf, find };
}

function madeHeadings(rows: readonly Row[], find: ReturnType<typeof finder>): Row[] {
  const known = new Set(rows.map(({ key }) => key));
  const made = new Map<string, Row>();
  for (const { record, framework, line } of rows) {
    const key = competencyKey(framework, record.parent);
    if (record.parent === '' || known.has(key) || made.has(key)) continue;
    if (find(framework, record.parent, '') !== null) continue;
    made.set(key, {
      record: headingRecord(record, line),
      line,
      framework,
      key,
      before: null,
      made: true,
    });
  }
  return [...made.values()];
}

function headingRecord(child: StandardsRecord, line: number): StandardsRecord {
  return {
    ...child,
    line,
    code: child.parent,
    statement: child.parent,
    label: '',
    parent: '',
    type: 'heading',
    order: '',
    assessable: '',
    essential: '',
    requires: [],
    guid: '',
    rule: '',
    points: '',
    required: '',
    policy: {},
  };
}

function parentRef(
  row: Row,
  byKey: Tree['byKey'],
  find: Tree['find'],
  options: StandardsOptions,
  faults: Faults,
): Ref | null {
  const { record, framework } = row;
  if (!options.speaksOfParents || row.made)
    return row.before?.parent == null ? null : { id: row.before.parent };
  if (record.parent === '') return null;
  const key = competencyKey(framework, record.parent);
  if (key === row.key) {
    faults.error(row.line, 'parent', 'self_parent', `"${record.code}" is named as its own parent`);
    return null;
  }
  const inFile = byKey.get(key);
  if (inFile !== undefined) return refOf(inFile);
  const standing = find(framework, record.parent, record.parent);
  if (standing !== null) return { id: standing.id };
  faults.error(
    row.line,
    'parent',
    'unknown_parent',
    `there is no competency "${record.parent}" in framework "${framework}"${near(
      record.parent,
      [...byKey.values()].map((one) => one.record.code),
    )}`,
  );
  return null;
}

function refOf(row: Row): Ref {
  return row.before === null ? { key: row.key } : { id: row.before.id };
}

function refKey(ref: Ref): string {
  return 'id' in ref ? String(ref.id) : ref.key;
}

function refCode(ref: Ref, standards: Standards): string | null {
  if ('key' in ref) return ref.key;
  const one = standards.competencies.get(ref.id);
  return one === undefined ? null : standardKey(standards, one);
}

function standardKey(standards: Standards, one: Competency): string {
  return competencyKey(standards.frameworkName(one), one.code);
}

function codeOfKey(key: string): string {
  return key.slice(key.indexOf('\n') + 1);
}

interface PlannedCompetency {
  readonly ref: Ref;
  readonly facts: CompetencyFacts;
  readonly isNew: boolean;
  readonly changed: boolean;
}

function planCompetency(
  row: Row,
  tree: Tree,
  ledger: StandardsLedger,
  faults: Faults,
): PlannedCompetency {
  const { record, before, line } = row;
  const said = (text: string, otherwise: string | null) => (text === '' ? otherwise : text);
  const known = [...ledger.standards.frameworks.values()].find(
    (one) => one.name.toLowerCase() === row.framework.toLowerCase(),
  );
  const facts: CompetencyFacts = {
    framework: known === undefined ? { key: row.framework.toLowerCase() } : { id: known.id },
    code: record.code,
    statement: record.statement || (before?.statement ?? record.code),
    guid: said(record.guid, before?.guid ?? null),
    label: said(record.label, before?.label ?? null),
    type: said(record.type, before?.type ?? null),
    grade: said(record.grade, before?.grade ?? null),
    subject: said(record.subject, before?.subject ?? null),
    parent: tree.parentOf.get(row.key) ?? null,
    order: numberOr(line, 'order', record.order, before?.order ?? null, faults),
    assessable: flagOr(line, 'assessable', record.assessable, before?.assessable ?? null, faults),
    essential:
      flagOr(line, 'essential', record.essential, before?.essential ?? false, faults) ?? false,
    scale: scaleOr(line, record.scale, before?.scale ?? null, ledger.standards.scales, faults),
    rule: ruleOr(line, record.rule, before?.rule ?? null, faults),
    points: numberOr(line, 'points', record.points, before?.points ?? null, faults),
    required: flagOr(line, 'required', record.required, before?.required ?? null, faults),
  };
  return {
    ref: refOf(row),
    facts,
    isNew: before === null,
    changed: before === null || !sameFacts(before, facts),
  };
}

function sameFacts(
  before: Competency,
  { framework: _framework, parent, ...facts }: CompetencyFacts,
): boolean {
  const sameParent =
    parent === null ? before.parent === null : 'id' in parent && parent.id === before.parent;
  return (
    sameParent &&
    (Object.keys(facts) as (keyof typeof facts)[]).every((key) => before[key] === facts[key])
  );
}

function countCompetencies(
  planned: readonly PlannedCompetency[],
  withPolicies: ReadonlySet<string>,
): Counts {
  const counts = tally();
  for (const { ref, isNew, changed } of planned) {
    if (isNew) counts.add++;
    else if (changed || withPolicies.has(refKey(ref))) counts.update++;
    else counts.unchanged++;
  }
  return counts;
}

function numberOr(
  line: number,
  field: string,
  text: string,
  otherwise: number | null,
  faults: Faults,
): number | null {
  if (text === '') return otherwise;
  const value = readNumber(text);
  if (value === null || (field === 'points' && value < 0)) {
    faults.error(line, field, 'bad_number', `"${text}" is not a number`);
  }
  return value;
}

function flagOr(
  line: number,
  field: string,
  text: string,
  otherwise: boolean | null,
  faults: Faults,
): boolean | null {
  const value = readFlag(text);
  if (value === undefined)
    faults.error(
      line,
      field,
      'bad_flag',
      `"${text}" is neither ${FLAG_WORDS.replace(' or ', ' nor ')}`,
    );
  return value ?? otherwise;
}

function scaleOr(
  line: number,
  name: string,
  otherwise: Id | null,
  scales: readonly Scale[],
  faults: Faults,
): Id | null {
  if (name === '') return otherwise;
  const scale = scales.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (scale === undefined) {
    faults.error(
      line,
      'scale',
      'unknown_scale',
      `there is no scale "${name}": ${scales.map((one) => one.name).join(', ')}`,
    );
  }
  return scale?.id ?? otherwise;
}

function ruleOr(
  line: number,
  text: string,
  otherwise: string | null,
  faults: Faults,
): string | null {
  if (text === '') return otherwise;
  if (readRule(text) === null) {
    faults.error(
      line,
      'rule',
      'bad_rule',
      `"${text}" is not a rule: all, count K, percent P or points P`,
    );
  }
  return text.trim().toLowerCase();
}

interface Requires {
  readonly counts: Counts;
  readonly added: StandardsPlan['requires'];
  readonly dropped: StandardsPlan['dropped'];
}

function planRequires(
  tree: Tree,
  ledger: StandardsLedger,
  options: StandardsOptions,
  faults: Faults,
): Requires {
  const counts = tally();
  if (!options.speaksOfRequires) return { counts, added: [], dropped: [] };
  const { standards } = ledger;
  const inFile = new Set(
    tree.rows.flatMap(({ before, made }) => (before === null || made ? [] : [before.id])),
  );
  const own = ledger.links.filter(
    (link) => link.via === 'standards' && link.kind === 'requires' && inFile.has(link.target),
  );
  const standing = new Set(own.map(({ source, target }) => `${source} ${target}`));
  const said = new Set<string>();
  const added: { source: Ref; target: Ref; from: string; to: string; line: number }[] = [];
  for (const row of tree.rows) {
    for (const code of row.record.requires) {
      const source = requiredRef(row, code, tree, standards, faults);
      if (source === null) continue;
      const target = refOf(row);
      const pair = `${refKey(source)} ${refKey(target)}`;
      if (said.has(pair)) continue;
      said.add(pair);
      if (standing.has(pair)) counts.unchanged++;
      else
        added.push({
          source,
          target,
          from: refCode(source, standards) ?? '',
          to: row.key,
          line: row.line,
        });
    }
  }
  counts.add = added.length;
  const dropped = own.filter(({ source, target }) => !said.has(`${source} ${target}`));
  counts.update = dropped.length;
  refuseCircles(added, dropped, ledger, faults);
  return { counts, added, dropped };
}

function requiredRef(
  row: Row,
  code: string,
  tree: Tree,
  standards: Standards,
  faults: Faults,
): Ref | null {
  const key = competencyKey(row.framework, code);
  const inFile = tree.byKey.get(key);
  if (key === row.key) {
    faults.error(
      row.line,
      'requires',
      'self_requirement',
      `"${code}" is named as its own prerequisite`,
    );
    return null;
  }
  if (inFile !== undefined) return refOf(inFile);
  const standing = tree.find(row.framework, code, code);
  if (standing !== null) return { id: standing.id };
  const elsewhere = codeIndex(standards)(code, null);
  const inOther = [...tree.byKey.values()].filter(
    (one) => one.record.code.toLowerCase() === code.toLowerCase(),
  );
  const [only] = elsewhere;
  if (elsewhere.length === 1 && only !== undefined) return { id: only.id };
  const [other] = inOther;
  if (inOther.length === 1 && other !== undefined) return refOf(other);
  faults.error(
    row.line,
    'requires',
    'unknown_competency',
    `there is no competency "${code}"${near(
      code,
      [...tree.byKey.values()].map((one) => one.record.code),
    )}`,
  );
  return null;
}

function refuseCircles(
  added: readonly { from: string; to: string; line: number }[],
  dropped: readonly { source: Id; target: Id }[],
  ledger: StandardsLedger,
  faults: Faults,
): void {
  const gone = new Set(dropped.map(({ source, target }) => `${source} ${target}`));
  const standing = requiresEdges(
    ledger.standards,
    ledger.links.filter(
      (link) => !(link.via === 'standards' && gone.has(`${link.source} ${link.target}`)),
    ),
  );
  for (const { edge, way } of closingEdges(standing, added)) {
    faults.error(
      edge.line,
      'requires',
      'prerequisite_cycle',
      `prerequisites go in a circle: ${way.map(codeOfKey).join(' → ')}`,
    );
  }
}

/** The standing prerequisites, by framework and code. */
export function requiresEdges(
  standards: Standards,
  links: readonly Link[],
): { from: string; to: string }[] {
  return links.flatMap(({ source, target, kind }) => {
    const [from, to] = [standards.competencies.get(source), standards.competencies.get(target)];
    if (kind !== 'requires' || from === undefined || to === undefined) return [];
    return [{ from: standardKey(standards, from), to: standardKey(standards, to) }];
  });
}

function planPolicies(
  row: Row,
  ledger: StandardsLedger,
  faults: Faults,
): StandardsPlan['policies'][number][] {
  const standing = ledger.standards.policies.filter(
    ({ competency }) => row.before !== null && competency === row.before.id,
  );
  const settings: { key: PolicyKey; value: PolicyValue }[] = [];
  for (const [key, text] of Object.entries(row.record.policy)) {
    if (!isPolicyKey(key)) continue;
    const value = readPolicyValue(key, text);
    if (value === undefined) {
      faults.error(
        row.line,
        key,
        'bad_policy',
        `"${text}" is not allowed for ${key}: ${allowedValues(key)}`,
      );
    } else settings.push({ key, value });
  }
  refusePolicy(row, settings, standing, ledger, faults);
  return settings
    .filter(
      ({ key, value }) =>
        !standing.some(
          (one) => one.key === key && JSON.stringify(one.value) === JSON.stringify(value),
        ),
    )
    .map(({ key, value }) => ({ competency: refOf(row), key, value }));
}

function refusePolicy(
  row: Row,
  settings: readonly { key: PolicyKey; value: PolicyValue }[],
  standing: readonly PolicySetting[],
  ledger: StandardsLedger,
  faults: Faults,
): void {
  if (settings.length === 0) return;
  const { standards } = ledger;
  const framework = [...standards.frameworks.values()].find(
    (one) => one.name.toLowerCase() === row.framework.toLowerCase(),
  );
  const inherited = standards.policies.filter(
    (one) => one.competency === null && (one.framework === null || one.framework === framework?.id),
  );
  const own = settings.map(({ key, value }) => ({
    framework: null,
    competency: row.before?.id ?? -1,
    key,
    value,
  }));
  const { policy } = resolvePolicy([...inherited, ...standing, ...own]);
  const scale =
    standards.scales.find((one) => one.name.toLowerCase() === row.record.scale.toLowerCase()) ??
    standards.scales.find((one) => one.id === (row.before?.scale ?? framework?.scale)) ??
    standards.scales[0];
  for (const { key, message } of policyFaults(
    policy,
    settings.map((one) => one.key),
  )) {
    faults.error(row.line, key, 'bad_policy', message);
  }
  if (
    scale !== undefined &&
    settings.some(({ key }) => key === 'mastery_at') &&
    (policy.mastery_at ?? 0) > top(scale)
  ) {
    faults.error(
      row.line,
      'mastery_at',
      'bad_policy',
      `mastery_at is a score from 0 to ${top(scale)} on scale "${scale.name}"`,
    );
  }
}

/** A heading is not recorded on: what has evidence may get children only when it stays assessable. */
function refuseHeadingsWithEvidence(tree: Tree, ledger: StandardsLedger, faults: Faults): void {
  const told = new Set<Id>();
  for (const row of tree.rows) {
    const parent = tree.parentOf.get(row.key);
    if (parent == null || !('id' in parent) || told.has(parent.id)) continue;
    const standing = ledger.standards.competencies.get(parent.id);
    const inFile = [...tree.byKey.values()].find((one) => one.before?.id === parent.id);
    const says = readFlag(inFile?.record.assessable ?? '') ?? standing?.assessable ?? null;
    if (standing === undefined || says === true || ledger.standards.isHeading(standing)) continue;
    if (!ledger.hasEvidence(parent.id)) continue;
    told.add(parent.id);
    faults.error(
      row.line,
      'parent',
      'heading_with_evidence',
      `"${standing.code}" has evidence and would become a heading, which is not recorded on: give it assessable = yes`,
    );
  }
}

function near(code: string, codes: readonly string[]): string {
  const [nearest] = closest(code.toLowerCase(), codes, (one) => [one.toLowerCase()]);
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
