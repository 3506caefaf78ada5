/** Cells as a spreadsheet puts them on the clipboard: tabs between them, one row a line. */

/** One row; `line` is the line (1-based) of the pasted text where it starts. */
export interface Row {
  readonly line: number;
  /** Without blanks around them. */
  readonly cells: readonly string[];
}

/** The rows of a text that was copied out of a spreadsheet; null when some line has no cells: then it is words. */
export function sheetRows(text: string): Row[] | null {
  const rows = rowsOf(text);
  return rows.length > 0 && rows.every(({ cells }) => cells.length > 1) ? rows : null;
}

/** One cell and what ends it. A cell in quotes may hold tabs and line ends; any other quote is a letter. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;

/** The rows in which there is anything. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let [line, start] = [1, 1];
  let cells: string[] = [];
  for (const [whole, quoted, bare, end] of text.matchAll(CELL)) {
    cells.push((quoted?.replaceAll('""', '"') ?? bare ?? '').replace(/\s+/g, ' ').trim());
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === '\t') continue;
    if (cells.some((cell) => cell !== '')) rows.push({ line: start, cells });
    [cells, start] = [[], line];
  }
  return rows;
}

/** The lines in which there is anything, each with its words as cells. */
export function lineRows(text: string): Row[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const words = line.split(/\s+/).filter((word) => word !== '');
    return words.length === 0 ? [] : [{ line: index + 1, cells: words }];
  });
}
