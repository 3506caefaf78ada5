import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openTable, readTable, wholeTable } from '../../src/formats/table.js';
import { textOf } from '../../src/formats/text.js';

const read = (bytes: Uint8Array) => readTable(bytes, 'roster.csv');

/** Problems as `line code`. */
const problems = (bytes: Uint8Array) =>
  read(bytes).problems.map(({ line, code }) => `${line} ${code}`);

const ROSTER = 'id,name\r\n1,Zoë\r\n2,Stéphane O’Neil\r\n';

const inEncoding = (text: string, encoding: string) => iconv.encode(text, encoding);

describe('the encoding of a table', () => {
  it.each([
    ['utf-8', inEncoding(ROSTER, 'utf8')],
    ['utf-8-bom', inEncoding(`\ufeff${ROSTER}`, 'utf8')],
    ['utf-16le', inEncoding(`\ufeff${ROSTER}`, 'utf-16le')],
    ['utf-16be', inEncoding(`\ufeff${ROSTER}`, 'utf-16be')],
    ['utf-16le', inEncoding(ROSTER, 'utf-16le')],
    ['utf-16be', inEncoding(ROSTER, 'utf-16be')],
    ['windows-1252', inEncoding(ROSTER, 'win1252')],
  ])('is found out: %s', (encoding, bytes) => {
    const { table } = read(bytes);
    expect(table).toMatchObject({ encoding, headers: ['id', 'name'] });
    expect(table?.rows).toEqual([
      { line: 2, cells: ['1', 'Zoë'] },
      { line: 3, cells: ['2', 'Stéphane O’Neil'] },
    ]);
  });

  it('is said where names have to be looked at', () => {
    expect(read(inEncoding(ROSTER, 'win1252')).problems).toMatchObject([
      { line: 2, code: 'windows_1252', severity: 'warning' },
    ]);
  });

  it('may show late, after many rows of plain letters', () => {
    const rows = '1,Ana\n'.repeat(200_000);
    const { table, problems } = read(inEncoding(`id,name\n${rows}2,Zoë\n`, 'win1252'));
    expect(table?.encoding).toBe('windows-1252');
    expect(table?.rows.at(-1)).toEqual({ line: 200_002, cells: ['2', 'Zoë'] });
    expect(problems).toMatchObject([{ line: 200_002, code: 'windows_1252' }]);
  });

  it.each([
    ['Zoë\n', 'Zoë\n', '3 invalid_encoding'],
    [`Zoë\n${'1,Ana\n'.repeat(100_000)}`, 'Zoë\n', '100003 invalid_encoding'],
    ['Γιώργος Παπαδόπουλος\n', 'É\n', '3 invalid_encoding'],
  ])('is one: UTF-8 and then Windows-1252 is refused (%#)', (first, then, expected) => {
    const bytes = Buffer.concat([
      Buffer.from(`id,name\n1,${first}`),
      inEncoding(`2,${then}`, 'win1252'),
    ]);
    expect(problems(bytes)).toEqual([expected]);
    expect(read(bytes).table).toBeNull();
  });

  it('is one: Windows-1252 and then UTF-8 is refused', () => {
    const chunks = [
      inEncoding(`id,name\n1,Zoë\n${'1,Ana\n'.repeat(100_000)}`, 'win1252'),
      Buffer.from('2,Zoë\n'),
    ];
    const { problems } = wholeTable(openTable(chunks, 'roster.csv'));
    expect(problems).toMatchObject([{ line: 100_003, code: 'invalid_encoding' }]);
  });

  it.each([
    ['macintosh', 'José'],
    ['macintosh', 'Müller'],
    ['win1250', 'Paweł Michałowski'],
    ['win1250', 'Łukasz'],
    ['win1251', 'Иван Петров'],
    ['win1253', 'Γιώργος'],
    ['shift_jis', '山田太郎'],
    ['gbk', '张伟'],
    ['euc-kr', '김민준'],
    ['big5', '陳大文'],
  ])('is not guessed where it is %s', (encoding, name) => {
    const bytes = inEncoding(`id,name\n1,Ana\n2,${name}\n`, encoding);
    expect(problems(bytes)).toEqual(['3 invalid_encoding']);
  });

  it.each([
    'Müller-Lüdenscheidt',
    'Françoise d’Été',
    'Ñandú Ibáñez',
    '« Noël »',
    '“Åse” – Ærø…',
    'Šárka Žižková',
    '5 m² à 3 €',
    'O´Brien',
    'créée',
    'CAFÉ’S',
    '¿Qué?',
  ])('is Windows-1252 with the letters of Western names: %s', (name) => {
    const { table } = read(inEncoding(`id;name\n1;Zoë\n2;${name}\n`, 'win1252'));
    expect(table?.rows.at(-1)?.cells).toEqual(['2', name]);
  });

  it.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('has no byte %i', (byte) => {
    const bytes = Buffer.concat([Buffer.from('id,name\n1,Zo'), Buffer.from([byte, 10])]);
    expect(problems(bytes)).toEqual(['2 invalid_encoding']);
  });

  it('refuses a letter that is cut off at the end', () => {
    expect(problems(Buffer.from('id,name\n1,Ana\n2,Zoë').subarray(0, -1))).toEqual([
      '3 invalid_encoding',
    ]);
    const wide = inEncoding('\ufeffid,name\n1,Ana', 'utf-16le').subarray(0, -1);
    expect(problems(wide)).toEqual(['2 lost_letter']);
  });

  it('takes no row in which a letter was lost before, and names them all', () => {
    const { table, problems } = read(Buffer.from('id,name\n1,St\ufffdphane\n2,Ana\n3,\ufffd'));
    expect(table?.rows.map(({ line }) => line)).toEqual([3]);
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 lost_letter',
      '4 lost_letter',
    ]);
    expect(read(Buffer.from('id,n\ufffdme\n1,Ana')).table).toBeNull();
  });
});

