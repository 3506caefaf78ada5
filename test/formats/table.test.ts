import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/formats/table.js';

const read = (content: string | readonly number[]) =>
  readTable(
    typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content),
    'roster.csv',
  );

/** Rows as `line: cell|cell`. */
const rows = (content: string) =>
  read(content).table?.rows.map(({ line, cells }) => `${line}: ${cells.join('|')}`);

/** Problems as `line code`. */
const problems = (content: string | readonly number[]) =>
  read(content).problems.map(({ line, code }) => `${line} ${code}`);

describe('what a table is', () => {
  it('has headers, rows, and where they stand', () => {
    expect(read('id,name\n1,Ana\n')).toEqual({
      table: {
        file: 'roster.csv',
        headers: ['id', 'name'],
        headerLine: 1,
        rows: [{ line: 2, cells: ['1', 'Ana'] }],
        encoding: 'utf-8',
        delimiter: ',',
        skipped: [],
      },
      problems: [],
    });
  });

  it.each([
    ['comma', 'id,name\n1,Ana', ','],
    ['semicolon', 'id;name\n1;Ana', ';'],
    ['tab', 'id\tname\n1\tAna', '\t'],
    ['one column', 'id\n1', ','],
    ['other delimiters inside quotes', '"a;b;c;d",name\n1,Ana', ','],
    ['a comma in a semicolon file', 'id;name, given;grade\n1;Ana;6', ';'],
    ['a tab and a comma', 'id\tname, given\n1\tAna', '\t'],
    ['blank lines first', '\n;;\n id;name\n1;Ana', ';'],
  ])('finds the delimiter: %s', (_, content, delimiter) => {
    expect(read(content).table?.delimiter).toBe(delimiter);
  });

  it('is no wider than a sheet', () => {
    const wide = (columns: number) => `${'a,'.repeat(columns - 1)}b\n`;
    expect(read(wide(16_384)).table?.headers).toHaveLength(16_384);
    expect(read(wide(16_385)).table).toBeNull();
    expect(problems(wide(16_385))).toEqual(['1 too_large']);
  });

  it('takes a byte order mark off', () => {
    const { table } = read('\ufeff"id",name\n1,Zoë\n');
    expect(table).toMatchObject({ headers: ['id', 'name'], encoding: 'utf-8-bom' });
    expect(table?.rows[0]?.cells).toEqual(['1', 'Zoë']);
  });

  it.each([
    ['trims', 'a,b\n  x ,\u00a0y\u00a0\n', ['2: x|y']],
    ['trims inside quotes', 'a,b\n" x ","y\n"\n', ['2: x|y']],
    ['knows a quoted cell after a space', 'a,b\nx, "y,z" \n', ['2: x|y,z']],
    ['reads doubled quotes', 'a,b\n"say ""hi""",\n', ['2: say "hi"|']],
    ['keeps line ends inside quotes', 'a,b\n"x\r\ny",z\n', ['2: x\r\ny|z']],
    ['fills short rows', 'a,b,c\nx\n', ['2: x||']],
    ['drops surplus blank cells', 'a,b\nx,y,, ,\n', ['2: x|y']],
    ['skips blank and comma-only rows', 'a,b\n\nx,y\n , \n,\n"",""\nz,\n', ['3: x|y', '7: z|']],
    ['keeps leading zeros', 'a\n0042\n', ['2: 0042']],
    ['tolerates unnamed columns', 'a,,\nx,y,z\n', ['2: x|y|z']],
    ['needs no line end at the end', 'a\nx', ['2: x']],
    ['keeps a delimiter of others', 'a,b\n;,\n"""""""",\n', ['2: ;|', '3: """|']],
  ])('%s', (_, content, expected) => {
    expect(rows(content)).toEqual(expected);
    expect(problems(content)).toEqual([]);
  });

  it.each([
    ["'=cmd", '=cmd'],
    ["'+1", '+1'],
    ["'-x", '-x'],
    ["'@x", '@x'],
    ["''=x", "'=x"],
    ["'\tx", 'x'],
    ["'twas", "'twas"],
    ["''", "''"],
    ["O'Hara", "O'Hara"],
  ])("takes the exporter's guard off: %s", (cell, expected) => {
    expect(read(`"${cell}",b\nz,"${cell}"`).table).toMatchObject({
      headers: [expected, 'b'],
      rows: [{ cells: ['z', expected] }],
    });
  });
});

describe('a spreadsheet that keeps zeros', () => {
  it.each([
    ['unquoted', 'id,name\n="0005",Ed\n', ['2: 0005|Ed']],
    ['quoted', 'id,name\n"=""0005""",Ed\n', ['2: 0005|Ed']],
    ['at the end, and in a header', '="id";="name"\r\nx; ="0007"\r\ny;z', ['2: x|0007', '3: y|z']],
    ['with tabs', 'id\tname\n="0005"\t="Zoë"', ['2: 0005|Zoë']],
    ['with a delimiter inside', 'id,name\n="1,5",Ed\n', ['2: 1,5|Ed']],
    ['blank', 'id,name\n="",Ed\n', ['2: |Ed']],
    ['below a quoted line', 'id,name\n"a\nb",c\n="0005",Ed\n', ['2: a\nb|c', '4: 0005|Ed']],
    ['no text but a formula', 'id,name\n=A1,Ed\n', ['2: =A1|Ed']],
  ])('writes ="0005": %s', (_, content, expected) => {
    expect(rows(content)).toEqual(expected);
    expect(problems(content)).toEqual([]);
  });

  it('leaves what people quote as it is', () => {
    expect(rows('id,note\n1,"x,=""y"" z"\n')).toEqual(['2: 1|x,="y" z']);
  });
});

