import { describe, expect, it } from 'vitest';
import { columnMeanings } from '../../src/formats/column-meanings.js';
import { openTable, wholeTable } from '../../src/formats/table.js';

const read = (content: string) =>
  wholeTable(openTable([Buffer.from(content)], 'roster.csv', { meanings: columnMeanings }));

/** Rows as `cell|cell`. */
const rows = (content: string) => read(content).table?.rows.map(({ cells }) => cells.join('|'));

/** Problems as `line code field`. */
const problems = (content: string) =>
  read(content).problems.map(({ line, code, field }) => `${line} ${code} ${field}`);

const HEADER = 'student_id,first,last,section,grade,email,state_id';

describe('cells that say nothing', () => {
  it.each([
    'NULL',
    '#N/A',
    '#REF!',
    '#VALUE!',
    '#NAME?',
    '#DIV/0!',
    'N/A',
    '(null)',
    '#NV',
    'NaN',
  ])('are an error in an id and in a name: %s', (word) => {
    const content = `${HEADER}\n${word},Ana,Osei,7A,7,,\n2,Bo,${word},7A,7,,\n3,Cy,Li,7A,7,,\n`;
    expect(rows(content)).toEqual(['3|Cy|Li|7A|7||']);
    expect(problems(content)).toEqual(['2 error_cell student_id', '3 error_cell last']);
  });

  it.each([
    'NULL',
    '#N/A',
    '#REF!',
    'N/A',
    'None',
    'none',
    '(null)',
    'nan',
  ])('are blank elsewhere, with a warning a column: %s', (word) => {
    const content = `${HEADER}\n1,Ana,Osei,${word},${word},${word},${word}\n2,Bo,Li,${word},7,,\n`;
    expect(rows(content)).toEqual(['1|Ana|Osei||||', '2|Bo|Li||7||']);
    expect(problems(content)).toEqual([
      '2 empty_word section',
      '2 empty_word grade',
      '2 empty_word email',
      '2 empty_word state_id',
    ]);
    expect(read(content).problems[0]).toMatchObject({
      message: /lines 2, 3$/,
      severity: 'warning',
    });
  });

  it('are names where people are called so', () => {
    const content = `${HEADER}\n1,Nan,Null,7A,7,,\n2,None,Na,7A,7,,\n`;
    expect(rows(content)).toHaveLength(2);
    expect(problems(content)).toEqual([]);
  });

  it('are what they are in a statement, unless a formula failed', () => {
    expect(problems('code,statement\nA,NULL\nB,#REF!\n#N/A,x\n')).toEqual([
      '3 error_cell statement',
      '4 error_cell code',
    ]);
  });

  it('are left to those who read scores', () => {
    const content = 'student_id,competency,score\n1,rp.1,N/A\n2,rp.1,#N/A\n';
    expect(rows(content)).toEqual(['1|rp.1|N/A', '2|rp.1|#N/A']);
    expect(problems(content)).toEqual([]);
  });
});

describe('other cells that a program changed', () => {
  it('is an error where a name holds other rows, or an id another line', () => {
    const swallowed = `${HEADER}\n1,"Ana,Osei\n2,Bo",Li,7A,7,,\n`;
    expect(problems(swallowed)).toEqual(['2 line_break first']);
    expect(problems(`${HEADER}\n"2\n3",Bo,Li,7A,7,,\n`)).toEqual(['2 line_break student_id']);
    expect(problems(`${HEADER}\n1,"Ana\nB",Osei,"7\nA",7,,\n"2\n",Bo,Li,7A,7,,\n`)).toEqual([]);
  });

  it.each([
    '3-Apr',
    '6-May',
    'Mar-04',
    '03. Apr',
    '2026-04-03',
    '3-Dez',
  ])('is a warning where a code became a day: %s', (day) => {
    const content = `${HEADER}\n1,April,May,${day},${day},,\n${day},Bo,Li,7A,7,,\n`;
    expect(rows(content)).toHaveLength(2);
    expect(problems(content)).toEqual([
      '3 looks_like_date student_id',
      '2 looks_like_date section',
      '2 looks_like_date grade',
    ]);
  });

  it.each(['7-A', 'April', '3-4', 'Sep', '6-Mat', 'D-12'])('is none: %s', (code) => {
    expect(problems(`${HEADER}\n1,Ana,Osei,${code},7,,\n`)).toEqual([]);
  });
});

describe('a name that lost letters on the way', () => {
  it.each([
    'Garc?a',
    'Jos?',
    '?lvaro',
    'Jos\u00c3\u00a9',
    '\u00c3\u0089va',
    '\u00c3\u0153mit',
    'Fran\u00c3\u00a7oise-Am\u00c3\u00a9lie',
    'O\u00e2\u20ac\u2122Neil',
  ])('is kept, with a warning that does not repeat it: %s', (name) => {
    const content = `${HEADER}\n1,${name},Osei,7A,7,,\n2,Bo,Li,7A,7,,\n`;
    expect(rows(content)).toEqual([`1|${name}|Osei|7A|7||`, '2|Bo|Li|7A|7||']);
    expect(problems(content)).toEqual(['2 damaged_name first']);
    expect(read(content).problems[0]?.message).not.toContain(name);
  });

  it.each([
    'Jos\u00e9',
    '\u00c5sa',
    '\u00c4nne',
    'Jo\u00c3o',
    'S\u00c3O',
    '\u00c2ngela',
    'C\u00c5\u0160A',
    '?',
    'Zo\u00eb ?',
  ])('is not one with letters of its own: %s', (name) => {
    expect(problems(`${HEADER}\n1,${name},Osei,7A,7,,\n`)).toEqual([]);
  });
});
