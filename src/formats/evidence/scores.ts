/** The cells with scores in files of other systems: percents, words for no score, decimal commas. */
import type { Problem } from '../../core/errors.js';
import { isNoScore, leftOut } from '../../core/importing/left-out.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { NumberCell } from '../decimals.js';
import type { EvidenceOptions } from '../native/evidence.js';
import type { TableRow } from '../table.js';
import type { Named } from './code-maps.js';

/** A column of scores and the competencies that it is about. */
export interface ScoreColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly title: string;
  readonly externalId: string;
  readonly competencies: readonly Named[];
}

export interface Score {
  readonly score: string;
  /** '' where the cell does not say it. */
  readonly possible: string;
  /** `--value` says so: it is on the scale, whatever others are out of. */
  readonly isValue?: boolean;
}

/** A score of a cell; null: there is none, which is no zero. */
export type ScoreReader = (row: TableRow, index: number, header: string) => Score | null;

export interface Scores {
  readonly read: ScoreReader;
  /** What was left out, after the last row. */
  readonly problems: (file: string) => readonly Problem[];
}

export function scoresOf(
  number: NumberCell,
  { isLevel, values }: Pick<EvidenceOptions, 'isLevel' | 'values'>,
): Scores {
  const out = leftOut();
  return {
    read: ({ line, cells }, index, header) => {
      const cell = (cells[index] ?? '').trim();
      if (cell === '') return null;
      const value = values.get(cell.toLowerCase());
      if (value !== undefined) return { score: value, possible: '', isValue: true };
      if (isNoScore(cell, isLevel)) {
        out.word(line, header, cell);
        return null;
      }
      const percent = /^([\d.,]+)\s*%$/.exec(cell)?.[1];
      if (percent !== undefined) return { score: number(percent), possible: '100' };
      return { score: number(cell), possible: '' };
    },
    problems: (file) => out.problems(file),
  };
}

/** The records of one score: one on each competency. */
export function recordsOn(
  competencies: readonly Named[],
  record: EvidenceRecord,
): readonly EvidenceRecord[] {
  return competencies.map(({ code, framework }) => ({ ...record, competency: code, framework }));
}

/** Full marks of a score: what its cell says, else `otherwise`; one of `--value` is out of none. */
export function possibleOf({ possible, isValue }: Score, otherwise: string): string {
  return isValue === true ? '' : possible || otherwise;
}
