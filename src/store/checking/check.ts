/** The check of a gradebook's file, from its bytes to what the rollup keeps. Nothing is written. */
import { type Stats, statSync } from 'node:fs';
import { PlError } from '../../core/errors.js';
import type { Day } from '../../core/model.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { copyFindings } from './copy.js';
import { factFindings } from './facts.js';
import { pageFindings, pointerFindings, schemaFindings } from './file.js';
import { type Finding, PUT_BACK } from './finding.js';
import { journalFindings } from './journal.js';
import { keptFindings } from './kept.js';
import { lookAt } from './opening.js';

/**
 * Everything that is wrong with a gradebook, what weighs most first. `quick` leaves out what takes long in
 * a large one: the indexes, judging every student again, and the comparison with the last copy. Throws `PlError`:
 * `not_found`, or `unreadable` where the file cannot be read at all.
 */
export function check(path: string, today: Day, quick: boolean): Finding[] {
  const file = statOf(path);
  if (file === undefined)
    throw new PlError('not_found', `there is no gradebook at ${path}`, 'pl restore --list');
  if (file.isDirectory()) throw new PlError('unreadable', `${path} is a folder, not a gradebook`);
  if (!file.isFile()) throw new PlError('unreadable', `${path} is no file`);
  if (file.size === 0) return [spoilt('empty', 'the file is empty')];
  const journal = journalFindings(path);
  try {
    return [...journal, ...lookAt(path, today, (book) => findingsIn(book, path, quick))];
  } catch (error) {
    return [...journal, failed(error, path)];
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw readable(error, path);
  }
}

function findingsIn(book: Gradebook, path: string, quick: boolean): Finding[] {
  const file = atOneMoment(book, () => [...pageFindings(book, quick), ...schemaFindings(book)]);
  const looks = [pointerFindings, factFindings, ...(quick ? [] : [keptFindings])];
  const found = looks.map((look) =>
    attempt(() => atOneMoment(book, () => look(book)), file.length > 0),
  );
  const copy = quick ? [] : attempt(() => copyFindings(book, path), file.length > 0);
  return [...file, ...found.flat(), ...copy];
}

/** Others may write meanwhile: what is looked at together is of one moment. */
function atOneMoment<T>({ db }: Gradebook, look: () => T): T {
  db.exec('BEGIN');
  try {
    return look();
  } finally {
    db.exec('COMMIT');
  }
}

/** In a file that is known to be damaged a look may fail, which says nothing new. */
function attempt(look: () => Finding[], isDamaged: boolean): Finding[] {
  try {
    return look();
  } catch (error) {
    if (isDamaged) return [];
    return [spoilt('unreadable', `what it holds cannot be read (${(error as Error).message})`)];
  }
}

function spoilt(code: string, message: string): Finding {
  return { code, message, rows: null, todo: PUT_BACK };
}

/** What keeps it from being opened; a fault of the system is thrown on. */
function failed(error: unknown, path: string): Finding {
  const code = String((error as { code?: unknown }).code);
  const said = readable(error, path);
  if (code === 'conflict') {
    const { message, hint } = said as PlError;
    return { code: 'newer', message, rows: null, todo: hint ?? PUT_BACK };
  }
  if (code.startsWith('SQLITE_CORRUPT')) return spoilt('damaged', 'the file is damaged');
  if (code.startsWith('SQLITE_NOTADB')) return spoilt('not_a_gradebook', 'it is no SQLite file');
  if (code === 'unreadable' || code === 'SQLITE_ERROR')
    return spoilt('not_a_gradebook', `it is not a gradebook of pl (${(said as Error).message})`);
  throw said;
}
