import { describe, expect, it } from 'vitest';
import { tableText } from '../../src/output/table.js';
import { fitted, width } from '../../src/output/width.js';

const PLAIN = { width: 80, colour: false };
const lines = (text: string) => text.split('\n').slice(0, -1);

describe('tableText', () => {
  it('is a header, a rule and the rows', async () => {
    const text = await tableText(
      [{ title: 'student' }, { title: 'met', align: 'right' }, { title: 'grade' }],
      [
        ['Ana Osei', '12', '06'],
        ['Bo', '3', ''],
      ],
      PLAIN,
    );
    expect(lines(text)).toEqual([
      'student   met  grade',
      '────────  ───  ─────',
      'Ana Osei   12  06',
      'Bo          3',
    ]);
  });

  it('shows the header without rows', async () => {
    expect(await tableText([{ title: 'id' }], [], PLAIN)).toBe('id\n──\n');
    expect(await tableText([], [['a']], PLAIN)).toBe('');
  });

  it('fills up short rows and keeps blank ones', async () => {
    const text = await tableText([{ title: 'a' }, { title: 'b' }], [['1'], [], ['', '2']], PLAIN);
    expect(lines(text).slice(2)).toEqual(['1', '', '   2']);
  });

  it('paints the header alone, and only when asked', async () => {
    const rows = [['\u001b[31mAna']];
    const painted = await tableText([{ title: 'student' }], rows, { width: 80, colour: true });
    expect(lines(painted)).toEqual([
      '\u001b[1mstudent\u001b[22m',
      `\u001b[2m${'─'.repeat(11)}\u001b[22m`,
      '\\x1b[31mAna',
    ]);
    expect(await tableText([{ title: 'x\u001b[0m' }], rows, PLAIN)).not.toContain('\u001b');
  });

  it.each([
    ['CJK', '学生学生'],
    ['full width', 'ＡＢ'],
    ['Hangul in parts', '\u1112\u1161\u11ab'],
    ['combining marks', 'Tra\u0302\u0300n'],
    ['Thai', 'สมชาย ที่'],
    ['Arabic with vowels', 'مُحَمَّد'],
    ['old emoji', '👍'],
    ['new emoji', '🫠🫡'],
    ['a skin colour', '👍🏽'],
    ['a flag', '🇳🇿'],
    ['a heart', '❤️'],
    ['the private use area', '\ue000\ue000'],
    ['a status mark', '●'],
  ])('aligns %s', async (_, cell) => {
    const columns = [
      { title: 'one' },
      { title: 'two', align: 'right' as const },
      { title: 'three' },
    ];
    const [, rule = '', ...rows] = lines(
      await tableText(
        columns,
        [
          [cell, cell, '|'],
          ['abcdefghij', 'abcdefghij', '|'],
        ],
        PLAIN,
      ),
    );
    expect(rows[0]).toContain(cell);
    expect(rows.map((row) => width(row.slice(0, row.indexOf('|'))))).toEqual([24, 24]);
    expect(rule).toBe(`${'─'.repeat(10)}  ${'─'.repeat(10)}  ─────`);
  });

  it.each([
    ['the last column first', 30, 'Ana Osei  6.RP.A.1  Understan…'],
    ['then the widest', 26, 'Ana Os…  6.RP.A…  Underst…'],
    ['then all', 10, 'A…  6…  U…'],
  ])('cuts %s', async (_, columns, expected) => {
    const text = await tableText(
      [{ title: 'name' }, { title: 'code' }, { title: 'what' }],
      [['Ana Osei', '6.RP.A.1', 'Understand the concept of a ratio']],
      { width: columns, colour: false },
    );
    expect(Math.max(...lines(text).map(width))).toBeLessThanOrEqual(columns);
    expect(lines(text)[2]).toBe(expected);
  });

  it('cuts the last column before a wider one', async () => {
    const text = await tableText(
      [{ title: 'name' }, { title: 'what' }],
      [['Konstantinopoulou, Anastasia', 'Understand ratios']],
      { width: 43, colour: false },
    );
    expect(lines(text)[2]).toBe('Konstantinopoulou, Anastasia  Understand r…');
  });

  it('cuts nothing where nothing limits the line', async () => {
    const long = 'x'.repeat(500);
    const text = await tableText([{ title: 'a' }], [[long]], { width: Infinity, colour: false });
    expect(text).toContain(long);
  });

  it('draws each row of a long table as it would stand in a short one', async () => {
    const columns = [
      { title: 'id' },
      { title: 'name' },
      { title: 'n', align: 'right' as const },
      { title: '' },
    ];
    const rows = Array.from({ length: 3000 }, (_, n) => [
      n % 11 === 0 ? '' : `S${n % 1237}`,
      'né'.repeat((n * 7) % 12),
      String((n * n) % 2003),
      n % 5 === 0 ? 'withdrawn' : '',
    ]);
    const text = await tableText(columns, rows, PLAIN);
    const widths = [5, 22, 4];
    const drawn = rows.map(([id = '', name = '', count = '', rest = '']) =>
      [id.padEnd(5), name.padEnd(22), count.padStart(4), rest].join('  ').trimEnd(),
    );
    expect(lines(text)[1]).toBe([...widths, 9].map((each) => '─'.repeat(each)).join('  '));
    expect(lines(text).slice(2)).toEqual(drawn);
  });

  it('aligns across the blocks in which it is drawn', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => ['é学'.repeat(1 + (n % 7)), '|']);
    const text = await tableText([{ title: 'a' }, { title: 'b' }], rows, PLAIN);
    const ends = lines(text)
      .slice(2)
      .map((line) => width(line));
    expect(ends).toHaveLength(1000);
    expect(new Set(ends)).toEqual(new Set([24]));
  });
});

describe('width', () => {
  it.each([
    ['', 0],
    ['abc é', 5],
    ['… – — ● ○ ◐ ·', 13],
    ['学生', 4],
    ['Ａ。', 4],
    ['가', 2],
    ['\u1112\u1161\u11ab', 2],
    ['e\u0301', 1],
    ['ที่', 1],
    ['مُ', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['🫠', 2],
    ['❤️', 2],
    ['🇳🇿', 2],
    ['½→', 2],
  ])('%s is %i', (text, expected) => {
    expect(width(text)).toBe(expected);
  });
});

describe('fitted', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['学生学', 6, '学生学'],
    ['学生学', 5, '学生…'],
    ['学生学', 4, '学…'],
    ['👍🏽👍🏽', 3, '👍🏽…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
    ['', 0, ''],
  ])('%s in %i columns is %s', (text, columns, expected) => {
    expect(fitted(text, columns)).toBe(expected);
  });
});
