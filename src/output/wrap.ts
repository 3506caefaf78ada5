/** Long sentences on several lines, so that a terminal does not cut words in two. */
import { width } from './width.js';

/**
 * `text` in lines of at most `columns` (Infinity: one line), broken between words; a word that is longer
 * has a line of its own. At least one line. `columnsOf` says how many a text takes.
 */
export function wrapped(text: string, columns: number, columnsOf = width): string[] {
  if (columnsOf(text) <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** `text` wrapped to `columns`, each line after the first begun with `indent` blanks. */
export function hanging(
  text: string,
  columns: number,
  indent: number,
  columnsOf = width,
): string[] {
  const [first = '', ...rest] = wrapped(text, columns - indent, columnsOf);
  return [first, ...rest.map((line) => ' '.repeat(indent) + line)];
}
