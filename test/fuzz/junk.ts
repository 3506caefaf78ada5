/** Texts that nobody means and somebody types: what parsers trip over, alone and within ordinary words. */
import fc from 'fast-check';
import { FIRST, LONG, TRIED } from '../trials/size.js';
import { counted } from '../trials/tried.js';

/** How many cases: `short` in every test run, in the long form `long`, or as many as are asked for. */
export const cases = (short: number, long: number) => ({
  numRuns: LONG ? (TRIED ?? long) : short,
  seed: FIRST,
  endOnFailure: false,
});

/** Tries a property on as many cases, and counts them for the table of all trials. Throws what is wrong. */
export function holds<T>(trial: string, property: fc.IProperty<T>, chosen: fc.Parameters<T>): void {
  judged(trial, fc.check(property, chosen));
}

/** The same for one that is waited for. */
export async function holdsSoon<T>(
  trial: string,
  property: fc.IAsyncProperty<T>,
  chosen: fc.Parameters<T>,
): Promise<void> {
  judged(trial, await fc.check(property, chosen));
}

function judged<T>(trial: string, details: fc.RunDetails<T>): void {
  counted({ trial: `fuzz: ${trial}`, tries: details.numRuns, lost: details.failed ? 1 : 0 });
  if (details.failed) throw new Error(fc.defaultReportMessage(details));
}

const NUMBERS = [
  ...['0', '-0', '+3', '3.0', '.5', '5.', '1e3', '1e999', '-1e-999', '0x10', '0b1', '1_000', '1,5'],
  ...[
    '1 000',
    "1'000",
    'NaN',
    'Infinity',
    '-Infinity',
    '99999999999999999999',
    '3.0000000000000001',
  ],
  ...['9007199254740993', '１２', '٣', '½', '²', 'Ⅳ', '1e308', '-1', '101%', '1/0', '0/0'],
];
const DAYS = [
  ...['0000-00-00', '0000-01-01', '9999-12-31', '2026-02-30', '2026-02-29', '2024-02-29'],
  ...[
    '+002026-01-01',
    '-3d',
    '-0d',
    '-99999999999d',
    'today',
    'yesterday',
    'tomorrow',
    '2026-10-01',
  ],
  ...[
    '2026-1-1',
    '20261001',
    '2026-W40',
    '1.10.2026',
    '10/01/2026',
    '2026-10-01T00:00',
    '２０２６-10-01',
  ],
];
const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];
const SIGNS = [
  ...[
    '',
    ' ',
    '-',
    '--',
    '---',
    '=',
    '==',
    ':',
    ';',
    ',',
    '.',
    '..',
    '*',
    '%',
    '_',
    '?',
    '!',
    '~',
    '\\',
  ],
  ...[
    '"',
    "'",
    '`',
    '$(x)',
    '{',
    '}',
    '{}',
    '{a',
    '[',
    ']',
    '[red]',
    '(',
    '((((',
    ')',
    '|',
    '&',
    '<',
    '>',
  ],
  ...[
    "'; DROP TABLE students;--",
    '" OR 1=1',
    '=1+1',
    '@x',
    '#',
    'null',
    'undefined',
    'true',
    'false',
  ],
];
const LETTERS = [
  ...[
    '\0',
    '\n',
    '\r',
    '\t',
    '\x1b[31m',
    '\x9b',
    '\x07',
    '\x7f',
    '\u202e',
    '\u200b',
    '\u200d',
    '\ufeff',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\ufffd',
    'é',
    'e\u0301',
    'ß',
    'İ',
    'ı',
    'а12',
    'ａ',
    '👩\u200d👧',
    'نور',
    '学生',
  ],
  ...['\u2028', '\xa0', '\u{e0041}', `a${'\u0301'.repeat(30)}`],
];

const odd = fc.constantFrom(...NUMBERS, ...DAYS, ...KEYS, ...SIGNS, ...LETTERS);

/** One oddity, letters of any kind, or very much of one. No path that leads out of the folder. */
export const junk: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: odd },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.tuple(odd, fc.integer({ min: 2, max: 3000 })).map(repeated) },
  )
  .map((text) => text.replaceAll('/', '-').replaceAll('..', '.'));

function repeated([text, times]: [string, number]): string {
  return text.repeat(times).slice(0, 9000);
}

/** Words that mean something, and the same with junk within, before, behind, or in their place. */
export function nearly(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words);
  return fc.oneof(
    { weight: 5, arbitrary: word },
    { weight: 2, arbitrary: fc.tuple(word, junk, fc.nat()).map(spliced) },
    { weight: 1, arbitrary: fc.tuple(word, word, junk).map(([a, b, between]) => a + between + b) },
    { weight: 1, arbitrary: word.map((text) => text.toUpperCase()) },
    { weight: 2, arbitrary: junk },
  );
}

function spliced([text, other, at]: [string, string, number]): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + other + text.slice(place);
}
