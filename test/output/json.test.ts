import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/output/json.js';

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
