/**
 * What entries and things of several gradebooks are in the one that is made of them: one history in one
 * order, and one identity for all that is the same. Both depend on nothing but what there is.
 */
import { PlError } from '../../core/errors.js';
import { entryKey, gradebookNames, inOrder, markOf } from '../../core/merging/entries.js';
import { type Clash, type Node, sameThings } from '../../core/merging/same.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import { sameAsForgotten } from './forgotten.js';
import { type EntryRow, type IdentityRow, type Source, wholeTakingsOf } from './read.js';
import type { Cell, Layout } from './tables.js';
import { thingsOf } from './things.js';

/** Ids of one gradebook in the one that is made. */
export interface Renamed {
  readonly entries: ReadonlyMap<Id, Id>;
  readonly identities: ReadonlyMap<Id, Id>;
}

/** All entries and identities of the gradebook that is made, by their new ids. */
export interface Names {
  readonly entries: readonly EntryRow[];
  readonly identities: readonly IdentityRow[];
  /** Other names of identities. */
  readonly aliases: readonly {
    readonly entry: Id;
    readonly number: number;
    readonly identity: Id;
  }[];
  /** Of each source, in their order. */
  readonly renamed: readonly Renamed[];
  /** Whether some source says that an entry was taken back, by its new id. */
  readonly isTakenBack: (entry: Id) => boolean;
  /** Whether it took another one back, wholly or in a part. */
  readonly isUndo: (entry: Id) => boolean;
  /** What the first source goes on under. */
  readonly uid: string;
}

/**
 * Which entry takes back which is not said yet: that is known when all facts are. Throws
 * `PlError('unreadable')` where a source is not whole; clashes are returned.
 */
export function namesOf(
  sources: readonly Source[],
  layouts: ReadonlyMap<VersionedTable, Layout>,
  anyName: boolean,
): { readonly names: Names; readonly clashes: readonly Clash[] } {
  const history = historyOf(sources);
  const nodes = nodesOf(sources, history.ids);
  const things = thingsOf(sources, layouts, nodes.of);
  const joined = [...nodes.joined, ...sameAsForgotten(sources, nodes.of)];
  const same = sameThings(nodes.all.length, joined, things, anyName);
  const { identities, aliases, idOf } = identitiesOf(nodes.all, same.find);
  const renamed = sources.map((source, place) => ({
    entries: history.ids[place] ?? new Map<Id, Id>(),
    identities: new Map(source.identities.map(({ id }) => [id, idOf(nodes.of(place, id))])),
  }));
  const takings = sources.flatMap((source, place) => {
    const idOf = (id: Id) => newId(history.ids[place], id, source);
    return [...wholeTakingsOf(source), ...source.partly].map(({ by, of }) => ({
      by: idOf(by),
      of: idOf(of),
    }));
  });
  const takenBack = new Set(takings.map(({ of }) => of));
  const undos = new Set(takings.map(({ by }) => by));
  const entries = history.rows.map((row) => {
    const facts = pointed(row, sources, renamed);
    const { id, gradebook, entry } = row;
    return { ...entry, id, gradebook, mark: markIn(row), ...facts, undoes: null };
  });
  return {
    names: {
      entries,
      identities,
      aliases,
      renamed,
      isTakenBack: (entry) => takenBack.has(entry),
      isUndo: (entry) => undos.has(entry),
      uid: history.uid,
    },
    clashes: same.clashes,
  };
}

interface Placed {
  readonly id: Id;
  readonly gradebook: string;
  readonly entry: EntryRow;
  /** The sources that have it, each with its own row of it. */
  readonly among: readonly (readonly [source: number, entry: EntryRow])[];
}

function historyOf(sources: readonly Source[]): {
  readonly rows: readonly Placed[];
  readonly ids: readonly Map<Id, Id>[];
  readonly uid: string;
} {
  const names = gradebookNames(sources.map(({ entries }) => entries));
  const among = new Map<string, [number, EntryRow][]>();
  for (const [place, { entries }] of sources.entries())
    for (const entry of entries) {
      const key = entryKey(entry);
      const known = among.get(key);
      if (known === undefined) among.set(key, [[place, entry]]);
      else known.push([place, entry]);
    }
  const all = [...among]
    .map(([key, those]) => {
      const entry = those[0]?.[1] as EntryRow;
      return { entry: { ...entry, gradebook: names.get(key) ?? entry.gradebook }, among: those };
    })
    .sort((a, b) => inOrder(a.entry, b.entry));
  const ids = sources.map(() => new Map<Id, Id>());
  const rows = all.map(({ entry, among: those }, index): Placed => {
    for (const [place, own] of those) ids[place]?.set(own.id, index + 1);
    return { id: index + 1, gradebook: entry.gradebook, entry, among: those };
  });
  const [own] = sources;
  const last = own?.entries.filter(({ gradebook }) => gradebook === own.uid).at(-1);
  const uid = last === undefined ? own?.uid : names.get(entryKey(last));
  return { rows, ids, uid: uid ?? '' };
}

