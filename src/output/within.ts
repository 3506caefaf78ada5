/** Lines for a terminal broken between words: the terminal itself breaks them within. */
import { width } from './width.js';
import { hanging } from './wrap.js';

/**
 * `page` with lines of at most `columns`, what follows of a longer one indented by two more than it. Colours
 * take no columns. A command to be typed stays in one piece, as does a word that is longer than a line.
 */
export function within(page: string, columns: number): string {
  if (columns === Number.POSITIVE_INFINITY) return page;
  return page
    .split('\n')
    .map((line) => broken(line, columns))
    .join('\n');
}

function broken(line: string, columns: number): string {
  if (columnsOf(line) <= columns || COMMAND.test(line)) return line;
  const text = line.trimStart();
  const indent = line.length - text.length;
  const lines = hanging(text, columns - indent, 2, columnsOf);
  return lines.map((one) => ' '.repeat(indent) + one).join('\n');
}

const columnsOf = (text: string) => width(text.replace(COLOURS, ''));

const COLOURS = new RegExp(`${'\u001b'}\\[[0-9;]*m`, 'g');

const COMMAND = /^ *(?:try: |next: )?pl /;
