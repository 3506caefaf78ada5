/**
 * The rows of a OneRoster file, kept column by column and each text that repeats once: a district has half a
 * million enrollments, which say one of few classes, roles and days.
 */
import { oneText } from '../../core/importing/texts.js';

export interface SheetRow {
  readonly line: number;
  /** `tobedeleted` and the like. */
  readonly gone: boolean;
  /** The trimmed cell of a column of the standard; '' where there is none. */
  readonly get: (column: string) => string;
}

/** Rows that are made as they are gone through. */
export interface SheetRows extends Iterable<SheetRow> {
  readonly length: number;
}

/** Rows while a file is read. */
export interface KeptRows {
  readonly count: () => number;
  readonly add: (line: number, gone: boolean, cells: readonly string[]) => void;
  /** The row at this place, from 0 on. */
  readonly at: (place: number) => SheetRow;
  /** Whether the row at this place has these cells, whatever its line. */
  readonly hasCells: (place: number, cells: readonly string[]) => boolean;
  /** All of them, once the file was read. */
  readonly all: () => SheetRows;
}

/** `width` cells a row; `indexOf` finds a column of the standard among them, null where there is none. */
export function keptRows(width: number, indexOf: (column: string) => number | null): KeptRows {
  const lines: number[] = [];
  const gone: boolean[] = [];
  const columns = Array.from({ length: width }, () => ({
    cells: [] as string[],
    one: oneText(),
  }));
  const at = (place: number): SheetRow => ({
    line: lines[place] ?? 0,
    gone: gone[place] === true,
    get: (column) => columns[indexOf(column) ?? -1]?.cells[place]?.trim() ?? '',
  });
  return {
    count: () => lines.length,
    add: (line, isGone, cells) => {
      lines.push(line);
      gone.push(isGone);
      for (const [index, column] of columns.entries())
        column.cells.push(column.one(cells[index] ?? ''));
    },
    at,
    hasCells: (place, cells) =>
      columns.every((column, index) => column.cells[place] === cells[index]),
    all: () => ({
      length: lines.length,
      *[Symbol.iterator]() {
        for (let place = 0; place < lines.length; place++) yield at(place);
      },
    }),
  };
}