describe('lines', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('counts %s, blank lines and quoted ones', (_, end) => {
    const content = ['', 'a,b', '"x', '', 'y",z', '', ',', 'last,"', '"'].join(end);
    expect(read(content).table?.headerLine).toBe(2);
    expect(rows(content)).toEqual([`3: x${end}${end}y|z`, '8: last|']);
  });

  it('counts mixed line ends', () => {
    expect(rows('a\r\nb\rc\n\r\nd\n\re')).toEqual(['2: b', '3: c', '5: d', '7: e']);
  });

  it('knows the line of every row of any file', () => {
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const quoted = fc.array(end, { maxLength: 3 }).map((ends) => `"x${ends.join('y')}z"`);
    const cell = fc.oneof(quoted, fc.constantFrom('', '  ', ',', 'w'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, end)), (rows) => {
        let content = 'h,i\n';
        const expected: number[] = [];
        for (const [cell, end] of rows) {
          if (/[a-z]/.test(cell)) expected.push(content.split(/\r\n|\n|\r/).length);
          content += cell + end;
        }
        expect(read(content).table?.rows.map(({ line }) => line)).toEqual(expected);
      }),
    );
  });

  it('reads 200,000 rows, as many cells short as they like', () => {
    const row = 's1,Ana,Osei,"6.RP, A",3,2026-09-01,test';
    const { table } = read(
      `id,first,last,code,score,date,kind,title\r\n${`${row}\r\n`.repeat(200_000)}`,
    );
    expect(table?.rows).toHaveLength(200_000);
    expect(table?.rows.at(-1)?.line).toBe(200_001);
  });
});

describe('what is refused', () => {
  it.each<[string, string | readonly number[], string]>([
    ['nothing', '', '1 empty'],
    ['a byte order mark', '\ufeff', '1 empty'],
    ['blank lines', '\n \r\n', '1 empty'],
    ['commas', ',,\n"",\n', '1 empty'],
    ['zero bytes', 'id,name\n1,\0\n', '2 binary'],
    ['a zip', [0x50, 0x4b, 3, 4, 20, 0], '1 workbook'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], '1 workbook'],
    ['a surrogate in UTF-8', [65, 10, 0xed, 0xa0, 0x80], '2 invalid_encoding'],
    ['a web page', '\n<!DOCTYPE html>\n<html>', '1 html'],
    ['a table of a web page', '\ufeff<TABLE border=1>', '1 html'],
    ['an open quote', 'id,name\n1,x\n2,"Ana\n3,Bo\n', '3 unterminated_quote'],
    [
      'an open quote after quoted lines',
      'id,name\n"a\n""b",x\n"c\nd","Ana\n\n',
      '5 unterminated_quote',
    ],
    ['an open quote in the header', 'id,"name\n1,Ana\n', '1 unterminated_quote'],
    ['an open quote at the end', 'id,name\r\r1,"', '3 unterminated_quote'],
    ['an open quote after doubled ones', 'a;b\n1;"x ""y"" ""\n', '2 unterminated_quote'],
    ['a quote inside a cell', 'id,name\n1,x\n2,5" ruler\n', '3 stray_quote'],
    ['a quote after a quoted line', 'id,name\n"1\r\n2",a"b"\n', '3 stray_quote'],
    ['a quote after a quoted line and delimiter', 'id,name\n"1,\r\n2",a"b"\n', '3 stray_quote'],
    ['text after a quoted cell', 'id\tname\n1\t"Ana" B\n', '2 stray_quote'],
    ['an open quote that the next one ends', 'id,name\n1,"Ana\n2,"Bo"\n', '2 stray_quote'],
    ['a quote inside a header', 'id,na"me\n1,x\n', '1 stray_quote'],
  ])('%s', (_, content, expected) => {
    expect(problems(content)).toEqual([expected]);
    expect(read(content)).toMatchObject({ table: null, problems: [{ severity: 'error' }] });
  });

  it('names each header that stands there twice', () => {
    const content = 'na,id,na,id,na\n1';
    const { problems } = readTable(Buffer.from(content), 'roster.csv', (cells) =>
      cells.length > 1 ? 4 : 0,
    );
    expect(problems.map(({ field }) => field)).toEqual(['na', 'id']);
  });

  it('names no cell of a first row that may be a pupil', () => {
    const { problems } = readTable(Buffer.from('1,Ana,Ana\n2,Bo,Li\n'), 'roster.csv');
    expect(problems).toMatchObject([
      { field: null, message: 'columns 2 and 3 have the same header' },
    ]);
  });

  it('does not take a title of HTML for a page', () => {
    expect(problems('<b>,id\n1,2')).toEqual([]);
  });

  it('leaves out rows with more cells than headers, and names them all', () => {
    expect(problems('a,b\n1,2,3\n4,5\n\n6,,,7')).toEqual(['2 row_too_long', '5 row_too_long']);
    expect(rows('a,b\n1,2,3\n4,5\n\n6,,,7')).toEqual(['3: 4|5']);
    expect(problems('a\n1,2')).toEqual(['2 row_too_long']);
  });

  it('warns of a header without rows', () => {
    expect(read('\nid,name\n\n,\n')).toMatchObject({
      table: { rows: [] },
      problems: [{ line: 2, code: 'no_rows', severity: 'warning' }],
    });
  });

  it.each([
    'a,b\n1,"Ana\n',
    'a,b\n1,Ana"x\n',
    'a,b\n1,"x"Ana\n',
    'a,b\n1,2,Ana\n',
  ])('says nothing of what cells hold: %j', (content) => {
    const said = JSON.stringify(read(content).problems);
    expect(said).toContain('line');
    expect(said).not.toContain('Ana');
  });
});
