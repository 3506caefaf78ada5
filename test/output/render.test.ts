import { describe, expect, it } from 'vitest';
import { painter } from '../../src/output/colour.js';
import { type Column, render } from '../../src/output/render.js';

interface Standing {
  readonly id: string;
  readonly score: number | null;
  readonly overridden: boolean;
}

const ROWS: readonly Standing[] = [
  { id: '07', score: 2.5, overridden: false },
  { id: '=8', score: null, overridden: true },
];

const COLUMNS: readonly Column<Standing>[] = [
  { key: 'student_id', title: 'id', value: ({ id }) => id },
  { key: 'score', title: 'score', align: 'right', value: ({ score }) => score },
  {
    key: 'overridden',
    title: 'by',
    value: ({ overridden }) => overridden,
    text: ({ overridden }) => (overridden ? 'teacher' : ''),
  },
];

const shown = (format: 'table' | 'csv' | 'json', rows = ROWS, more = {}) =>
  render(rows, COLUMNS, format, { width: 80, colour: false, ...more });

describe('render', () => {
  it('shows a table', async () => {
    expect(await shown('table')).toBe(
      'id  score  by\n──  ─────  ───────\n07    2.5\n=8         teacher\n',
    );
  });

  it('writes CSV', async () => {
    expect(await shown('csv')).toBe("student_id,score,overridden\r\n07,2.5,false\r\n'=8,,true\r\n");
    expect(await shown('csv', [], { bom: true })).toBe('\ufeffstudent_id,score,overridden\r\n');
    expect(await shown('csv', ROWS, { guard: false })).toContain('\r\n=8,');
  });

  it('writes JSON with every key, in order', async () => {
    const text = await shown('json');
    expect(JSON.parse(text)).toEqual([
      { student_id: '07', score: 2.5, overridden: false },
      { student_id: '=8', score: null, overridden: true },
    ]);
    expect(text.indexOf('student_id')).toBeLessThan(text.indexOf('score'));
    expect(await shown('json', [])).toBe('[]\n');
  });
});

describe('painter', () => {
  it('paints or leaves alone', async () => {
    const { green } = await painter(true);
    expect(['met'].map(green)[0]).toBe('\u001b[32mmet\u001b[39m');
    for (const paint of Object.values(await painter(false))) expect(paint('met')).toBe('met');
  });
});
