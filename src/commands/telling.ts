/** What `--verbose` tells at the end of a run: which gradebook and settings, what was written, how long. */
import { configFile } from '../config.js';
import { latestEntries } from '../store/entries.js';
import { type Gradebook, rowsWritten } from '../store/open.js';
import type { Session } from './session.js';

/** One line a fact; `milliseconds` is the time since the command began. */
export function runFacts(session: Session, book: Gradebook | null, milliseconds: number): string[] {
  return [
    ...(book === null ? [] : [`gradebook: ${session.path}`, ...written(book)]),
    `settings: ${configFile(session.io)}`,
    `time: ${Math.round(milliseconds)} ms`,
  ];
}

function written(book: Gradebook): string[] {
  const rows = rowsWritten(book);
  const [entry] = latestEntries(book, 1);
  if (rows === 0 || entry === undefined) return [];
  const who = entry.who === null ? '' : `, by ${entry.who}`;
  return [
    `rows written: ${rows}`,
    `last entry: ${entry.number}, ${entry.command}, on ${entry.day}${who}`,
  ];
}
