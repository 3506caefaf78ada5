import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  highestLevel,
  type Letters,
  readLetters,
  writeLetters,
} from '../../../src/core/grades/letters.js';

const written = (text: string) => {
  const { letters, fault } = readLetters(text);
  return letters === null ? `fault: ${fault}` : writeLetters(letters);
};

describe('a conversion', () => {
  it.each([
    ['A: mean 3.5; B: mean 3; C: mean 2; D: mean 1; else F'],
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete'],
    ['A: stage Foundation and 4 of Exploration; B: stage Foundation and 2 of Exploration'],
    ['A+: mean 3.75 and enough 80%; A+: assessed 100%'],
    ["A: stage 'Read and write' and 2 of 'a;b'"],
    ['A: stage "Ben\'s unit" and min 3'],
    ['Not yet: min 0; else -'],
  ])('%s is written as it is read', (text) => {
    expect(written(text)).toBe(text);
  });

  it('may be written with other spaces and in capitals', () => {
    expect(written(' A :MEAN 3 AND Most 4;;b: 2 OF  Base ; Else F;')).toBe(
      'A: mean 3 and most 4; b: 2 of Base; else F',
    );
    expect(written('A: met 80 %')).toBe('A: met 80%');
    expect(written("A: stage 'Base'")).toBe('A: stage Base');
    expect(written('A: stage Sand and min 2')).toBe('A: stage Sand and min 2');
  });

  it.each([
    ['', 'there is no rule'],
    ['else F', 'there is no rule'],
    ['A', '"A" is not LETTER: CONDITION'],
    [': mean 3', '": mean 3" is not LETTER: CONDITION'],
    ['A:', 'the rule for A has no condition'],
    ['A: mean', '"mean" is no condition: mean N, min N'],
    ['A: mean -1', '"mean -1" is no condition'],
    ['A: mean 3 or min 2', '"mean 3 or min 2" is no condition'],
    ['A: met 80', '"met 80" is no condition'],
    ['A: met 101%', '"met 101%" is no condition'],
    ['A: enough 0%', '"enough 0%" is no condition'],
    ['A: 0 of Base', '"0 of Base" is no condition'],
    ['A: stage', '"stage" is no condition'],
    ["A: stage Ben's", '"stage Ben\'s" is no condition'],
    ['A: mean 3; else F; B: mean 2', '"else F" comes last, before "B: mean 2"'],
    ['A: mean 3; else B"', '"B"" is no letter'],
    ['else: mean 3', '"else" is no letter'],
    ['a letter of many many signs: mean 3', '"a letter of many many signs" is no letter'],
  ])('%j is refused: %s', (text, fault) => {
    expect(written(text)).toContain(`fault: ${fault}`);
  });

  it('names its highest level', () => {
    const highest = (text: string) => highestLevel(readLetters(text).letters as Letters);
    expect(highest('A: min 3 and most 4; B: met 90%')).toBe(4);
    expect(highest('A: met 90%')).toBeNull();
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9+-]{1,8}$/).filter((text) => !/^else$/i.test(text));
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z;"' ]{0,12}[a-z]$/)
  .filter((text) => !(text.includes('"') && text.includes("'")));
const amount = fc.integer({ min: 0, max: 400 }).map((n) => n / 4);
const percent = fc.integer({ min: 1, max: 100 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constantFrom('mean', 'min', 'most'), level: amount }),
  fc.record({ kind: fc.constantFrom('met', 'assessed', 'enough'), percent }),
  fc.record({
    kind: fc.constant('stage' as const),
    name,
    count: fc.option(fc.integer({ min: 1, max: 9999 })),
  }),
);
const conversion: fc.Arbitrary<Letters> = fc.record({
  rules: fc.array(
    fc.record({ letter: word, conditions: fc.array(condition, { minLength: 1, maxLength: 4 }) }),
    { minLength: 1, maxLength: 5 },
  ),
  otherwise: fc.option(word),
});

it('any conversion is read back from what is written', () => {
  fc.assert(
    fc.property(conversion, (letters) => {
      expect(readLetters(writeLetters(letters)).letters).toEqual(letters);
    }),
  );
});

it('any text is read or refused with a reason', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { letters, fault } = readLetters(`A: ${text}`);
      if (letters === null) expect(fault).not.toBe('');
      else expect(readLetters(writeLetters(letters)).letters).toEqual(letters);
    }),
  );
});
