/**
 * Two threads that judge: each takes the next block of students that nobody has, and this one writes them in
 * their order. A rollup of a district takes half the time. It is there for speed alone: what the other thread
 * cannot judge is judged here.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import type { Id, Pathway } from '../../core/model.js';
import type { StandardsParts } from '../../core/standards.js';
import type { JudgedBlock } from './judging.js';

/** So many blocks may be judged and not yet written: what waits is memory. */
const AHEAD = 16;

/** Longer than this (milliseconds) no block takes, on the slowest of disks. */
const PATIENCE = 60_000;

/** Places in what the two threads share: blocks taken by either, blocks written, and blocks sent. */
const [TAKEN, WRITTEN, SENT] = [0, 1, 2];

/** Reads and judges the students of a block. */
export type BlockJudge = (block: readonly Id[]) => JudgedBlock;

/** What the other thread is told: all that it needs to judge as this one does. */
export interface Share {
  readonly path: string;
  readonly rules: StandardsParts;
  readonly pathways: readonly Pathway[];
  readonly blocks: readonly (readonly Id[])[];
  readonly shared: Int32Array;
  readonly port: MessagePort;
}

/** A block that the other thread has judged; `judged` null: it cannot go on. */
interface Sent {
  readonly index: number;
  readonly judged: JudgedBlock | null;
}

/** Where the other thread's program lies; null where the program runs from its sources. */
export function otherThread(): string | null {
  const path = fileURLToPath(new URL('./judging.cjs', import.meta.url));
  return existsSync(path) ? path : null;
}

/**
 * The blocks judged, in their order. To be used inside a transaction that holds the lock for writing and has
 * written nothing yet that is read here: while it does nobody moves it, and the other thread sees the same.
 */
export function* judgedByTwo(
  program: string,
  share: Omit<Share, 'shared' | 'port'>,
  judge: BlockJudge,
): Iterable<JudgedBlock> {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const { port1: here, port2: port } = new MessageChannel();
  const worker = startOther(program, { ...share, shared, port });
  const { blocks } = share;
  const waiting = new Map<number, JudgedBlock>();
  let received = 0;
  let isThere = worker !== null;
  const receive = (): void => {
    for (;;) {
      const sent = receiveMessageOnPort(here)?.message as Sent | undefined;
      if (sent === undefined) return;
      received++;
      if (sent.judged === null) isThere = false;
      else waiting.set(sent.index, sent.judged);
    }
  };
  const find = (index: number): JudgedBlock => {
    for (;;) {
      const found = waiting.get(index);
      if (found !== undefined) return found;
      const next = isThere ? takeNext(shared, blocks.length) : index;
      if (next !== null) waiting.set(next, judge(blocks[next] as readonly Id[]));
      else isThere = Atomics.wait(shared, SENT, received, PATIENCE) !== 'timed-out';
      receive();
    }
  };
  try {
    for (const index of blocks.keys()) {
      yield find(index);
      waiting.delete(index);
      Atomics.add(shared, WRITTEN, 1);
      Atomics.notify(shared, WRITTEN);
    }
  } finally {
    here.close();
    worker?.terminate();
  }
}

/** Takes the next block that nobody has; null where there is none, or too much waits to be written. */
function takeNext(shared: Int32Array, blocks: number): number | null {
  for (;;) {
    const next = Atomics.load(shared, TAKEN);
    if (next >= blocks || next - Atomics.load(shared, WRITTEN) >= AHEAD) return null;
    if (Atomics.compareExchange(shared, TAKEN, next, next + 1) === next) return next;
  }
}

/** The other thread's work: judges block after block, and sends each. It ends when none is left, or with its error. */
export function judgeShare({ blocks, shared, port }: Share, start: () => BlockJudge): void {
  const send = (sent: Sent) => {
    const buffers = sent.judged === null ? [] : [sent.judged.masteries.cells.buffer];
    port.postMessage(sent, buffers);
    Atomics.add(shared, SENT, 1);
    Atomics.notify(shared, SENT);
  };
  try {
    const judge = start();
    while (Atomics.load(shared, TAKEN) < blocks.length) {
      const written = Atomics.load(shared, WRITTEN);
      const index = takeNext(shared, blocks.length);
      if (index === null) Atomics.wait(shared, WRITTEN, written);
      else send({ index, judged: judge(blocks[index] as readonly Id[]) });
    }
  } catch {
    send({ index: -1, judged: null });
  }
}

/** Null where the system gives no further thread (`ulimit -u`). */
function startOther(program: string, share: Share): Worker | null {
  try {
    const worker = new Worker(program, { workerData: share, transferList: [share.port] });
    // It says what went wrong by an empty block; its end is not waited for.
    worker.on('error', () => {});
    worker.unref();
    return worker;
  } catch {
    return null;
  }
}
