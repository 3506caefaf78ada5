/** Lines drawn by cli-table3, the frame taken away and its measuring put right. */
import { fitted, width } from './width.js';

export const COLUMN_GAP = '  ';

/**
 * A function that draws rows of cells as lines, one a row, cells cut to the widths and padded.
 * Columns stand `COLUMN_GAP` apart; no line ends in white space. Rows whose cells are as wide as each
 * other's look alike but for the text: each such shape is drawn once, and the texts take their places.
 */
export async function drawing(
  columns: readonly { readonly align?: 'left' | 'right' }[],
  widths: readonly number[],
): Promise<(rows: readonly (readonly string[])[]) => string[]> {
  // Not on the path of commands that print a sentence: loading it takes as long as their work.
  const { default: Table } = await import('cli-table3');
  const layout = {
    chars: BARE,
    colWidths: [...widths],
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  };
  const drawn = new Map<string, string>();
  const drawShapes = (shapes: readonly string[]) => {
    const table = new Table(layout);
    for (const shape of shapes)
      table.push(shape.split(' ').map((each) => STAND_IN.repeat(Number(each))));
    const lines = table.toString().split('\n');
    for (const [index, shape] of shapes.entries()) drawn.set(shape, lines[index] ?? '');
  };
  return (rows) => {
    if (drawn.size > REMEMBERED) drawn.clear();
    const cells = rows.map((row) => row.map((cell, index) => fitted(cell, widths[index] ?? 0)));
    const shapes = cells.map((row) => row.map(width).join(' '));
    const unknown = [...new Set(shapes)].filter((shape) => !drawn.has(shape));
    if (unknown.length > 0) drawShapes(unknown);
    return cells.map((row, index) => filled(drawn.get(shapes[index] ?? '') ?? '', row));
  };
}

/** The line of a shape with the texts of a row in their places. */
function filled(shape: string, row: readonly string[]): string {
  const texts = row.filter((text) => width(text) > 0);
  let next = 0;
  return shape.replace(STAND_INS, () => texts[next++] ?? '').trimEnd();
}

/** So many shapes are kept; few tables have more. */
const REMEMBERED = 10_000;

/**
 * cli-table3 measures text by tables of 2019, wrongly for Thai or a new emoji: it is given as many
 * of this private character as we count columns.
 */
const STAND_IN = '\ue000';
const STAND_INS = /\ue000+/g;

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: COLUMN_GAP,
};
