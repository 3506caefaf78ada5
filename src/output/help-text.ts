/** The texts below a command's flags, as wide as the terminal: sentences, lists of words, commands. */
import { hanging } from './wrap.js';

/**
 * `text` with no line over `columns`, where it can be helped: sentences are wrapped as one paragraph, the
 * right side of a list under itself. Commands stay as they are, for whoever copies them.
 */
export function fittedHelp(text: string, columns: number): string {
  return paragraphs(text.split('\n'))
    .flatMap((lines) => fitted(lines, columns))
    .join('\n');
}

/** Lines that are read as one: sentences of one indentation, one below the other. */
function paragraphs(lines: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    const above = last?.[0];
    if (
      above !== undefined &&
      isSentence(above) &&
      isSentence(line) &&
      indentOf(above) === indentOf(line)
    )
      last?.push(line);
    else found.push([line]);
  }
  return found;
}

function fitted(lines: readonly string[], columns: number): readonly string[] {
  const [first = ''] = lines;
  if (lines.every((line) => line.length <= columns) || isCommand(first)) return lines;
  const indent = LIST.exec(first)?.[0].length ?? indentOf(first);
  if (columns - indent < NARROW) return lines;
  const text = [first.slice(indent), ...lines.slice(1).map((line) => line.trim())].join(' ');
  const [begun = '', ...rest] = hanging(text, columns, indent);
  return [first.slice(0, indent) + begun, ...rest];
}

/** Narrower than this a column is harder to read than a line that is too long. */
const NARROW = 20;

/** A line of a list up to its right side: two blanks or more stand between. */
const LIST = /^ *\S+(?: \S+)* {2,}(?=\S)/;

const isCommand = (line: string) => /^ *(?:\S+ \| )?pl /.test(line);

const isSentence = (line: string) => line.trim() !== '' && !isCommand(line) && !LIST.test(line);

const indentOf = (line: string) => line.length - line.trimStart().length;
