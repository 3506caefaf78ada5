/** Students whom one of the gradebooks has forgotten: nobody brings them back. */
import { PlError } from '../../core/errors.js';
import {
  isNameOf,
  isPeerNameOf,
  mentions,
  type Person,
  withoutWordsOf,
} from '../../core/forgetting.js';
import type { Node } from '../../core/merging/same.js';
import type { Id } from '../../core/model.js';
import { personOf } from '../forgetting/erasing.js';
import { havingIdsOf, tellingHashes } from '../forgetting/forgotten.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import type { Cells, Layout } from './tables.js';

/**
 * Whoever has an id of one whom another gradebook has forgotten is that one, though nothing else of her
 * is left there: as pairs of things that are the same.
 */
export function sameAsForgotten(
  sources: readonly Source[],
  nodeOf: (source: number, identity: Id) => Node,
): (readonly [Node, Node])[] {
  return sources.flatMap(({ db }, place) => {
    const hashes = tellingHashes(db);
    return sources.flatMap((other, at) =>
      at === place
        ? []
        : havingIdsOf(other.db, hashes).map(
            ({ student, forgotten }) => [nodeOf(place, forgotten), nodeOf(at, student)] as const,
          ),
    );
  });
}

/**
 * The students, by new ids, whom any source has forgotten. Throws `PlError('conflict')` where the first
 * source, which is written, still has one: erasing is asked for by a person, and not by a file.
 */
export function forgottenIn(sources: readonly Source[], { renamed }: Names): ReadonlySet<Id> {
  const gone = new Set<Id>();
  for (const [place, { db, name }] of sources.entries()) {
    const students = db.prepare(KEPT_OUT).pluck().all() as Id[];
    for (const id of students) {
      const student = renamed[place]?.identities.get(id) ?? 0;
      gone.add(student);
      const shown = shownHere(sources[0], renamed[0]?.identities, student);
      if (shown !== null)
        throw new PlError(
          'conflict',
          `${name} has forgotten a student who is still in this gradebook, with id "${shown}"; nothing was written. Forget her here too, and then bring them together`,
          `pl forget ${shown} --reason "asked for it"`,
        );
    }
  }
  return gone;
}

/** Of whoever was let come back no hash is left. */
const KEPT_OUT =
  'SELECT student FROM forgotten WHERE student IN (SELECT student FROM forgotten_ids)';

/** Her id where she stands; null: she does not. */
function shownHere(
  own: Source | undefined,
  ids: ReadonlyMap<Id, Id> | undefined,
  student: Id,
): string | null {
  if (own === undefined) return null;
  const find = own.db
    .prepare('SELECT value FROM student_ids WHERE student = ? AND ended IS NULL ORDER BY place')
    .pluck();
  const shown = [...(ids ?? [])]
    .filter(([, now]) => now === student)
    .map(([id]) => find.get(id) as string | undefined);
  return shown.find((id) => id !== undefined) ?? null;
}

/** All that any of the gradebooks still calls those who are gone, by new ids. */
export function stillCalled(
  sources: readonly Source[],
  { renamed }: Names,
  gone: ReadonlySet<Id>,
): Person[] {
  if (gone.size === 0) return [];
  return sources.flatMap(({ db }, place) =>
    [...(renamed[place]?.identities ?? [])]
      .filter(([, now]) => gone.has(now))
      .map(([id, now]) => ({ ...personOf(db, id), id: now }))
      .filter(({ ids, names }) => ids.length > 0 || names.length > 0),
  );
}

/** The entries without what tells of them. */
export function namesWithout(
  names: Names,
  gone: ReadonlySet<Id>,
  people: readonly Person[],
): Names {
  const nameless = { ids: [], names: [], emails: [] };
  const all = [...people, ...[...gone].map((id) => ({ id, ...nameless }))];
  return gone.size === 0 ? names : { ...names, entries: names.entries.map(withoutWordsOf(all)) };
}

/** The gradebooks without their names in what is said of others: as whose judgement, or the name of a file. */
export function sourcesWithout(sources: readonly Source[], people: readonly Person[]): Source[] {
  if (people.length === 0) return [...sources];
  const words = { isBy: namingThem(sources, people), isMentioned: mentions(people) };
  return sources.map((source) => ({
    ...source,
    facts: (layout) => source.facts(layout).map(cleaned(layout, words)),
    evidence: (student) =>
      source
        .evidence(student)
        .map(cleaned({ table: 'evidence', columns: source.pieceColumns }, words)),
  }));
}

/** Whether as whose a fact is said to be is one of them: a teacher of the same name is not. */
function namingThem(
  sources: readonly Source[],
  people: readonly Person[],
): (by: string, kind: unknown) => boolean {
  const isName = isNameOf(people);
  const staff = new Set<string>();
  const others = new Set<string>();
  for (const { db } of sources) {
    for (const name of db.prepare('SELECT name FROM staff').pluck().iterate())
      staff.add(String(name));
    const students = db.prepare('SELECT DISTINCT given, family, preferred FROM students').all();
    for (const { given, family, preferred } of students as Called[])
      if (!isName(`${given} ${family}`))
        for (const name of [given, family, preferred ?? given]) others.add(name);
  }
  const isPeerName = isPeerNameOf(people, others);
  return (by, kind) => !staff.has(by) && (isName(by) || (kind === 'peer' && isPeerName(by)));
}

type Called = {
  readonly given: string;
  readonly family: string;
  readonly preferred: string | null;
};

function cleaned(
  { table, columns }: Pick<Layout, 'table' | 'columns'>,
  words: {
    readonly isBy: (by: string, kind: unknown) => boolean;
    readonly isMentioned: (text: string) => boolean;
  },
): (row: Cells) => Cells {
  const [by, kind, form] = ['by', 'kind', 'form'].map((name) => columns.indexOf(name)) as [
    number,
    number,
    number,
  ];
  return (row) => {
    const name = row[by];
    if (typeof name === 'string' && words.isBy(name, row[kind])) return row.with(by, null);
    const card = row[form];
    if (table !== 'report_cards' || typeof card !== 'string') return row;
    const read = JSON.parse(card) as { readonly manifest?: { readonly file?: unknown } };
    const file = read.manifest?.file;
    if (typeof file !== 'string' || !words.isMentioned(file)) return row;
    return row.with(form, JSON.stringify({ ...read, manifest: { ...read.manifest, file: null } }));
  };
}

/** Whether a row is about one of the forgotten. */
export function isAboutForgotten(
  { table, columns }: Layout,
  gone: ReadonlySet<Id>,
): (row: Cells) => boolean {
  const whose = columns.indexOf(table === 'students' ? 'id' : 'student');
  if (gone.size === 0 || whose < 0) return () => false;
  return (row) => gone.has(row[whose] as Id);
}
