/** Names of files that tell of somebody who stays behind: they are left out of a part of a gradebook. */
import { folded } from '../../core/names.js';
import type { Gradebook } from '../open.js';

/**
 * Fills `telling` with the names of files in which a word is part of a name, or an id, of `others`: of
 * files that were imported, and of report cards.
 */
export function chooseTelling({ db }: Gradebook): void {
  const files = db
    .prepare(
      `SELECT file FROM main.entries WHERE file IS NOT NULL
       UNION SELECT form ->> '$.manifest.file' FROM main.report_cards
       WHERE form ->> '$.manifest.file' IS NOT NULL`,
    )
    .pluck()
    .all() as string[];
  const theirs = new Set<string>();
  for (const name of db.prepare('SELECT name FROM others').pluck().iterate() as Iterable<string>)
    for (const word of wordsOf(name)) theirs.add(word);
  const tells = files.filter((file) => wordsOf(file).some((word) => theirs.has(word)));
  db.prepare('INSERT INTO telling SELECT value FROM json_each(?)').run(JSON.stringify(tells));
}

/** The words of a text, and what hangs together in it by hyphens and the like, as an id may. */
function wordsOf(text: string): string[] {
  const plain = folded(text);
  return [...plain.split(/[^\p{L}\p{N}]+/u), ...plain.split(/[\s.,;()]+/)].filter(
    (word) => word.length > 1,
  );
}
