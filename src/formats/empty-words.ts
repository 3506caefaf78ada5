/**
 * Cells that say nothing although they are not blank, as databases and spreadsheets write them (NULL,
 * #N/A), and cells of which a spreadsheet has made a day: what they would mean where they stand.
 */
import type { Problem } from '../core/errors.js';
import { faultProblem } from './fault.js';
import type { TableRow } from './grammar.js';
import { linesOf } from './row-lengths.js';

/**
 * What stands in a column: the `id` by which somebody or something is known, a `name`, a `text` that
 * may say anything, or something that may be blank (`code`: a short one, of which a spreadsheet may
 * make a day).
 */
export type Meaning = 'id' | 'name' | 'text' | 'code' | 'other';

/** The meaning of each column by its header; null: its cells are taken as they are. */
export type Meanings = (headers: readonly string[]) => readonly (Meaning | null)[];

export interface CellCheck {
  /** The row, with blanks for words that say nothing; null: it is an error, and a problem says so. */
  readonly row: (row: TableRow) => TableRow | null;
  /** What is to be said once for a whole column, when all rows were seen. */
  readonly end: () => void;
}

/** Checks the rows of a file; what is wrong is added to `problems`. */
export function cellCheck(
  file: string,
  headers: readonly string[],
  meanings: Meanings,
  problems: Problem[],
): CellCheck {
  const columns = meanings(headers).flatMap((meaning, index): Column[] => {
    if (meaning === null) return [];
    return [{ meaning, index, header: headers[index] ?? '', blank: [], days: [], damaged: [] }];
  });
  return {
    row: (row) => {
      let cells: string[] | null = null;
      for (const column of columns) {
        const cell = row.cells[column.index] ?? '';
        if (cell === '') continue;
        const found = findingOf(cell, column.meaning);
        if (found === null) continue;
        if (found === 'day') column.days.push(row);
        else if (found === 'damaged') column.damaged.push(row);
        else if (found === 'blank') {
          column.blank.push(row);
          cells ??= [...row.cells];
          cells[column.index] = '';
        } else {
          problems.push(faultProblem(file, { line: row.line, ...found }, column.header));
          return null;
        }
      }
      return cells === null ? row : { ...row, cells };
    },
    end: () => {
      for (const column of columns) problems.push(...told(file, column));
    },
  };
}

interface Column {
  readonly meaning: Meaning;
  readonly index: number;
  readonly header: string;
  readonly blank: { readonly line: number }[];
  readonly days: { readonly line: number }[];
  readonly damaged: { readonly line: number }[];
}

/** A cell in which a program says that it has no value. Null and None are names of people. */
const NO_VALUE =
  /^(#(N\/?[AVD]|[A-Z\u00c0-\u00dd0-9/]+[!?])|[Nn]\/[Aa]|\((null|NULL)\)|NULL|NaN|<NA>)$/;

/** The same where no name can stand. */
const NOTHING = /^(none|nan|null)$/i;

const MONTH =
  '(jan|feb|m(ar|\u00e4r|rz)|apr|ma[iy]|ju[nl]|aug|sept?|o[ck]t|nov|de[cz])[a-z]{0,1}\\.?';
const DAY = new RegExp(
  `^(\\d{1,2}[-. ]{1,2}${MONTH}|${MONTH}[- ]\\d{2}|\\d{4}-\\d{2}-\\d{2})$`,
  'i',
);

/** "Garc?a", and "JosÃ©": a program could not write a letter, or read UTF-8 as Windows-1252. */
const DAMAGED =
  /\p{L}\?|\?\p{L}|[\u00c2-\u00c5][\u0080-\u00bf\u2013-\u203a\u20ac\u2122\u02c6\u02dc]|\u00e2\u20ac|\u00c3[\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]/u;

const ERROR_CELL = {
  code: 'error_cell',
  message: 'this cell says that there is no value (NULL, #N/A or the like), and it must have one',
};
const LINE_BREAK = {
  code: 'line_break',
  message: 'a line ends within this cell, as if it held other rows: is a quote too much?',
};

/** Several cells of several rows in one: a quote before them was never meant. */
const isSwallowed = (cell: string) => /[\r\n]/.test(cell) && /[,;\t|]/.test(cell);

/** What a cell of another column than names must have for anything to be wrong with it: most have not. */
const SUSPECT = /[\r\n#(<.\- ]|^n/i;

/** What is wrong with a cell; null: nothing. */
function findingOf(
  cell: string,
  meaning: Meaning,
): 'blank' | 'day' | 'damaged' | { readonly code: string; readonly message: string } | null {
  if (meaning !== 'name' && !SUSPECT.test(cell)) return null;
  const isWho = meaning === 'id' || meaning === 'name';
  if (meaning === 'id' && /[\r\n]/.test(cell)) return LINE_BREAK;
  if (meaning === 'name' && isSwallowed(cell)) return LINE_BREAK;
  if (meaning === 'name' && DAMAGED.test(cell) && !NO_VALUE.test(cell)) return 'damaged';
  if (cell.length > LONGEST) return null;
  if (meaning === 'text') return cell.startsWith('#') && NO_VALUE.test(cell) ? ERROR_CELL : null;
  if (NO_VALUE.test(cell)) return isWho ? ERROR_CELL : 'blank';
  if (meaning === 'name') return null;
  if (NOTHING.test(cell)) return isWho ? ERROR_CELL : 'blank';
  return meaning !== 'other' && DAY.test(cell) ? 'day' : null;
}

const LONGEST = 12;

function told(file: string, { header, blank, days, damaged }: Column): Problem[] {
  const kinds = [
    { rows: blank, ...EMPTY_WORD },
    { rows: days, ...LOOKS_LIKE_DATE },
    { rows: damaged, ...DAMAGED_NAME },
  ];
  return kinds.flatMap(({ rows, code, message }): Problem[] => {
    const line = rows[0]?.line;
    if (line === undefined) return [];
    const said = `${message}: ${linesOf(rows)}`;
    return [{ file, line, field: header, code, severity: 'warning', message: said }];
  });
}

const EMPTY_WORD = {
  code: 'empty_word',
  message: 'taken to be blank, as a word such as NULL or #N/A says so',
};
const LOOKS_LIKE_DATE = {
  code: 'looks_like_date',
  message:
    'reads like a day, as a spreadsheet makes one of 3-4: compare it with what the school has',
};
const DAMAGED_NAME = {
  code: 'damaged_name',
  message:
    'reads as if letters were lost on the way here ("?" or "\u00c3" in a name): compare it with what the school has',
};
