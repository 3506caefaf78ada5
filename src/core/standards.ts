/**
 * The standards of a gradebook, indexed once: the tree and its order, what may be recorded on, which
 * scale and policy hold where, and what is the same thing elsewhere.
 */
import { asksForLevels } from './grades/letters.js';
import { groupBy } from './grouping.js';
import { habitTest } from './habits.js';
import type { Competency, Framework, Id, Level, Link, PolicySetting, Scale } from './model.js';
import { type ResolvedPolicy, resolvePolicy } from './policy.js';
import { cuts, masteryCut, masteryLevel } from './scale.js';

/** Frameworks, competencies, links, scales and policy settings as the store holds them. */
export interface StandardsParts {
  readonly frameworks: readonly Framework[];
  readonly competencies: readonly Competency[];
  readonly links: readonly Link[];
  /** The first is the gradebook's default scale. */
  readonly scales: readonly Scale[];
  readonly policies: readonly PolicySetting[];
}

/** What judging a competency needs to know, resolved once. */
export interface Yardstick extends ResolvedPolicy {
  readonly scale: Scale;
  /** Where each level of the scale begins. */
  readonly begins: readonly number[];
  /** Where the mastery level begins. */
  readonly cut: number;
  /** The level that means mastery, and every one above it. */
  readonly mastery: Level;
}

export interface Standards {
  readonly frameworks: ReadonlyMap<Id, Framework>;
  readonly competencies: ReadonlyMap<Id, Competency>;
  readonly links: readonly Link[];
  readonly scales: readonly Scale[];
  readonly policies: readonly PolicySetting[];
  /** Every competency and heading, framework by framework, in the framework's order. */
  readonly ordered: readonly Competency[];
  /** The direct children of a heading, in order. */
  readonly children: (id: Id) => readonly Competency[];
  readonly assessable: (competency: Competency) => boolean;
  /** Has children: it rolls up. */
  readonly isHeading: (competency: Competency) => boolean;
  /** A habit of work, which never gates what is learned unless a pathway lists it. */
  readonly isHabit: (competency: Competency) => boolean;
  /** The other competencies that are the same thing (exact alignments, symmetric, transitive). */
  readonly sameAs: (id: Id) => readonly Id[];
  readonly yardstick: (competency: Competency) => Yardstick;
  readonly frameworkName: (competency: Competency) => string;
  /** Whether another of its framework has the same code: then only the guid tells them apart. */
  readonly isRepeated: (competency: Competency) => boolean;
}

/** What standards are made of, without what was resolved: plain facts, which a thread can be told. */
export function partsOf({ links, scales, policies, ...resolved }: Standards): StandardsParts {
  const frameworks = [...resolved.frameworks.values()];
  const competencies = [...resolved.competencies.values()];
  return { frameworks, competencies, links, scales, policies };
}

export function standardsOf(parts: StandardsParts): Standards {
  const frameworks = new Map(parts.frameworks.map((framework) => [framework.id, framework]));
  const competencies = new Map(parts.competencies.map((one) => [one.id, one]));
  const children = childrenOf(parts.competencies);
  const isHeading = (one: Competency) => children.has(one.id);
  return {
    frameworks,
    competencies,
    links: parts.links,
    scales: parts.scales,
    policies: parts.policies,
    ordered: inOrder(parts, children),
    children: (id) => children.get(id) ?? [],
    assessable: (one) => one.assessable ?? !isHeading(one),
    isHeading,
    isHabit: habitTest(competencies, (id) => children.get(id) ?? []),
    sameAs: alignmentGroups(parts.links),
    yardstick: yardsticks(parts, frameworks),
    frameworkName: (one) => frameworks.get(one.framework)?.name ?? '',
    isRepeated: repeats(parts.competencies),
  };
}

/** Tells codes that a framework uses more than once; looked for when first asked. */
function repeats(all: readonly Competency[]): (one: Competency) => boolean {
  const keyOf = ({ framework, code }: Competency) => `${framework} ${code.toLowerCase()}`;
  let groups: ReadonlyMap<string, readonly Competency[]> | null = null;
  return (one) => {
    groups ??= groupBy(all, keyOf);
    return (groups.get(keyOf(one))?.length ?? 0) > 1;
  };
}

