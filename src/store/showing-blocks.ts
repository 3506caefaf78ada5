/** What many students have shown, as it stands now: read a block of students at a time, packed. */
import type { Id, Showing } from '../core/model.js';
import type { Gradebook } from './open.js';
import { PACKED_PIECES, type PackedStudent, unpacked } from './packed-pieces.js';
import { readAhead } from './reading-ahead.js';
import { showingReader } from './showing.js';

/** The pieces of a block of students. */
export const PACKED = `SELECT student, ${PACKED_PIECES} FROM evidence
  WHERE student BETWEEN ? AND ? AND ended IS NULL GROUP BY student`;

/** So many students are read together at most. */
const TOGETHER = 100;

/** Ids that lie further apart are not of one block: what lies between would be read for nothing. */
const APART = 4;

/** The pieces of fewer students than this are read in little more time than a second thread needs to begin. */
const MANY = 2000;

/** The showings of students, who are given in the order of their ids, one after the other. */
export function* showingsOf(book: Gradebook, students: readonly Id[]): Iterable<Showing> {
  const { decided, read } = showingReader(book);
  const hasDecisions = studentsDecidedOn(book);
  const blocks = blocksOf(students);
  const reading = students.length < MANY ? readHere(book, blocks) : readAhead(book, PACKED, blocks);
  let block = 0;
  for (const found of reading) {
    const packed = new Map(found.map((one) => [one[0], one]));
    for (const student of blocks[block++] ?? []) {
      const pieces = piecesIn(packed.get(student));
      if (pieces === null) yield read(student);
      else yield { ...(hasDecisions.has(student) ? decided(student) : UNDECIDED), student, pieces };
    }
  }
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
function studentsDecidedOn({ db }: Gradebook): ReadonlySet<Id> {
  const sql = ['overrides', 'excuses', 'advances'].map((table) => `SELECT student FROM ${table}`);
  return new Set(db.prepare(sql.join(' UNION ')).pluck().all() as Id[]);
}

function blocksOf(students: readonly Id[]): Id[][] {
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

function* readHere({ db }: Gradebook, blocks: readonly Id[][]): Iterable<PackedStudent[]> {
  const statement = db.prepare(PACKED).raw();
  for (const block of blocks) yield statement.all(block[0], block.at(-1)) as PackedStudent[];
}
