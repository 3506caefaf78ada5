import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces, jsonText } from '../../src/output/json.js';

describe('jsonText', () => {
  it('is one indented document with a line end', () => {
    expect(jsonText({ as_of: null, students: [{ name: 'Zoë', met: 1.5 }], none: [] })).toBe(
      '{\n  "as_of": null,\n  "students": [\n    {\n      "name": "Zoë",\n      "met": 1.5\n    }\n  ],\n  "none": []\n}\n',
    );
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a missing value', { a: { level: undefined } }],
    ['a hole', [1, undefined]],
    ['not a number', { score: Number.NaN }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a function', { f: () => 1 }],
    ['a big integer', [1n]],
  ])('refuses %s', (_, value) => {
    expect(() => jsonText(value)).toThrow(TypeError);
  });

  it('says where', () => {
    expect(() => jsonText({ a: { level: undefined } })).toThrow('found at "level"');
  });

  it.each([
    ['escape', '\u001b', '\\u001b'],
    ['delete', '\u007f', '\\u007f'],
    ['C1', '\u009b', '\\u009b'],
    ['overrides', '\u202e', '\\u202e'],
    ['isolates', '\u2067', '\\u2067'],
    ['zero width', '\u200b\ufeff', '\\u200b\\ufeff'],
    ['line separators', '\u2028', '\\u2028'],
  ])('escapes %s', (_, text, expected) => {
    expect(jsonText(text)).toBe(`"${expected}"\n`);
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(JSON.parse(jsonText(value)))).toBe(JSON.stringify(value));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(jsonText([text]))).toEqual([text]);
      }),
    );
  });
});

describe('jsonPieces', () => {
  it('is the same text, lists that are made as they are read among it', () => {
    const lists = fc.array(fc.jsonValue().filter((value) => !Object.is(value, -0)));
    const property = fc.property(fc.string(), fc.jsonValue(), lists, lists, (key, value, a, b) => {
      const whole = { [`${key} `]: value, 'a\n': a, b };
      const pieces = jsonPieces({ ...whole, 'a\n': () => a[Symbol.iterator](), b: () => b });
      expect([...pieces].join('')).toBe(jsonText(whole));
    });
    fc.assert(property);
    expect([...jsonPieces({})].join('')).toBe(jsonText({}));
  });

  it('asks for an item when it is its turn', () => {
    const asked: number[] = [];
    function* items() {
      for (const n of [1, 2]) {
        asked.push(n);
        yield n;
      }
    }
    for (const piece of jsonPieces({ items })) if (piece.endsWith('1')) break;
    expect(asked).toEqual([1]);
  });

  it('refuses what JSON cannot say, in a list too', () => {
    expect(() => [...jsonPieces({ scores: () => [1, Number.NaN] })]).toThrow(TypeError);
  });
});