/** Codes as people order them: digits by value, so that L1.2 comes before L1.10. */
export function compareCodes(a: string, b: string): number {
  const left = a.toLowerCase().match(/\d+|\D+/g) ?? [];
  const right = b.toLowerCase().match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    if (x === y) continue;
    const digits = /^\d/.test(x) && /^\d/.test(y);
    if (digits && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The competency and all that lies under it. */
export function subtree(standards: Standards, id: Id): Set<Id> {
  const found = new Set<Id>([id]);
  const walk = (at: Id) => {
    for (const child of standards.children(at)) {
      if (found.has(child.id)) continue;
      found.add(child.id);
      walk(child.id);
    }
  };
  walk(id);
  return found;
}

function childrenOf(competencies: readonly Competency[]): Map<Id, Competency[]> {
  const children = new Map<Id, Competency[]>();
  for (const one of competencies) {
    if (one.parent === null) continue;
    const siblings = children.get(one.parent);
    if (siblings === undefined) children.set(one.parent, [one]);
    else siblings.push(one);
  }
  for (const siblings of children.values()) siblings.sort(bySourceOrder);
  return children;
}

/** Given order where the source gives one, else natural order of codes. */
function bySourceOrder(a: Competency, b: Competency): number {
  return (
    (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY) ||
    compareCodes(a.code, b.code) ||
    a.id - b.id
  );
}

function inOrder(parts: StandardsParts, children: Map<Id, Competency[]>): Competency[] {
  const known = new Set(parts.competencies.map((one) => one.id));
  const groups = groupBy(parts.competencies, (one) => one.framework);
  const names = [...parts.frameworks].sort((a, b) => compareCodes(a.name, b.name));
  return names.flatMap(({ id }) => frameworkOrder(groups.get(id) ?? [], children, known));
}

/** The tree, top down, where the source gives an order; else all by code. */
function frameworkOrder(
  all: readonly Competency[],
  children: Map<Id, Competency[]>,
  known: ReadonlySet<Id>,
): Competency[] {
  const sorted = [...all].sort(bySourceOrder);
  if (all.every((one) => one.order === null)) return sorted;
  const walk = (one: Competency): Competency[] => [
    one,
    ...(children.get(one.id) ?? []).flatMap(walk),
  ];
  return sorted.filter((one) => one.parent === null || !known.has(one.parent)).flatMap(walk);
}

const NONE: readonly Id[] = [];

function alignmentGroups(links: readonly Link[]): (id: Id) => readonly Id[] {
  const groups = new Map<Id, Set<Id>>();
  for (const { source, target, kind } of links) {
    if (kind !== 'exact') continue;
    const merged = new Set([
      ...(groups.get(source) ?? [source]),
      ...(groups.get(target) ?? [target]),
    ]);
    for (const member of merged) groups.set(member, merged);
  }
  return (id) => {
    const group = groups.get(id);
    return group === undefined ? NONE : [...group].filter((other) => other !== id);
  };
}

/** Resolves scale and policy of a competency on first use, once for all that share both. */
function yardsticks(
  parts: StandardsParts,
  frameworks: ReadonlyMap<Id, Framework>,
): (competency: Competency) => Yardstick {
  const scales = new Map(parts.scales.map((scale) => [scale.id, scale]));
  const own = new Map<Id, PolicySetting[]>();
  for (const setting of parts.policies) {
    if (setting.competency === null) continue;
    own.set(setting.competency, [...(own.get(setting.competency) ?? []), setting]);
  }
  const [standard] = parts.scales;
  if (standard === undefined) throw new Error('a gradebook has a default scale');
  const scaleOf = (framework: Id, id: Id | null) =>
    scales.get(id ?? frameworks.get(framework)?.scale ?? standard.id) ?? standard;
  const shared = new Map<string, Yardstick>();
  const find = (one: Competency) => {
    const scale = scaleOf(one.framework, one.scale);
    const mine = own.get(one.id) ?? [];
    const key = mine.length > 0 ? `competency ${one.id}` : `${one.framework} ${scale.id}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const settings = parts.policies.filter((setting) => {
      if (setting.competency !== null) return setting.competency === one.id;
      if (setting.framework !== null && setting.framework !== one.framework) return false;
      const home = setting.framework === null ? standard : scaleOf(one.framework, null);
      return isInherited(setting, home, scale);
    });
    const made = yardstick(scale, resolvePolicy(settings));
    shared.set(key, made);
    return made;
  };
  const found = new Map<Id, Yardstick>();
  return (one) => {
    const before = found.get(one.id);
    if (before !== undefined) return before;
    const made = find(one);
    found.set(one.id, made);
    return made;
  };
}

/** A cut is a score, and letters may ask for levels: these are inherited only within the scale on which they were said. */
export function isInherited(setting: PolicySetting, home: Scale, scale: Scale): boolean {
  return home.id === scale.id || !isOnScale(setting);
}

/** Whether what is set speaks of scores or levels of one scale. */
export function isOnScale({ key, value }: PolicySetting): boolean {
  if (key === 'letters') return typeof value === 'string' && asksForLevels(value);
  return key === 'mastery_at';
}

/** A scale with the policy that holds on it. */
export function yardstick(scale: Scale, resolved: ResolvedPolicy): Yardstick {
  const { level_cut, mastery_at } = resolved.policy;
  const begins = cuts(scale, level_cut, mastery_at);
  const mastery = masteryLevel(scale);
  return { ...resolved, scale, begins, cut: masteryCut(scale, begins), mastery };
}
