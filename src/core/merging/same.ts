/**
 * Which things of several gradebooks are one: students by ids that they share, competencies by guid or
 * code, and the rest by what a roster or a file of standards knows them by.
 */
import { groupBy } from '../grouping.js';
import { guidKey } from '../importing/guids.js';
import { isOtherName, type WrittenName } from '../importing/name-agreement.js';

/** A thing by its place in the list of all things of all gradebooks. */
export type Node = number;

/** A thing as one gradebook has it. */
export interface Thing {
  readonly node: Node;
  /** Which gradebook, by its place in the list of them. */
  readonly source: number;
  /** It stands there; else these are the last facts that it had. */
  readonly stands: boolean;
}

interface Coded extends Thing {
  readonly code: string;
}

export interface Things {
  readonly schools: readonly Coded[];
  readonly terms: readonly Coded[];
  readonly staff: readonly (Coded & { readonly email: string | null })[];
  readonly sections: readonly (Coded & {
    readonly school: Node | null;
    readonly term: Node | null;
  })[];
  readonly scales: readonly (Thing & { readonly name: string })[];
  readonly frameworks: readonly (Thing & { readonly name: string; readonly guid: string | null })[];
  readonly competencies: readonly (Coded & {
    readonly framework: Node;
    readonly guid: string | null;
  })[];
  readonly pathways: readonly (Thing & { readonly name: string })[];
  readonly stages: readonly (Thing & { readonly pathway: Node; readonly name: string })[];
  readonly students: readonly (Thing & WrittenName)[];
  readonly studentIds: readonly (Thing & { readonly type: string; readonly value: string })[];
}

/** Why things cannot be brought together. */
export type Clash =
  /** Two gradebooks give one id to children of two names. */
  | {
      readonly kind: 'other_name';
      readonly type: string;
      readonly value: string;
      readonly sources: readonly [number, number];
    }
  /** Two things of one gradebook would become one. */
  | {
      readonly kind: 'two_as_one';
      readonly noun: keyof Things;
      readonly source: number;
      readonly called: readonly string[];
    };

export interface Sameness {
  /** One thing of all those that are the same. */
  readonly find: (node: Node) => Node;
  readonly clashes: readonly Clash[];
}

/**
 * Brings together what is one. `joined` are pairs that are known to be; `anyName`: a shared id is one
 * student whatever the names are.
 */
export function sameThings(
  count: number,
  joined: readonly (readonly [Node, Node])[],
  things: Things,
  anyName: boolean,
): Sameness {
  const { find, join } = unionOf(count);
  for (const [a, b] of joined) join(a, b);
  const joinBy = <T extends Thing>(all: readonly T[], key: (thing: T) => string | null) => {
    for (const [name, same] of groupBy(all, key))
      if (name !== null) for (const { node } of same) join(node, same[0]?.node ?? node);
  };
  joinBy(things.schools, ({ code }) => code);
  joinBy(things.terms, ({ code }) => code);
  joinBy(things.staff, ({ code }) => code);
  joinBy(things.staff, ({ email }) => email?.toLowerCase() || null);
  joinBy(things.scales, ({ name }) => name.toLowerCase());
  joinBy(things.frameworks, ({ guid }) => (guid === null ? null : guidKey(guid)));
  joinBy(things.frameworks, ({ name }) => name.toLowerCase());
  joinBy(things.pathways, ({ name }) => name.toLowerCase());
  joinBy(things.stages, ({ pathway, name }) => `${find(pathway)} ${name.toLowerCase()}`);
  joinSections(things.sections, find, join);
  joinCompetencies(things.competencies, find, join, joinBy);
  const strangers = joinStudents(things, find, join, anyName);
  return { find, clashes: [...strangers, ...twoAsOne(things, find)] };
}

function unionOf(count: number): { find: (node: Node) => Node; join: (a: Node, b: Node) => void } {
  const above = Array.from({ length: count }, (_, node) => node);
  const find = (node: Node): Node => {
    let top = node;
    while (above[top] !== top) top = above[top] ?? top;
    for (let at = node; at !== top; ) {
      const next = above[at] ?? top;
      above[at] = top;
      at = next;
    }
    return top;
  };
  return {
    find,
    join: (a, b) => {
      const [first, second] = [find(a), find(b)];
      above[Math.max(first, second)] = Math.min(first, second);
    },
  };
}

type Find = (node: Node) => Node;
type Join = (a: Node, b: Node) => void;

/**
 * By code, school and term. One that does not say its school or its term is another where each is the
 * only one that the other may be; no gradebook has both.
 */