/** An entry of an older pl that has got another gradebook's name is known by its mark from now on. */
function markIn({ gradebook, among }: Placed): number {
  const drawn = among.find(([, { mark }]) => mark !== 0)?.[1].mark;
  const same = among.find(([, own]) => own.gradebook === gradebook)?.[1];
  const first = among[0]?.[1];
  return drawn ?? same?.mark ?? (first === undefined ? 0 : markOf(first));
}

/** What an entry points to, in new ids; what one of the gradebooks has forgotten is not known. */
function pointed(
  { among, entry }: Placed,
  sources: readonly Source[],
  renamed: readonly Renamed[],
): Pick<EntryRow, 'who' | 'about' | 'file' | 'student' | 'competency'> {
  const text = (column: 'about' | 'file' | 'who') =>
    among.every(([, own]) => own[column] !== null) ? entry[column] : null;
  const point = (column: 'student' | 'competency') => {
    const ids = among.map(([place, own]) => {
      const id = own[column];
      return id === null ? null : newId(renamed[place]?.identities, id, sources[place]);
    });
    return ids.includes(null) ? null : (ids[0] ?? null);
  };
  return {
    who: text('who'),
    about: text('about'),
    file: text('file'),
    student: point('student'),
    competency: point('competency'),
  };
}

/** Throws `PlError('unreadable')` for what the gradebook does not hold. */
export function newId(ids: ReadonlyMap<Id, Id> | undefined, id: Cell, source?: Source): Id {
  const found = ids?.get(id as Id);
  if (found === undefined)
    throw new PlError('unreadable', `${source?.name ?? 'a gradebook'} is damaged: it is not whole`);
  return found;
}

interface Named {
  readonly noun: string;
  /** The entry, in new ids, and the number by which the thing is named. */
  readonly entry: Id;
  readonly number: number;
}

function nodesOf(
  sources: readonly Source[],
  entryIds: readonly ReadonlyMap<Id, Id>[],
): {
  readonly all: readonly Named[];
  readonly joined: readonly (readonly [Node, Node])[];
  readonly of: (source: number, identity: Id) => Node;
} {
  const all: Named[] = [];
  const known = new Map<string, Node>();
  const joined: [Node, Node][] = [];
  const node = (named: Named): Node => {
    const key = `${named.entry} ${named.number}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, all.length);
    return all.push(named) - 1;
  };
  const own = sources.map((source, place) => {
    const nodes = new Map<Id, Node>();
    const nouns = new Map<Id, string>();
    for (const { id, noun, entry, number } of source.identities) {
      nouns.set(id, noun);
      nodes.set(id, node({ noun, entry: newId(entryIds[place], entry, source), number }));
    }
    for (const { entry, number, identity } of source.aliases) {
      const noun = nouns.get(identity) ?? '';
      const alias = node({ noun, entry: newId(entryIds[place], entry, source), number });
      joined.push([newId(nodes, identity, source), alias]);
    }
    return nodes;
  });
  return { all, joined, of: (place, id) => newId(own[place], id, sources[place]) };
}

/** One identity for all nodes that are the same, in the order of entry of its first. */
function identitiesOf(all: readonly Named[], find: (node: Node) => Node) {
  const sorted = all
    .map((named, node) => ({ ...named, top: find(node) }))
    .sort((a, b) => a.entry - b.entry || a.number - b.number);
  const ids = new Map<Node, Id>();
  const identities: IdentityRow[] = [];
  const aliases: Names['aliases'][number][] = [];
  for (const { noun, entry, number, top } of sorted) {
    const known = ids.get(top);
    if (known !== undefined) aliases.push({ entry, number, identity: known });
    else {
      const id = identities.length + 1;
      ids.set(top, id);
      identities.push({ id, noun, entry, number });
    }
  }
  return { identities, aliases, idOf: (node: Node): Id => ids.get(find(node)) ?? 0 };
}
