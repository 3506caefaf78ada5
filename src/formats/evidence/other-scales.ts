/** Whether an outcome of Canvas is on the scale of its competency: both call it mastered at the same score. */
import type { Problem } from '../../core/errors.js';
import { numberCell } from '../decimals.js';
import type { EvidenceOptions } from '../native/evidence.js';
import type { TableHead, TableRow } from '../table.js';
import type { ScoreColumn } from './scores.js';

export interface OtherScales {
  /** Whether mastery begins where the cell at `mastery` (0-based) says; a blank one says nothing. */
  readonly isSame: (row: TableRow, column: ScoreColumn, mastery: number) => boolean;
  /** One error for each column on another scale, after the last row. */
  readonly problems: () => readonly Problem[];
}

export function otherScales(
  table: TableHead,
  { masteryOf }: Pick<EvidenceOptions, 'masteryOf'>,
): OtherScales {
  const number = numberCell(table);
  const known = new Map<string, boolean>();
  const problems = new Map<string, Problem>();
  return {
    isSame: ({ line, cells }, { header, competencies }, mastery) => {
      const points = (cells[mastery] ?? '').trim();
      const key = `${header}\n${points}`;
      const before = known.get(key);
      if (points === '' || before === true) return true;
      if (before === false) return false;
      const off = competencies.find(({ code, framework }) => {
        const begins = masteryOf(code, framework);
        return begins.length > 0 && !begins.includes(Number(number(points)));
      });
      known.set(key, off === undefined);
      if (off !== undefined && !problems.has(header)) {
        const begins = masteryOf(off.code, off.framework)[0];
        const said = Number.isFinite(Number(number(points)))
          ? `${points} points`
          : 'what is no number';
        const message = `this outcome is mastered at ${said} and "${off.code}" at ${begins}: it is on another scale; --out-of POINTS says its highest rating, and its scores are carried as a share of it`;
        const field = table.headers[mastery] ?? header;
        const { file } = table;
        problems.set(header, {
          file,
          line,
          field,
          code: 'other_scale',
          severity: 'error',
          message,
        });
      }
      return off === undefined;
    },
    problems: () => [...problems.values()],
  };
}