function joinSections(sections: Things['sections'], find: Find, join: Join): void {
  const place = (node: Node | null) => (node === null ? null : find(node));
  for (const same of groupBy(sections, ({ code }) => code).values()) {
    for (const own of groupBy(same, (one) => `${place(one.school)} ${place(one.term)}`).values())
      for (const { node } of own) join(own[0]?.node ?? node, node);
    const distinct = [...groupBy(same, ({ node }) => find(node)).values()];
    const mayBe = (one: Things['sections']) =>
      distinct.filter(
        (other) =>
          other !== one &&
          one.every((a) => other.every((b) => a.source !== b.source)) &&
          one.every((a) =>
            other.every(
              (b) =>
                agrees(place(a.school), place(b.school)) && agrees(place(a.term), place(b.term)),
            ),
          ),
      );
    const pairs = distinct.flatMap((one) => {
      const [other, ...more] = mayBe(one);
      const isOnly = other !== undefined && more.length === 0 && mayBe(other).length === 1;
      return isOnly ? [[one[0]?.node ?? 0, other[0]?.node ?? 0] as const] : [];
    });
    for (const [a, b] of pairs) join(a, b);
  }
}

function agrees(a: Node | null, b: Node | null): boolean {
  return a === null || b === null || a === b;
}

/** By guid; by code where no two guids say that it is not the same. */
function joinCompetencies(
  competencies: Things['competencies'],
  find: Find,
  join: Join,
  joinBy: (
    all: Things['competencies'],
    key: (one: Things['competencies'][number]) => string | null,
  ) => void,
): void {
  joinBy(competencies, ({ framework, guid }) =>
    guid === null ? null : `${find(framework)} ${guidKey(guid)}`,
  );
  const codeKey = ({ framework, code }: Things['competencies'][number]) =>
    `${find(framework)} ${code.toLowerCase()}`;
  for (const same of groupBy(competencies, codeKey).values()) {
    const guids = new Set(same.flatMap(({ guid }) => (guid === null ? [] : guidKey(guid))));
    const among = guids.size > 1 ? same.filter(({ guid }) => guid === null) : same;
    for (const { node } of among) join(node, among[0]?.node ?? node);
  }
}

/**
 * By typed ids, where the names may be one child's; those that are not are returned, but for who is one by
 * way of a third gradebook.
 */
function joinStudents(
  { students, studentIds }: Things,
  find: Find,
  join: Join,
  anyName: boolean,
): readonly Clash[] {
  const strangers: { readonly nodes: readonly [Node, Node]; readonly clash: Clash }[] = [];
  const called = new Map<string, Things['students'][number]>();
  for (const one of students) {
    const key = `${one.source} ${one.node}`;
    if (!called.has(key)) called.set(key, one);
  }
  const nameOf = ({ source, node }: Thing) => called.get(`${source} ${node}`);
  for (const all of groupBy(studentIds, ({ type, value }) => `${type}\n${value}`).values()) {
    // An id that a child once had is hers no longer where another has it now.
    const taken = new Set(all.flatMap(({ stands, source }) => (stands ? source : [])));
    const same = all.filter(({ stands, source }) => stands || !taken.has(source));
    for (const [place, one] of same.entries())
      for (const other of same.slice(place + 1)) {
        if (find(one.node) === find(other.node)) continue;
        const [a, b] = [nameOf(one), nameOf(other)];
        const isOther = a !== undefined && b !== undefined && isOtherName(a, b);
        if (!isOther || (anyName && one.source !== other.source)) join(one.node, other.node);
        else if (one.stands && other.stands && one.source !== other.source)
          strangers.push({
            nodes: [one.node, other.node],
            clash: {
              kind: 'other_name',
              type: one.type,
              value: one.value,
              sources: [one.source, other.source],
            },
          });
      }
  }
  return strangers.flatMap(({ nodes: [a, b], clash }) => (find(a) === find(b) ? [] : clash));
}

function twoAsOne(things: Things, find: Find): Clash[] {
  const nouns = Object.keys(things).filter((noun) => noun !== 'studentIds') as (keyof Things)[];
  const firstIds = new Map<Node, string>();
  for (const { node, value } of things.studentIds)
    if (!firstIds.has(node)) firstIds.set(node, value);
  return nouns.flatMap((noun) => {
    const standing = (things[noun] as readonly Thing[]).filter(({ stands }) => stands);
    return [...groupBy(standing, ({ source, node }) => `${source} ${find(node)}`).values()]
      .filter((same) => new Set(same.map(({ node }) => node)).size > 1)
      .map((same) => ({
        kind: 'two_as_one' as const,
        noun,
        source: same[0]?.source ?? 0,
        called: [...new Set(same.map((thing) => calledBy(thing, firstIds)))],
      }));
  });
}

/** By code or name; a student by her first id, as names are nobody else's business. */
function calledBy(
  thing: Thing & { readonly code?: string; readonly name?: string },
  firstIds: ReadonlyMap<Node, string>,
): string {
  if ('given' in thing) return firstIds.get(thing.node) ?? 'no id';
  return thing.code ?? thing.name ?? '';
}
