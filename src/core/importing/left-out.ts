/**
 * What a sheet of scores holds that is no score, counted so that each is named once: words such as
 * absent, missing or excused (unknown is never failure), and notes beside no score.
 */
import type { Problem } from '../errors.js';

const WORDS = new Set(
  [
    ['-', '--', '\u2013', '\u2014', '.', '?', 'n/a', 'na', '#n/a', 'none'],
    ['absent', 'abs', 'ab', 'm', 'mi', 'missing', 'late', 'inc', 'incomplete'],
    [
      'ex',
      'exc',
      'excused',
      'exempt',
      'ie',
      'insufficient evidence',
      'no evidence',
      'not assessed',
    ],
  ].flat(),
);

/** Whether a cell is a word for no score; `isLevel` has the last word, for a scale may have a level "M". */
export function isNoScore(cell: string, isLevel: (word: string) => boolean): boolean {
  return !/^\d/.test(cell) && WORDS.has(cell.toLowerCase()) && !isLevel(cell);
}

export interface LeftOut {
  /** A cell that says a word and no score. */
  readonly word: (line: number, header: string, cell: string) => void;
  /** A note in a row of a wide sheet that has no score. */
  readonly note: (line: number, header: string) => void;
  /** One warning a word and column, then counting starts anew. */
  readonly problems: (file: string) => Problem[];
}

interface Count {
  /** The first line. */
  readonly line: number;
  readonly field: string;
  readonly code: string;
  readonly message: (count: number) => string;
  cells: number;
}

export function leftOut(): LeftOut {
  const counts = new Map<string, Count>();
  const count = (key: string, first: Omit<Count, 'cells'>) => {
    const known = counts.get(key) ?? { ...first, cells: 0 };
    known.cells++;
    counts.set(key, known);
  };
  return {
    word: (line, field, cell) => {
      const word = cell.toLowerCase();
      const message = (cells: number) =>
        `${cells === 1 ? '1 cell says' : `${cells} cells say`} "${word}", which is no score: left out`;
      count(`${field}\n${word}`, { line, field, code: 'not_a_score', message });
    },
    note: (line, field) => {
      const message = (rows: number) =>
        `${rows === 1 ? '1 row has' : `${rows} rows have`} a note and no score: left out ("pl note" keeps words alone)`;
      count(field, { line, field, code: 'note_alone', message });
    },
    problems: (file) => {
      const problems = [...counts.values()].map(
        ({ line, field, code, message, cells }): Problem => {
          return { file, line, field, code, severity: 'warning', message: message(cells) };
        },
      );
      counts.clear();
      return problems;
    },
  };
}
