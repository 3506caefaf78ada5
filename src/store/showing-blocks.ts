/** What many students have shown, as it stands now: read a block of students at a time, packed. */
import type { Id, Showing } from '../core/model.js';
import type { Gradebook } from './open.js';
import { PACKED_PIECES, type PackedStudent, unpacked } from './packed-pieces.js';
import { showingReader } from './showing.js';

/** The pieces of a block of students. */
const PACKED = `SELECT student, ${PACKED_PIECES} FROM evidence
  WHERE student BETWEEN ? AND ? AND ended IS NULL GROUP BY student`;

/** So many students are read together at most. */
const TOGETHER = 100;

/** Ids that lie further apart are not of one block: what lies between would be read for nothing. */
const APART = 4;

/** Students in blocks that are quick to read; they are given in the order of their ids. */
export function blocksOf(students: readonly Id[]): Id[][] {
  const blocks: Id[][] = [];
  let block: Id[] = [];
  for (const student of students) {
    const isNear = student - (block.at(-1) ?? student) <= APART;
    if (block.length === 0 || block.length === TOGETHER || !isNear) {
      block = [];
      blocks.push(block);
    }
    block.push(student);
  }
  return blocks;
}

/** Reads the showings of the students of a block: each is made when it is asked for, so that few are held. */
export function blockReader(
  book: Pick<Gradebook, 'db'>,
): (block: readonly Id[]) => Iterable<Showing> {
  const { decided, read } = showingReader(book);
  const hasDecisions = studentsDecidedOn(book);
  const statement = book.db.prepare(PACKED).raw();
  return function* (block) {
    const rows = statement.all(block[0], block.at(-1)) as PackedStudent[];
    const packed = new Map(rows.map((row) => [row[0], row]));
    for (const student of block) {
      const pieces = piecesIn(packed.get(student));
      if (pieces === null) yield read(student);
      else yield { ...(hasDecisions.has(student) ? decided(student) : UNDECIDED), student, pieces };
    }
  };
}

function piecesIn(packed: PackedStudent | undefined) {
  return packed === undefined ? NO_PIECES : unpacked(packed[1], packed[2]);
}

const NO_PIECES: Showing['pieces'] = new Map();

const UNDECIDED: Omit<Showing, 'student' | 'pieces'> = {
  overrides: new Map(),
  excuses: new Map(),
  advances: [],
};

/** Students about whom something was ever decided: few, so that the others need not be looked up. */
function studentsDecidedOn({ db }: Pick<Gradebook, 'db'>): ReadonlySet<Id> {
  const sql = ['overrides', 'excuses', 'advances'].map((table) => `SELECT student FROM ${table}`);
  return new Set(db.prepare(sql.join(' UNION ')).pluck().all() as Id[]);
}
