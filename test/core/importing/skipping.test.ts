import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/errors.js';
import { isError, planned } from '../../../src/core/importing/skipping.js';
import { planStandards } from '../../../src/core/importing/standards.js';
import { gradebook } from '../../support/book.js';
import { standardsFile } from './files.js';
import { ledgerOf } from './tree.js';

const problem = (line: number, severity: Problem['severity']): Problem => ({
  file: 'a.csv',
  line,
  field: null,
  code: 'odd',
  severity,
  message: 'odd',
});

interface Row {
  readonly line: number;
  readonly needs: number | null;
}

/** A row is bad at line 13, or when the row that it needs is not there; line 3 is odd. */
const plan = (rows: readonly Row[], partial: boolean) => ({
  lines: rows.map(({ line }) => line),
  partial,
  problems: rows.flatMap(({ line, needs }) => {
    if (line === 3) return [problem(line, 'warning')];
    const misses = needs !== null && !rows.some((row) => row.line === needs);
    return line === 13 || misses ? [problem(line, 'error')] : [];
  }),
});
const row = (line: number, needs: number | null = null) => ({ line, needs });
const linesOf = (problems: readonly Problem[]) => problems.map(({ line }) => line);

describe('leaving bad rows out', () => {
  it('is done only when asked; counted are the good ones either way', () => {
    const found = planned([row(2), row(13)], false, plan);
    expect(found.left).toBe(0);
    expect(found.plan).toMatchObject({ lines: [2], partial: true });
    expect(linesOf(found.problems)).toEqual([13]);
  });

  it('changes nothing about a good file', () => {
    const found = planned([row(2), row(3)], true, plan);
    expect(found.left).toBe(0);
    expect(found.plan).toMatchObject({ lines: [2, 3], partial: false });
    expect(linesOf(found.problems)).toEqual([3]);
  });

  it('plans what is left, says that rows are missing, and keeps what was said', () => {
    const found = planned([row(2), row(3), row(13)], true, plan);
    expect(found.left).toBe(1);
    expect(found.plan).toMatchObject({ lines: [2, 3], partial: true, problems: [{ line: 3 }] });
    expect(linesOf(found.problems)).toEqual([3, 13]);
    expect(found.problems.filter(isError)).toHaveLength(1);
  });

  it('leaves out what rested on a row that was left out', () => {
    const found = planned([row(2), row(5, 13), row(6, 5), row(13)], true, plan);
    expect(found.left).toBe(3);
    expect(found.plan.lines).toEqual([2]);
    expect(linesOf(found.problems)).toEqual([5, 6, 13]);
  });

  it('stops where leaving rows out does not help', () => {
    const found = planned([row(2)], true, () => ({ problems: [problem(1, 'error')] }));
    expect(found.left).toBe(0);
    expect(linesOf(found.problems)).toEqual([1]);
  });

  it('takes the children of a bad row with it', () => {
    const { source, records } = standardsFile(`
      code | statement | parent
      a | A |
      b | | a
      c | C | b
      d | D | a`);
    const options = {
      framework: 'Math',
      makeHeadings: false,
      speaksOfParents: true,
      speaksOfRequires: false,
    };
    const ledger = ledgerOf(gradebook(''));
    const found = planned(records, true, (rows) => planStandards(source, rows, ledger, options));
    expect(found.left).toBe(2);
    expect(found.plan.competencies.map(({ facts }) => facts.code)).toEqual(['a', 'd']);
    expect(found.problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '3 missing_statement',
      '4 unknown_parent',
    ]);
  });
});

it('leaves out more rows than fit the arguments of a call', () => {
  const bad = Array.from({ length: 200_000 }, (_, index) => ({ line: index + 1 }));
  const plan = (rows: readonly { readonly line: number }[]) => ({
    problems: rows.map(({ line }) => problem(line, 'error')),
  });
  expect(planned(bad, true, plan)).toMatchObject({ left: 200_000, plan: { problems: [] } });
});
