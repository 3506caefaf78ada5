import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/output/safe.js';

describe('visible', () => {
  it.each([
    ['plain', 'Ana Osei, 6.RP.A.1: ½ "ok"'],
    ['accents', 'Zoë Nuñez Ångström'],
    ['scripts', 'أحمد 学生 สมชาย हिन्दी 👩🏽'],
    ['decomposed accents', 'Ze\u0301lie Tra\u0302\u0300n'],
    ['nothing', ''],
  ])('leaves %s alone', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  it.each([
    ['line ends and tabs', 'a\nb\r\nc\td\re\u2028f', 'a b c d e f'],
    ['escape', '\u001b[31mred', '\\x1b[31mred'],
    ['bell, delete, null', 'a\u0007\u007f\0', 'a\\x07\\x7f\\x00'],
    ['C1', '\u009b31m\u0085', '\\x9b31m\\x85'],
    ['overrides', 'abc\u202edef\u202c', 'abc\\u202edef\\u202c'],
    ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['direction marks', '\u200ea\u200fb\u061c', '\\u200ea\\u200fb\\u061c'],
    ['invisible characters', 'a\u200bb\u200cc\u200dd\u2060e\ufefff', 'abcdef'],
    ['floods of marks', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(4)}b`],
    ['floods in disguise', `a${'\u0301\u200b'.repeat(50)}`, `a${'\u0301'.repeat(4)}`],
  ])('disarms %s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('lets nothing through, and does nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(
          /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u,
        );
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});
