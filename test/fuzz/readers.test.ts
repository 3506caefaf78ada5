/**
 * Each reader of a file, given bytes of any kind and good files with junk in them: it reads, or says
 * what is wrong with its line; it never throws, never makes rows of other widths, and never reads what
 * was refused.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { Inflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTING_NAMES } from '../../src/config.js';
import { PlError } from '../../src/core/errors.js';
import { readJson } from '../../src/formats/json-file.js';
import { readPolicyText } from '../../src/formats/policy-file.js';
import { plainText } from '../../src/formats/standards/plain-text.js';
import { readTable } from '../../src/formats/table.js';
import { readWorkbook } from '../../src/formats/workbook.js';
import { BadEntry, openZip } from '../../src/formats/zip.js';
import { ownWords } from '../../src/output/own-words.js';
import { workbook } from '../../src/output/workbook.js';
import { readProfiles } from '../../src/profiles.js';
import { member } from '../support/members.js';
import { file } from '../support/pl.js';
import { cases, holds, holdsSoon, junk, nearly } from './junk.js';

const many = cases(150, 10_000);
const few = cases(25, 800);

/** A good text with junk in some places. */
const spoiltText = (good: readonly string[]) =>
  fc.array(nearly(good), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

/** Good bytes of which some are others, gone, or there twice. */
function spoiltBytes(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(good.length), fc.nat(255), fc.nat(3));
  return fc.oneof(
    fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => changes.reduce(spoilt, good)),
    fc.nat(good.length).map((end) => good.slice(0, end)),
    fc.uint8Array({ maxLength: 200 }),
  );
}

