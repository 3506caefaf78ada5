/**
 * The evidence of several gradebooks, a student at a time: memory does not grow with it. Only students
 * whose rows are others than before are written.
 */
import type Database from 'better-sqlite3';
import type { Id } from '../../core/model.js';
import { translated, type United, unite } from './facts.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import { type Cell, type Cells, endOf, type Layout } from './tables.js';

/** What evidence there is together. */
export interface EvidenceTogether {
  /** Students, by new id, of whom something is known that the first gradebook did not know. */
  readonly news: ReadonlySet<Id>;
  /** Whether a row has to be written. */
  readonly differs: boolean;
  /** Pieces that stand now, less those that stood in the first gradebook. */
  readonly gained: number;
  /** Rows as they were said, where gradebooks have said several things of one piece. */
  readonly beside: readonly Cells[];
}

/**
 * Unites the pieces of all sources; `into` null: only looks. `isGone`: whose pieces are not taken. `see` is
 * shown those of each student as they were said.
 */
export function uniteEvidence(
  sources: readonly Source[],
  names: Names,
  layout: Layout,
  isGone: (student: Id) => boolean,
  into: Database.Database | null,
  see: (said: readonly Cells[]) => void = () => {},
): EvidenceTogether {
  const whose = studentsOf(sources, names);
  const [own] = sources;
  const put = into === null ? null : pieceWriter(into, layout);
  const order = inTableOrder(layout);
  const news = new Set<Id>();
  const beside: Cells[] = [];
  let [differs, gained] = [false, 0];
  for (const [student, holders] of whose) {
    const parts = holders.map(([place, id]) =>
      piecesOf(sources, names, layout, place, id, 'evidence'),
    );
    const together = isGone(student) ? NOTHING : unitePieces(layout, parts, names.isTakenBack);
    beside.push(...together.beside);
    see(together.said);
    const rows = [...together.rows].sort(order);
    const before = holders
      .filter(([place]) => place === 0)
      .flatMap(([place, id]) => piecesOf(sources, names, layout, place, id, 'pieces'))
      .sort(order);
    if (!sameRows(rows, before)) {
      news.add(student);
      gained += standingIn(layout, rows) - standingIn(layout, before);
    }
    if (sameRows(rows, own?.pieces(student) ?? [])) continue;
    differs = true;
    put?.(student, rows);
  }
  for (const student of own?.students() ?? []) {
    if (whose.has(student)) continue;
    differs = true;
    put?.(student, []);
  }
  return { news, differs, gained, beside };
}

const NOTHING: United = { rows: [], beside: [], said: [] };

/** Most pieces are said by one gradebook, or by copies in the very same words: these need no comparing. */
export function unitePieces(
  layout: Layout,
  parts: readonly Cells[][],
  isTakenBack: (entry: Id) => boolean,
): United {
  const { entry, made, ended } = layout;
  const number = layout.columns.indexOf('number');
  const known = new Map<string, Cells>();
  const pieces = new Set<string>();
  for (const part of parts)
    for (const row of part) {
      const name = `${row[entry]} ${row[number]}`;
      const before = known.get(`${name} ${row[made]}`);
      if (before === undefined) {
        if (pieces.has(name)) return unite(layout, parts.flat(), isTakenBack);
        pieces.add(name);
        known.set(`${name} ${row[made]}`, row);
      } else if (before[ended] !== row[ended]) return unite(layout, parts.flat(), isTakenBack);
    }
  const rows = [...known.values()];
  return { rows, beside: [], said: rows };
}

type Holder = readonly [source: number, student: Id];

/** Who has evidence, by new ids ascending, with the gradebooks that hold it and her ids there. */
export function studentsOf(
  sources: readonly Source[],
  { renamed }: Names,
): ReadonlyMap<Id, Holder[]> {
  const whose = new Map<Id, Holder[]>();
  for (const [place, source] of sources.entries())
    for (const id of source.students()) {
      const student = renamed[place]?.identities.get(id) ?? 0;
      const known = whose.get(student);
      if (known === undefined) whose.set(student, [[place, id]]);
      else known.push([place, id]);
    }
  return new Map([...whose].sort(([a], [b]) => a - b));
}

export function piecesOf(
  sources: readonly Source[],
  { renamed }: Names,
  layout: Layout,
  place: number,
  student: Id,
  how: 'evidence' | 'pieces',
): Cells[] {
  const [source, ids] = [sources[place], renamed[place]];
  if (source === undefined || ids === undefined) return [];
  return translated(layout, source[how](student), ids, source);
}

/** The order of the table's key. */
function inTableOrder({ columns }: Layout): (a: Cells, b: Cells) => number {
  const key = ['competency', 'observed_on', 'entry', 'number', 'made'].map((name) =>
    columns.indexOf(name),
  );
  return (a, b) => {
    for (const place of key) {
      const [one, other] = [a[place] ?? '', b[place] ?? ''];
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  };
}

function standingIn(layout: Layout, rows: readonly Cells[]): number {
  return rows.filter((row) => endOf(layout, row) === null).length;
}

function sameRows(a: readonly Cells[], b: readonly Cells[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, at) => row.every((cell: Cell, place) => cell === b[at]?.[place]))
  );
}

/** Rows of one statement: many together take less time than one by one. */
const TOGETHER = 100;

function pieceWriter(
  db: Database.Database,
  { columns }: Layout,
): (student: Id, rows: readonly Cells[]) => void {
  const clear = db.prepare('DELETE FROM evidence WHERE student = ?');
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = (count: number) =>
    db.prepare(
      `INSERT INTO evidence (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES ${Array(count).fill(row).join(', ')}`,
    );
  const [one, many] = [insert(1), insert(TOGETHER)];
  return (student, rows) => {
    clear.run(student);
    let at = 0;
    for (; at + TOGETHER <= rows.length; at += TOGETHER)
      many.run(rows.slice(at, at + TOGETHER).flat());
    for (const last of rows.slice(at)) one.run(last);
  };
}
