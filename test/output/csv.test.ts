import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRule } from '../../src/formats/between-rows.js';
import { readTable } from '../../src/formats/table.js';
import { csvPieces, csvText, type Value } from '../../src/output/csv.js';

/** The one cell of a table, as written. */
const cell = (value: Value, options = {}) => csvText(['a'], [[value]], options).slice(3, -2);

describe('csvText', () => {
  it('has a header without rows', () => {
    expect(csvText(['id', 'name'], [])).toBe('id,name\r\n');
  });

  it('writes a line a row', () => {
    expect(csvText(['id', 'met', 'score', 'ok'], [['07', 2, null, true]])).toBe(
      'id,met,score,ok\r\n07,2,,true\r\n',
    );
  });

  it('takes rows from anywhere', () => {
    const rows = function* () {
      yield ['1'];
      yield ['2'];
    };
    expect(csvText(['id'], rows())).toBe('id\r\n1\r\n2\r\n');
  });

  it('puts a byte order mark in front when asked', () => {
    expect(csvText(['id'], [], { bom: true })).toBe('\ufeffid\r\n');
  });

  it.each<[Value, string]>([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a;b', 'a;b'],
    [' a', '" a"'],
    ['a\u00a0', '"a\u00a0"'],
    ['', ''],
    [0.1, '0.1'],
    [-3, '-3'],
    [-0, '0'],
    [1234567890.5, '1234567890.5'],
    [0.0000001, '0.0000001'],
    [1.5e-9, '0.0000000015'],
    [false, 'false'],
  ])('writes %j as %s', (value, expected) => {
    expect(cell(value)).toBe(expected);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ["'=x", "''=x"],
    ["''-1", "'''-1"],
    ['-1', '-1'],
    ['+1.50', '+1.50'],
    ['-1e5', "'-1e5"],
    ['-', "'-"],
    ['=', "'="],
    ["'a", "'a"],
    ["O'Hara", "O'Hara"],
    ['a=b', 'a=b'],
  ])('guards %j as %s', (text, expected) => {
    expect(cell(text)).toBe(expected);
    expect(cell(text, { guard: false }).replaceAll('"', '')).toBe(text);
  });

  it('guards headers too', () => {
    expect(csvText(['=x'], [])).toBe("'=x\r\n");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => cell(value)).toThrow(TypeError);
  });
});

describe('what csvText writes, readTable reads', () => {
  const crumbs = fc.constantFrom(
    ...'\'=+-@\t\r\n",; 1é',
    '\u00a0',
    '\ufeff',
    '\u2028',
    'ab',
    '\r\n',
    '""',
  );
  const text = fc.oneof(
    fc.array(crumbs, { maxLength: 8 }).map((each) => each.join('')),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary-ascii' }),
  );
  // A zero byte makes a file binary, and is refused; so is a row in which a letter was lost. A row that
  // begins with a copyright sign is the foot of a page.
  const cells = fc.array(
    text.map((each) => each.replace(/[\0\ufffd\u00a9]/g, '')),
    { minLength: 3, maxLength: 3 },
  );

  const isBlank = (row: readonly string[]) => row.every((each) => each === '');

  it.each([
    false,
    true,
  ])('cell for cell, trimmed, without signs that nobody sees (byte order mark: %s)', (bom) => {
    fc.assert(
      fc.property(fc.array(cells), (rows) => {
        const written = csvText(['one', 'two', 'three'], rows, { bom });
        const read = readTable(Buffer.from(written), 'x.csv').table?.rows.map((row) => row.cells);
        const trimmed = rows.map((row) =>
          row.map((each) =>
            each
              .replace(/[\u200b\u2060\ufeff]/g, '')
              .trim()
              .normalize('NFC'),
          ),
        );
        expect(read).toEqual(trimmed.filter((row) => !isBlank(row) && !isRule(row)));
      }),
      { numRuns: 2000 },
    );
  });
});

it('comes in pieces of whole lines, one mark in front of all', () => {
  const rows = Array.from({ length: 25_000 }, (_, i) => [i, `Zoë, ${i}`]);
  const pieces = [...csvPieces(['id', 'name'], rows, { bom: true })];
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.every((piece) => piece.endsWith('\r\n'))).toBe(true);
  const lines = rows.map(([id, name]) => `${id},"${name}"\r\n`);
  expect(pieces.join('')).toBe(`\ufeffid,name\r\n${lines.join('')}`);
});
