import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../src/formats/stretches.js';
import { openTable, readTable } from '../../src/formats/table.js';

/** The bytes of a text in chunks of `size`. */
function* cut(text: string, size: number): Iterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const stretches = (text: string, size: number) =>
  [...stretchesOf(cut(text, size))].map((one) => `${one.line}: ${Buffer.from(one.text)}`);

describe('a text in stretches of whole rows', () => {
  it.each([
    ['line feeds', 'a\nb\nc\n', 2, ['1: a\n', '2: b\n', '3: c\n']],
    ['no line end at the end', 'aa\nbb', 4, ['1: aa\n', '2: bb']],
    ['both line ends cut in two', 'a\r\nb\r\n', 2, ['1: a\r\n', '2: b\r\n']],
    ['carriage returns alone', 'a\rb\rc', 4, ['1: a\r', '2: b\rc']],
    ['line ends inside quotes', 'a,"x\ny"\nb\n', 9, ['1: a,"x\ny"\n', '3: b\n']],
  ])('%s', (_, text, size, expected) => {
    expect(stretches(text, size)).toEqual(expected);
  });

  it('ends a row that never ends, so that memory is bounded', () => {
    const endless = `"${'x'.repeat(9 * 1024 * 1024)}`;
    const lengths = [...stretchesOf([Buffer.from(endless), Buffer.from(endless.slice(1))])].map(
      ({ text }) => text.length,
    );
    expect(lengths).toEqual([endless.length * 2 - 1]);
  });
});

describe('a table read in chunks of any size', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'x',
      ' y ',
      '"a,b"',
      '"say ""hi"""',
      '"two\nlines"',
      '"three\r\nlines"',
      'Zoë',
    ),
    fc.constantFrom('"open', 'str"ay', '\u0000'),
  );
  const sound = cell.filter((text) => !['"open', 'str"ay', '\u0000'].includes(text));
  const row = (of: typeof cell) =>
    fc.array(of, { minLength: 1, maxLength: 4 }).map((r) => r.join(','));
  const text = (of: typeof cell) =>
    fc
      .tuple(fc.array(row(of), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([rows, end]) => `a,b,c${end}${rows.join(end)}`);

  it('is the table of the whole text, rows, lines and problems', () => {
    fc.assert(
      fc.property(text(sound), fc.integer({ min: 1, max: 40 }), (content, size) => {
        const whole = readTable(Buffer.from(content), 'x.csv');
        const { table } = openTable(cut(content, size), 'x.csv');
        const rows = [...(table?.rows ?? [])];
        const isBroken = table?.broken() === true;
        expect(whole.table?.rows).toEqual(isBroken ? undefined : rows);
        expect(isBroken ? table.problems.slice(-1) : table?.problems).toEqual(whole.problems);
      }),
    );
  });

  it('can be read or not, however it is cut', () => {
    const readable = ({ table }: ReturnType<typeof openTable>) => {
      for (const _ of table?.rows ?? []);
      return table?.broken() === false;
    };
    fc.assert(
      fc.property(text(cell), fc.integer({ min: 1, max: 40 }), (content, size) => {
        const whole = readable(openTable([Buffer.from(content)], 'x.csv'));
        expect(readable(openTable(cut(content, size), 'x.csv'))).toBe(whole);
      }),
    );
  });
});
