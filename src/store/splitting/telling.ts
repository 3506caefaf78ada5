/** Words that tell of somebody who stays behind, where no column says whose they are: they are left out of a part. */
import { folded } from '../../core/names.js';
import type { Gradebook } from '../open.js';

/**
 * Of what students are `called`, fills `telling` with the names of files (that were imported, and of report cards)
 * in which a word is one of somebody who stays behind, and `peers` with what pieces of the kind `peer` call
 * somebody who stays behind and nobody who goes along.
 */
export function chooseTelling(book: Gradebook): void {
  const { db } = book;
  const [theirs, ours] = [calledBy(book, true), calledBy(book, false)];
  const files = textsIn(
    book,
    `SELECT file FROM main.entries WHERE file IS NOT NULL
     UNION SELECT form ->> '$.manifest.file' FROM main.report_cards
     WHERE form ->> '$.manifest.file' IS NOT NULL`,
  ).filter((file) => wordsOf(file).some((word) => theirs.words.has(word)));
  const peers = textsIn(
    book,
    `SELECT by FROM main.evidence WHERE kind = 'peer' AND by IS NOT NULL
     UNION SELECT fact ->> '$.by' FROM main.beside
     WHERE fact_of = 'evidence' AND fact ->> '$.kind' = 'peer' AND fact ->> '$.by' IS NOT NULL`,
  ).filter(
    (name) =>
      (theirs.names.has(nameKey(name)) && !ours.names.has(nameKey(name))) ||
      wordsOf(name).some((word) => theirs.words.has(word) && !ours.words.has(word)),
  );
  db.prepare('INSERT INTO telling SELECT value FROM json_each(?)').run(JSON.stringify(files));
  db.prepare('INSERT INTO peers SELECT value FROM json_each(?)').run(JSON.stringify(peers));
}

function textsIn({ db }: Gradebook, sql: string): string[] {
  return db.prepare(sql).pluck().all() as string[];
}

/** What students who stay behind, or go along, are called, as a whole and word by word. */
interface Called {
  readonly names: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

function calledBy({ db }: Gradebook, stays: boolean): Called {
  const all = db.prepare('SELECT name FROM called WHERE stays = ?').pluck();
  const [names, words] = [new Set<string>(), new Set<string>()];
  for (const name of all.iterate(stays ? 1 : 0) as Iterable<string>) {
    names.add(nameKey(name));
    // Others have an address of the same school.
    if (!name.includes('@')) for (const word of wordsOf(name)) words.add(word);
  }
  return { names, words };
}

/** The same for a name in whatever order its words are. */
function nameKey(name: string): string {
  return plainWords(name).sort().join(' ');
}

function plainWords(text: string): string[] {
  return folded(text).split(/[^\p{L}\p{N}]+/u);
}

/** The words of a text, and what hangs together in it by hyphens and the like, as an id may. */
function wordsOf(text: string): string[] {
  return [...plainWords(text), ...folded(text).split(/[\s.,;()]+/)].filter(
    (word) => word.length > 1,
  );
}
