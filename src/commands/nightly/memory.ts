/** What a nightly run keeps for the next one, in a small file beside the gradebook. It names no pupil. */
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Need } from '../../core/nightly/report.js';
import { readBytes } from '../../files.js';
import { asidePlace } from '../../leftovers.js';
import { jsonText } from '../../output/json.js';
import type { EntryMark } from '../../store/entry-marks.js';
import type { Since } from '../../store/nightly-changes.js';
import { writePieces } from '../../written-files.js';

/** What was taken from a place that stays. */
export interface Taken {
  /** Of all its bytes. */
  readonly hash: string;
  /** How far the gradebook had come then: an older copy in its place has not got it. */
  readonly entry: EntryMark | null;
}

export interface Memory {
  /** By step, place and flags. */
  readonly taken: Readonly<Record<string, Taken>>;
  /** What needs a person and was not said yet, as the run was killed. */
  readonly unsaid: readonly Need[];
  /** How far the gradebook had come when a night began of which the end was not said yet; null: none has. */
  readonly begun: Since | null;
}

/** The files of nightly runs that lie beside a gradebook. Throws where there is no gradebook. */
export function besideGradebook(gradebook: string): Beside {
  const place = `${realpathSync(gradebook)}.nightly`;
  return { lock: `${place}.lock`, memory: `${place}.json`, rehearsal: asidePlace(dirname(place)) };
}

export interface Beside {
  readonly lock: string;
  readonly memory: string;
  /** The copy for a rehearsal; what a killed one leaves of it the next command takes away. */
  readonly rehearsal: string;
}

/** Empty where there is none, or none that can be read: then all is taken again, which adds nothing. */
export function readMemory(path: string): Memory {
  try {
    const read = JSON.parse(new TextDecoder().decode(readBytes(path))) as Partial<Memory>;
    const unsaid = Array.isArray(read.unsaid) ? read.unsaid : [];
    return { taken: { ...read.taken }, unsaid, begun: begunIn(read) };
  } catch {
    return { taken: {}, unsaid: [], begun: null };
  }
}

function begunIn({ begun }: Partial<Memory>): Since | null {
  const { entries, rollup } = begun ?? {};
  return typeof entries === 'object' && typeof rollup === 'number' ? { entries, rollup } : null;
}

/** Throws `PlError('unreadable')` where it cannot be written. */
export function writeMemory(path: string, memory: Memory): void {
  writePieces(path, [jsonText(memory)]);
}