function spoilt(bytes: Uint8Array, [at, byte, way]: [number, number, number]): Uint8Array {
  const place = at % Math.max(1, bytes.length);
  const [before, behind] = [bytes.slice(0, place), bytes.slice(place + 1)];
  switch (way) {
    case 0:
      return Uint8Array.from([...before, ...behind]);
    case 1:
      return Uint8Array.from([...before, byte, byte, ...behind]);
    default:
      return Uint8Array.from([...before, byte, ...behind]);
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('whatever a file holds', () => {
  const cells = [
    'a,b,c\n',
    'x;y\r\n',
    '1\t2\n',
    '"q",',
    '"a""b"',
    ',,\n',
    "'=x,",
    '="01",',
    'sep=;\n',
    '\ufeff',
    '\n',
  ];

  it('a table has rows as wide as its headers, on lines that are there', () => {
    const texts = spoiltText(cells).map((text) => Buffer.from(text));
    holds(
      'files: bytes and text',
      fc.property(
        fc.oneof(texts, spoiltBytes(utf8('id,name\r\n1,"Zoë, N"\r\n2,Ben\r\n'))),
        (bytes) => {
          const { table, problems } = readTable(bytes, 'x.csv');
          expect(table !== null || problems.length > 0).toBe(true);
          const lines = bytes.reduce((sum, byte) => sum + (byte === 10 || byte === 13 ? 1 : 0), 1);
          for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
          for (const row of table?.rows ?? []) {
            expect(row.line > 0 && row.line <= lines).toBe(true);
            expect(row.cells.join('')).not.toContain('\0');
          }
        },
      ),
      many,
    );
  });

  it('a zip unpacks to what it says, or is refused', () => {
    const good = zipSync({ 'a.csv': utf8('id,name\n1,Ada\n'), 'b/c.csv': utf8('x'.repeat(300)) });
    holds(
      'files: bytes and text',
      fc.property(spoiltBytes(good), (bytes) => {
        const zip = openZip(bytes, Inflate);
        if ('code' in zip) {
          expect(zip.message).not.toBe('');
          return;
        }
        for (const name of zip.names) {
          expect(name).not.toMatch(/^\/|\0|(^|\/)\.\.(\/|$)/);
          try {
            const size = [...zip.chunks(name)].reduce((sum, chunk) => sum + chunk.length, 0);
            expect(size).toBeLessThan(10_000);
          } catch (error) {
            expect(error).toBeInstanceOf(BadEntry);
          }
        }
      }),
      many,
    );
  });

  it('a workbook is rows of text, or is refused', async () => {
    const good = await workbook(
      'S',
      ['id', 'name'],
      [
        ['1', '=1+1'],
        ['2', 'Zoë'],
      ],
    );
    await holdsSoon(
      'files: bytes and text',
      fc.asyncProperty(spoiltBytes(good), async (bytes) => {
        const { bytes: text, problems } = await readWorkbook(bytes, 'x.xlsx', null);
        expect(text !== null || problems.length > 0).toBe(true);
      }),
      few,
    );
  });

  const json = [
    '{"a":',
    '[',
    ']',
    '}',
    '1',
    'null',
    '"x"',
    ',',
    '{"__proto__":{"a":1}}',
    '\\ud800',
    '"\\u0000"',
    ' ',
    '\n',
    '1e999',
    '"constructor":',
  ];

  it('JSON is a value, or a fault on a line that is there', () => {
    holds(
      'files: bytes and text',
      fc.property(spoiltText(json), (text) => {
        const read = readJson(member('x.json', text));
        if ('problem' in read) {
          const lines = text.split(/\r\n|\n|\r/).length;
          expect(read.problem.line).toBeGreaterThan(0);
          expect(read.problem.line).toBeLessThanOrEqual(lines);
        } else expect(() => JSON.parse(text.replace(/^\ufeff/, ''))).not.toThrow();
        expect(({} as Record<string, unknown>).a).toBeUndefined();
      }),
      many,
    );
  });

  it.each([100_000, 3_000_000])('JSON of %i brackets is a value or a fault', (depth) => {
    for (const text of [
      '['.repeat(depth),
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      '{"a":'.repeat(depth),
    ])
      expect(() => readJson(member('x.json', text))).not.toThrow();
  });

  const yaml = [
    'a: 1\n',
    'policies:\n',
    '  - x\n',
    '&a ',
    '*a',
    '!!js/function ',
    '!!binary x\n',
    '? x\n',
    '<<: *a\n',
    '---\n',
    '"',
    '{a: ',
    '[',
    ']',
    '%YAML 9\n',
    '\t',
    '# c\n',
    '| \n',
  ];

  it('YAML is nodes, or a fault with its line', async () => {
    await holdsSoon(
      'files: bytes and text',
      fc.asyncProperty(spoiltText(yaml), async (text) => {
        const { root, problems } = await readPolicyText(text, 'x.yaml');
        expect(root !== null || problems.length > 0).toBe(true);
        for (const { line } of problems) expect(line).toBeGreaterThan(0);
      }),
      many,
    );
  });

  it('YAML that grows out of aliases is refused', async () => {
    const laughs = Array.from(
      { length: 30 },
      (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]\n`,
    );
    const { problems } = await readPolicyText(`a0: &a0 x\n${laughs.join('')}`, 'x.yaml');
    expect(problems.length).toBeGreaterThan(0);
    const deep = await readPolicyText('['.repeat(20_000), 'x.yaml');
    expect(deep.problems.length).toBeGreaterThan(0);
  });

  const kept = [
    '{"status":{"mastered":"secure"},"levels":{"Proficient":"Secure"}}',
    '{"me":"x","dates":"dmy"}',
    '{"p":{"kind":"roster","map":["a=b"]}}',
    ...json,
  ];

  it('a file of words gives every status and level a word, or is refused', () => {
    holds(
      'files: bytes and text',
      fc.property(
        spoiltText(kept),
        fc.constantFrom('constructor', '__proto__', 'x'),
        (text, name) => {
          try {
            const words = ownWords(text, 'w.json');
            expect(typeof words.level({ name, value: 1, mastery: false })).toBe('string');
            for (const word of Object.values(words.status)) expect(word).not.toBe('');
          } catch (error) {
            expect(error).toBeInstanceOf(PlError);
          }
        },
      ),
      many,
    );
  });

  it('settings and profiles are what they may be, or a fault', () => {
    mkdirSync('settings/pl', { recursive: true });
    const place = { env: { XDG_CONFIG_HOME: resolve('settings') }, home: '.', platform: 'linux' };
    holds(
      'files: bytes and text',
      fc.property(spoiltText(kept), (text) => {
        for (const name of ['config.json', 'profiles.json']) file(`settings/pl/${name}`, text);
        const { config } = readConfig(place);
        expect(Object.keys(config)).toEqual([...SETTING_NAMES]);
        expect(['iso', 'dmy', 'mdy']).toContain(config.dates);
        try {
          for (const { map } of readProfiles(place).values()) expect(Array.isArray(map)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PlError);
        }
      }),
      few,
    );
  });

  it('a description of a web page is one line', () => {
    const html = [
      '<p>',
      '</p>',
      '<!--',
      '-->',
      '<script>',
      '</script >',
      '<style ',
      '&amp;',
      '&#x41;',
      '&#99999999;',
      '<a href="x',
      '>',
      'x < y',
    ];
    holds(
      'files: bytes and text',
      fc.property(spoiltText(html), (text) => {
        expect(plainText(text)).not.toMatch(/[\r\n\t]|^\s|\s$/);
      }),
      many,
    );
  });

  it('junk alone is no table', () => {
    holds(
      'files: bytes and text',
      fc.property(junk, (text) => {
        expect(() => readTable(Buffer.from(text), 'x')).not.toThrow();
      }),
      many,
    );
  });
});
