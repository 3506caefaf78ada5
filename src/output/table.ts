/** Tables for people: a header, a thin rule, the rows; two spaces between columns, no frame. */
import { painter } from './colour.js';
import { COLUMN_GAP, drawing } from './drawing.js';
import { visible } from './safe.js';
import { width } from './width.js';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** What is cut would be another thing, such as a code: all other columns give way before it. */
  readonly whole?: boolean;
}

export interface TableOptions {
  /** Columns of the terminal; Infinity where nothing limits a line. */
  readonly width: number;
  readonly colour: boolean;
}

/**
 * The table, each line ended by LF. A line fits the width as long as every column can keep one
 * character: the last column is cut first (`…`), then the widest, those that stay `whole` after all
 * others. Rows shorter than the columns are filled up.
 */
export async function tableText(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): Promise<string> {
  if (columns.length === 0) return '';
  const titles = columns.map(({ title }) => visible(title));
  const cells = rows.map((row) => columns.map((_, index) => visible(row[index] ?? '')));
  const widths = squeezed(
    naturalWidths([titles, ...cells]),
    options.width,
    columns.map(({ whole }) => whole === true),
  );
  const { bold, dim } = await painter(options.colour);
  const draw = await drawing(columns, widths);
  const body = blocksOf(cells, BLOCK).flatMap(draw);
  const rule = widths.map((each) => '─'.repeat(each)).join(COLUMN_GAP);
  const lines = [...draw([titles]).map(bold), dim(rule), ...body];
  return `${lines.join('\n')}\n`;
}

/** cli-table3's time grows with the square of the rows: 20,000 took 27 s in one piece, 2 s so. */
const BLOCK = 50;
/** Narrower than this the last column says nothing any more, and others give way too. */
const LAST_AT_LEAST = 12;

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 1, width(cell));
    });
  }
  return widths;
}

/** The widths made to fit `line`: first the last one gives way, then the widest, column by column. */
function squeezed(natural: readonly number[], line: number, isWhole: readonly boolean[]): number[] {
  const widths = [...natural];
  const last = widths.length - 1;
  let surplus = widths.reduce((sum, each) => sum + each, 0) + COLUMN_GAP.length * last - line;
  const give = (index: number, columns: number) => {
    widths[index] = (widths[index] ?? 0) - columns;
    surplus -= columns;
  };
  const spare = Math.max(0, (widths[last] ?? 0) - LAST_AT_LEAST);
  if (surplus > 0) give(last, Math.min(surplus, spare));
  while (surplus > 0) {
    const widest = widestOf(widths, (index) => isWhole[index] !== true) ?? widestOf(widths);
    if (widest === null) break;
    give(widest, 1);
  }
  return widths;
}

/** The place of the widest of those that may still give way; null: none may. */
function widestOf(
  widths: readonly number[],
  mayGive: (index: number) => boolean = () => true,
): number | null {
  const most = Math.max(...widths.filter((_, index) => mayGive(index)));
  return most <= 1 ? null : widths.findIndex((each, index) => each === most && mayGive(index));
}

function blocksOf<Row>(rows: readonly Row[], size: number): Row[][] {
  const blocks: Row[][] = [];
  for (let at = 0; at < rows.length; at += size) blocks.push(rows.slice(at, at + size));
  return blocks;
}
