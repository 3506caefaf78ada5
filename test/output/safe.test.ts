import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessPage, visible, visibleMessage } from '../../src/output/safe.js';

describe('visible', () => {
  it.each([
    ['plain', 'Ana Osei, 6.RP.A.1: ½ "ok"'],
    ['accents', 'Zoë Nuñez Ångström'],
    ['scripts', 'أحمد 学生 สมชาย हिन्दी 👩🏽'],
    ['decomposed accents', 'Ze\u0301lie Tra\u0302\u0300n'],
    ['a Persian name', 'علی\u200cرضا می\u200cروم'],
    ['Indic conjuncts', 'क्\u200dष न्\u200cन ක්\u200dෂ ന്\u200d'],
    ['variants of ideographs', '葛\u{e0100}城 辻\ufe00'],
    ['emoji in colour', '❤\ufe0f 1\ufe0f\u20e3'],
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
    ['a family of emoji, which shows as its members', '👩\u200d👩\u200d👧', '👩👩👧'],
    ['joiners elsewhere', 'a\u200db \u200c\u200d ی\u200c\u200cی', 'ab  یی'],
    ['soft hyphens and fillers', 'a\xadb\u034fc\u3164d\u115fe\ufff9f', 'abcdef'],
    ['tags', 'a\u{e0001}\u{e0041}\u{e007f}b', 'ab'],
    [
      'floods of variants',
      `a\ufe0f❤${'\ufe0f'.repeat(9)}字${'\u{e0101}'.repeat(9)}`,
      'a❤\ufe0f字\u{e0101}',
    ],
    ['halves of letters', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
    ['floods of marks', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(4)}b`],
    ['floods behind joiners', `क्${'\u200d\u094d'.repeat(50)}`, 'क््््'],
    ['floods in disguise', `a${'\u0301\u200b'.repeat(50)}`, `a${'\u0301'.repeat(4)}`],
  ])('disarms %s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('lets nothing through, and does nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(
          /[\p{Cc}\p{Cs}\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e00ff}]|\p{M}{5}|\u200c\u200d/u,
        );
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});

describe('a message', () => {
  it('goes on in lines that are indented, and in no others', () => {
    expect(visibleMessage('"x" is none of\n  a\n  b\n')).toBe('"x" is none of\n  a\n  b');
    expect(visibleMessage('"x\npl: saved" is none')).toBe('"x pl: saved" is none');
  });
});

describe('a page', () => {
  it('keeps its colours and its lines, and nothing else that a terminal obeys', () => {
    const page = '\x1b[1mname\x1b[22m\n\x1b[38;5;12mx\x1b[39m\n';
    expect(harmlessPage(page)).toBe(page);
    expect(harmlessPage('\x1b[1ma\x1b[7m\x1b[2Jb\x1b[22m\x9b7m')).toBe(
      '\x1b[1ma\\x1b[7m\\x1b[2Jb\x1b[22m\\x9b7m',
    );
  });
});
