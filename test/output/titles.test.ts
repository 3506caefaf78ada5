/** What stands beside a code, without the code again; a code is never cut in a table. */
import { expect, it } from 'vitest';
import { tableText } from '../../src/output/table.js';
import { titleBeside } from '../../src/output/titles.js';

it.each([
  ['111.26.b.1', '111.26.b.1: Explain', 'Explain'],
  ['111.26.b.1', '111.26.B.1', 'The statement'],
  ['111.26.b.1', '111.26.b.10 Explain', '111.26.b.10 Explain'],
  ['A', 'Add', 'Add'],
  ['A', 'A-level', 'A-level'],
  ['A', 'A - level', 'level'],
  ['A', 'A story', 'A story'],
  ['1', '1 metre is 100 centimetres', '1 metre is 100 centimetres'],
  ['1', '1. Measures', 'Measures'],
  ['ratios', 'Ratios', 'Ratios'],
  ['A', null, 'The statement'],
])('beside %s the label %j is %j', (code, label, said) => {
  expect(titleBeside({ code, label, statement: 'The statement' })).toBe(said);
});

it('cuts a column that is whole after all others', async () => {
  const columns = [{ title: 'Framework' }, { title: 'Code', whole: true }, { title: 'Statement' }];
  const row = ['A long framework', '    111.26.b.1.A', 'What is said of it at some length'];
  const text = await tableText(columns, [row], { width: 40, colour: false });
  expect(text).toContain('    111.26.b.1.A');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  const narrow = await tableText(columns, [row], { width: 12, colour: false });
  expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(12);
});
