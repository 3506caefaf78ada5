import { describe, expect, it } from 'vitest';
import { lineRows, sheetRows } from '../../../src/core/entering/cells.js';

describe('cells of a sheet', () => {
  it('stand between tabs, each row with its line', () => {
    expect(sheetRows('Ana\t3\r\n\r\n Ben \t\r\n')).toEqual([
      { line: 1, cells: ['Ana', '3'] },
      { line: 3, cells: ['Ben', ''] },
    ]);
  });

  it('in quotes may hold tabs, quotes and line ends', () => {
    expect(sheetRows('Ana\t"a\tb ""c""\nd"\nBen\t2')).toEqual([
      { line: 1, cells: ['Ana', 'a b "c" d'] },
      { line: 3, cells: ['Ben', '2'] },
    ]);
  });

  it('may have quotes as letters', () => {
    expect(sheetRows('Ana\t3"\nBen\t"so" he said\nCleo\t"')).toEqual([
      { line: 1, cells: ['Ana', '3"'] },
      { line: 2, cells: ['Ben', '"so" he said'] },
      { line: 3, cells: ['Cleo', '"'] },
    ]);
  });

  it('are none where a line has no tab', () => {
    expect(sheetRows('ana rp.1 3\nben\trp.1\t3')).toBeNull();
    expect(sheetRows('')).toBeNull();
  });
});

it('words of a line stand between blanks of any kind', () => {
  expect(lineRows('\n  ana\trp.1   3 \r\n\nben rp.1 2')).toEqual([
    { line: 2, cells: ['ana', 'rp.1', '3'] },
    { line: 4, cells: ['ben', 'rp.1', '2'] },
  ]);
});