/** A table as people have them, and as bytes. */
const LETTERS = fc.constantFrom('a', 'Z', 'ë', 'é', 'ß', ' ', '’', '"', '\n', '.', '7');
const cell = fc.array(LETTERS, { maxLength: 6 }).map((letters) => `x${letters.join('a')}x`);
const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 8,
  }),
);
const writing = fc.record({
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'utf-16le', 'utf-16be', 'win1252'),
  delimiter: fc.constantFrom(',', ';', '\t', '|', '^'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  endsWithLine: fc.boolean(),
  size: fc.integer({ min: 1, max: 5000 }),
});

function written(
  rows: readonly (readonly string[])[],
  {
    encoding,
    delimiter,
    end,
    endsWithLine,
  }: { encoding: string; delimiter: string; end: string; endsWithLine: boolean },
): Buffer {
  const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', end)}"`;
  const lines = rows.map((row) => row.map(quoted).join(delimiter));
  const text = lines.join(end) + (endsWithLine ? end : '');
  const mark = encoding === 'utf8-bom' ? '\ufeff' : '';
  return iconv.encode(mark + text, encoding === 'utf8-bom' ? 'utf8' : encoding);
}

describe('any table in any writing', () => {
  it('has the same cells on the same lines', () => {
    fc.assert(
      fc.property(table, writing, (body, how) => {
        const header = body[0]?.map((_, index) => `h${index}`) ?? [];
        const bytes = written([header, ...body], how);
        const chunks: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += how.size)
          chunks.push(bytes.subarray(at, at + how.size));
        const { table } = openTable(chunks, 'x.csv');
        let line = 2;
        const expected = body.map((row) => {
          const at = line;
          line += row.join('').split('\n').length;
          return { line: at, cells: row.map((text) => text.replaceAll('\n', how.end)) };
        });
        expect([...(table?.rows ?? [])]).toEqual(expected);
        expect(table?.delimiter).toBe(how.delimiter);
      }),
      { numRuns: 300 },
    );
  });

  it('is read or refused when it is cut off anywhere, and gains no letters', () => {
    fc.assert(
      fc.property(table, writing, fc.nat(), (body, how, cut) => {
        const bytes = written(body, how);
        const { table, problems } = read(bytes.subarray(0, cut % (bytes.length + 1)));
        if (table === null) expect(problems).not.toEqual([]);
        expect(JSON.stringify(table?.rows ?? [])).not.toMatch(/\ufffd|\u00c3|\u00e2/);
      }),
      { numRuns: 300 },
    );
  });

  it('is read or refused whatever bytes it has', () => {
    const dirt = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(table, writing, fc.nat(), dirt, (body, how, at, dirt) => {
        const bytes = written(body, how);
        const place = at % (bytes.length + 1);
        const { table, problems } = read(
          Buffer.concat([bytes.subarray(0, place), dirt, bytes.subarray(place)]),
        );
        if (table === null) expect(problems).not.toEqual([]);
        expect(JSON.stringify(table ?? null)).not.toContain('\ufffd');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text that is no table', () => {
  it.each(['utf8', 'utf-16le', 'utf-16be'])('is decoded from %s', (encoding) => {
    expect(textOf(iconv.encode('\ufeffada rp.1 3 café', encoding), '-')).toEqual({
      text: 'ada rp.1 3 café',
    });
  });

  it('is refused where half a letter is missing', () => {
    const bytes = iconv.encode('\ufeffada\nrp.1', 'utf-16le').subarray(0, -1);
    expect(textOf(bytes, '-')).toMatchObject({ problem: { line: 2, code: 'lost_letter' } });
  });

  it('may be JSON', () => {
    expect(textOf(Buffer.from('[{"a": 1}]'), '-')).toEqual({ text: '[{"a": 1}]' });
  });
});
