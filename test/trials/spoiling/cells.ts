/** What is found in cells and values where something else belongs. */

/** Texts that look like another kind of value, or like a program. */
const ODD = [
  '',
  ' ',
  '\u00a0',
  '0',
  '-1',
  '1e400',
  '1.23E+05',
  'NaN',
  'Infinity',
  '0x10',
  '3,5',
  '1.10',
  '8 / 10',
  '95%',
  '99999999999999999999',
  '=1+1',
  "'=x",
  '@x',
  'null',
  '#N/A',
  '__proto__',
  'constructor',
  '"',
  '"open',
  '{"a":',
  '[1,2]',
  '<p>x &lt; y</p>',
  'x'.repeat(5000),
  'a\nb\n\nc',
];

const DAYS = [
  '2026-02-30',
  '2999-01-01',
  '0000-01-01',
  '99999-12-31',
  '0001-01-01',
  '12/31/2026',
  '31/12/2026',
  '2026-08-17T00:00:00Z',
  '2026-08-17T25:61:00+99:00',
  '46000',
  'tomorrow',
];

/** Letters and digits of other alphabets, and signs that are not seen. */
const LETTERS = [
  '\u00e9\u{1f600}\u202e',
  'a\u0301\u0300\u0301\u0300\u0301\u0300',
  '\u0391\u03bd\u03bd\u03b1',
  '\u738b\u5c0f\u660e',
  '\u0645\u062d\u0645\u062f',
  '\u0663',
  '\uff13',
  '\u0968\u0966\u0968\u096c-\u0966\u096f-\u0966\u0967',
  '\u0130stanbul',
  '\u00df',
  '\ufb01',
  '\u2028',
  '\u200b',
  '\ufeff',
  '\0',
  '\u001b[31m',
];

/** Words that mean something in one of the files. */
const WORDS = [
  'ada',
  '6.RP.A.1',
  'active',
  'tobedeleted',
  'withdrawn',
  'deleted',
  'student',
  'teacher',
  'administrator',
  'true',
  'FALSE',
  'bulk',
  'delta',
  'absent',
  'district',
  'math',
  '4=4, 3*=3',
];

export const CELLS: readonly string[] = [...ODD, ...DAYS, ...LETTERS, ...WORDS];
