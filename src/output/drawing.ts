/** Lines drawn by cli-table3, the frame taken away and its measuring put right. */
import { fitted, isEven, width } from './width.js';

export const COLUMN_GAP = '  ';

/**
 * A function that draws rows of cells as lines, one a row, cells cut to the widths and padded.
 * Columns stand `COLUMN_GAP` apart; no line ends in white space.
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
  return (rows: readonly (readonly string[])[]): string[] => {
    const table = new Table(layout);
    const hidden: string[] = [];
    const standIn = (text: string) => {
      if (isEven(text)) return text;
      const room = STAND_IN.repeat(width(text));
      if (room !== '') hidden.push(text);
      return room;
    };
    for (const row of rows) {
      table.push(row.map((cell, index) => standIn(fitted(cell, widths[index] ?? 0))));
    }
    let next = 0;
    const drawn = table.toString().replace(/\ue000+/g, () => hidden[next++] ?? '');
    return drawn.split('\n').map((line) => line.trimEnd());
  };
}

/**
 * cli-table3 measures text by tables of 2019, wrongly for Thai or a new emoji: it is given as many
 * of this private character as we count columns, and the text takes their place afterwards.
 */
const STAND_IN = '\ue000';

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
