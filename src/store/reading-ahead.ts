/**
 * A second thread that reads while the first one judges and writes: a rollup of a district takes two
 * thirds of the time. It is there for speed alone: what it cannot read is read here.
 */
import { createRequire } from 'node:module';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import type { Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import type { PackedStudent } from './packed-pieces.js';

/** So many blocks may lie read and not yet taken: what waits is memory. */
const AHEAD = 8;

/** Longer than this (milliseconds) no block takes, on the slowest of disks. */
const PATIENCE = 60_000;

/** Places in what the two threads share: how many blocks were read, and how many taken. */
const [READ, TAKEN] = [0, 1];

/**
 * The rows of `sql`, which binds the first and the last student of a block, block by block. To be used
 * inside a transaction that holds the lock for writing: while it does, nobody moves what is read, and
 * the other thread sees what this one does.
 */
export function* readAhead(
  book: Gradebook,
  sql: string,
  blocks: readonly (readonly Id[])[],
): Iterable<PackedStudent[]> {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const { port1: here, port2: there } = new MessageChannel();
  const ranges = blocks.map((block) => [block[0] as Id, block.at(-1) as Id]);
  const worker = startReader(book, { sql, ranges, shared, port: there, ahead: AHEAD });
  const statement = book.db.prepare(sql).raw();
  let isThere = true;
  try {
    for (const [index, range] of ranges.entries()) {
      const rows: PackedStudent[] | null = isThere ? nextBlock(here, shared, index) : null;
      isThere = rows !== null;
      yield rows ?? (statement.all(...range) as PackedStudent[]);
    }
  } finally {
    here.close();
    worker.terminate();
  }
}

interface Order {
  readonly sql: string;
  readonly ranges: readonly (readonly Id[])[];
  readonly shared: Int32Array;
  readonly port: MessagePort;
  readonly ahead: number;
}

function startReader(book: Gradebook, order: Order): Worker {
  const { resolve } = createRequire(import.meta.url);
  const worker = new Worker(READER, {
    eval: true,
    workerData: {
      ...order,
      path: book.path,
      engine: resolve('better-sqlite3'),
      nativeBinding: resolve('better-sqlite3/build/Release/better_sqlite3.node'),
    },
    transferList: [order.port],
  });
  // It says what went wrong by an empty block; its end is not waited for.
  worker.on('error', () => {});
  worker.unref();
  return worker;
}

/** The next block, waited for; null where the reader has failed. */
function nextBlock(port: MessagePort, shared: Int32Array, index: number): PackedStudent[] | null {
  if (Atomics.load(shared, READ) <= index) {
    if (Atomics.wait(shared, READ, index, PATIENCE) === 'timed-out') return null;
  }
  const { message } = receiveMessageOnPort(port) ?? { message: null };
  Atomics.add(shared, TAKEN, 1);
  Atomics.notify(shared, TAKEN);
  return message as PackedStudent[] | null;
}

/** What the second thread does, as text: it has no file of its own. */
const READER = `
const { workerData } = require('node:worker_threads');
const { sql, ranges, shared, port, ahead, path, engine, nativeBinding } = workerData;
const [READ, TAKEN] = [${READ}, ${TAKEN}];
function give(message) {
  port.postMessage(message);
  Atomics.add(shared, READ, 1);
  Atomics.notify(shared, READ);
}
try {
  const Database = require(engine);
  const db = new Database(path, { readonly: true, nativeBinding });
  const statement = db.prepare(sql).raw();
  for (const [index, range] of ranges.entries()) {
    for (;;) {
      const taken = Atomics.load(shared, TAKEN);
      if (index - taken < ahead) break;
      Atomics.wait(shared, TAKEN, taken);
    }
    give(statement.all(...range));
  }
  db.close();
} catch {
  give(null);
}
`;
