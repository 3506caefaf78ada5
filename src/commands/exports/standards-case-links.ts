/** Parents, prerequisites, alignments and relations as associations of a CASE package. */
import { groupBy } from '../../core/grouping.js';
import { guidIn, isUuid } from '../../core/importing/guids.js';
import type { OutsideLink } from '../../core/importing/outside-links.js';
import type { Competency, Id, Link } from '../../core/model.js';
import type { Standards } from '../../core/standards.js';

export interface Named {
  readonly title: string;
  readonly identifier: string;
}

export interface CaseLinks {
  readonly standards: Standards;
  /** The competencies of the framework, in order. */
  readonly own: readonly Competency[];
  readonly document: Named;
  readonly idOf: (one: Competency) => string;
  readonly links: readonly Link[];
  readonly outside: readonly OutsideLink[];
}

/** An end: a competency, the document, or what lies outside. */
interface Node extends Named {
  readonly uri: string;
  /** The text by which an end that lies outside is known, where the identifier does not say it. */
  readonly target: string | null;
}

interface Planned {
  readonly type: string;
  /** The word that the source used; null: the type says it. */
  readonly word: string | null;
  readonly origin: Node;
  readonly destination: Node;
  readonly sequence: number | null;
}

/** The names from which the identifiers of the associations, and of ends outside, are made. */
export function namesOfAssociations(links: CaseLinks): string[] {
  const all = plannedOf(links);
  return [
    ...all.map(nameOf),
    ...all
      .flatMap(({ origin, destination }) => [origin, destination])
      .flatMap(({ target }) => target ?? []),
  ];
}

/** The tree in order, then all others by origin, type and destination: the same bytes each time. */
export function caseAssociations(
  links: CaseLinks,
  ids: (name: string) => string,
  changed: string,
): object[] {
  const write = ({ title, identifier, uri, target }: Node) => ({
    title,
    identifier: identifier || ids(target ?? uri),
    uri,
  });
  return plannedOf(links).map((one) => {
    const { type, word, origin, destination, sequence } = one;
    const target = origin.target ?? destination.target;
    const own = { ...(word === null ? {} : { word }), ...(target === null ? {} : { target }) };
    const identifier = ids(nameOf(one));
    return {
      identifier,
      associationType: type,
      ...(sequence === null ? {} : { sequenceNumber: sequence }),
      uri: `urn:uuid:${identifier}`,
      originNodeURI: write(origin),
      destinationNodeURI: write(destination),
      lastChangeDateTime: changed,
      ...(Object.keys(own).length === 0 ? {} : { extensions: { pl: own } }),
    };
  });
}

function nameOf({ type, word, origin, destination }: Planned): string {
  return [
    type,
    word ?? '',
    origin.identifier || origin.uri,
    destination.identifier || destination.uri,
  ].join('\n');
}

function plannedOf(all: CaseLinks): Planned[] {
  const others = [...linked(all), ...ledOutside(all)];
  const unique = new Map(others.map((one) => [nameOf(one), one]));
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return [...tree(all), ...sorted];
}

function tree({ own, document, idOf }: CaseLinks): Planned[] {
  const byId = new Map(own.map((one) => [one.id, one]));
  const places = placesOf(own);
  return own.map((one) => {
    const parent = one.parent === null ? undefined : byId.get(one.parent);
    return {
      type: 'isChildOf',
      word: null,
      origin: inside(one, idOf),
      destination: parent === undefined ? node(document) : inside(parent, idOf),
      sequence: places.get(one.id) ?? null,
    };
  });
}

/** The place of each among what lies under the same parent, from 1. */
export function placesOf(own: readonly Competency[]): ReadonlyMap<Id, number> {
  const places = new Map<Id, number>();
  for (const siblings of groupBy(own, ({ parent }) => parent).values()) {
    siblings.forEach(({ id }, index) => {
      places.set(id, index + 1);
    });
  }
  return places;
}

function linked({ standards, own, idOf, links }: CaseLinks): Planned[] {
  const mine = new Set(own.map(({ id }) => id));
  const end = (one: Competency): Node => {
    const known = inside(one, idOf);
    if (mine.has(one.id) || one.guid === null || isUuid(one.guid)) return known;
    return { ...known, target: one.guid };
  };
  return links.flatMap(({ source, target, kind, word }): Planned[] => {
    const [from, to] = [standards.competencies.get(source), standards.competencies.get(target)];
    if (from === undefined || to === undefined || !(mine.has(source) || mine.has(target)))
      return [];
    return [{ ...typed(kind, word), origin: end(from), destination: end(to), sequence: null }];
  });
}

function ledOutside({ own, idOf, outside }: CaseLinks): Planned[] {
  const byId = new Map(own.map((one) => [one.id, one]));
  return outside.flatMap(({ competency, word, target, title, outward }): Planned[] => {
    const one = byId.get(competency);
    if (one === undefined) return [];
    const [here, there] = [inside(one, idOf), beyond(target, title)];
    const [origin, destination] = outward ? [here, there] : [there, here];
    return [{ ...typed(null, word), origin, destination, sequence: null }];
  });
}

const TYPES = [
  'isChildOf',
  'isPeerOf',
  'isPartOf',
  'exactMatchOf',
  'precedes',
  'isRelatedTo',
  'replacedBy',
  'exemplar',
  'hasSkillLevel',
  'isTranslationOf',
];

/** The type of CASE, and the word of the source where it is another. `kind` null: not known. */
function typed(kind: Link['kind'] | null, word: string): Pick<Planned, 'type' | 'word'> {
  if (TYPES.includes(word) || /^ext:[\w-]+$/.test(word)) return { type: word, word: null };
  const type = kind === 'requires' ? 'precedes' : kind === 'exact' ? 'exactMatchOf' : 'isRelatedTo';
  return { type, word };
}

function node({ title, identifier }: Named): Node {
  return { title, identifier, uri: `urn:uuid:${identifier}`, target: null };
}

function inside(one: Competency, idOf: (one: Competency) => string): Node {
  return node({ title: one.code, identifier: idOf(one) });
}

/** The identifier of what has none is made of its address. */
function beyond(target: string, title: string | null): Node {
  const guid = guidIn(target);
  if (isUuid(guid)) {
    const uri = guid === target ? `urn:uuid:${guid}` : target;
    return { title: title ?? '', identifier: guid, uri, target: guid === target ? guid : null };
  }
  return { title: title ?? '', identifier: '', uri: target, target };
}
