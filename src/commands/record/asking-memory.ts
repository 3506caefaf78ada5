/**
 * What was recorded in the last few minutes, so that the next question can begin there: ids alone,
 * never a name, in a file of the user's own. It is a convenience: where it cannot be kept, nothing
 * is said and nothing else changes.
 */
import { readFileSync, rmSync } from 'node:fs';
import type { Id } from '../../core/model.js';
import type { Io } from '../../io.js';
import { ownFile } from '../../places.js';
import { writeOwn } from '../../written-files.js';

/** Ids inside one gradebook. */
export interface Memory {
  readonly section: Id | null;
  readonly student: Id | null;
  readonly competency: Id | null;
  readonly kind: string | null;
}

const NOTHING_REMEMBERED: Memory = {
  section: null,
  student: null,
  competency: null,
  kind: null,
};

/** How long it holds. */
const MINUTES = 10;

/** What was kept for this gradebook not longer than ten minutes before `instant`. */
export function remembered(io: Io, gradebook: string, instant: string): Memory {
  try {
    const kept = JSON.parse(readFileSync(memoryFile(io), 'utf8')) as Record<string, unknown>;
    const age = Date.parse(instant) - Date.parse(String(kept.at));
    const isFresh = age >= 0 && age <= MINUTES * 60_000;
    if (kept.gradebook !== gradebook || !isFresh) return NOTHING_REMEMBERED;
    const id = (value: unknown) => (typeof value === 'number' ? value : null);
    return {
      section: id(kept.section),
      student: id(kept.student),
      competency: id(kept.competency),
      kind: typeof kept.kind === 'string' ? kept.kind : null,
    };
  } catch {
    return NOTHING_REMEMBERED;
  }
}

/** Keeps it for the next question. */
export function remember(io: Io, gradebook: string, instant: string, memory: Memory): void {
  try {
    writeOwn(memoryFile(io), `${JSON.stringify({ gradebook, at: instant, ...memory })}\n`);
  } catch {
    // The next question begins at the beginning, and nothing else.
  }
}

/** Forgets it: who was recorded last may be a student who was erased. */
export function dropMemory(io: Io): void {
  try {
    rmSync(memoryFile(io), { force: true });
  } catch {
    // It holds for ten minutes, and has no names.
  }
}

function memoryFile(io: Io): string {
  return ownFile(io, 'state', 'recent.json');
}
