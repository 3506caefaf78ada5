import { describe, expect, it } from 'vitest';
import { PlError } from '../../src/core/errors.js';
import type { Scale } from '../../src/core/model.js';
import {
  allowedScores,
  cuts,
  DEFAULT_LEVELS,
  type LevelCut,
  levelOf,
  masteryCut,
  masteryLevel,
  readScore,
  top,
} from '../../src/core/scale.js';
import { readLevels, writeLevels } from '../../src/core/scale-text.js';

const scale = (levels: string): Scale => ({ id: 1, name: 'ours', levels: readLevels(levels) });
const FOUR: Scale = { id: 1, name: 'default', levels: DEFAULT_LEVELS };
const HALVES = scale('0=None, 1.5=Some, 2.5*=Enough, 5=All');

describe('the default scale', () => {
  it('is 1 to 4 with mastery at Proficient', () => {
    expect(writeLevels(DEFAULT_LEVELS)).toBe(
      '1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary',
    );
    expect(top(FOUR)).toBe(4);
    expect(masteryLevel(FOUR).name).toBe('Proficient');
  });
});

describe('cuts', () => {
  it.each<[string, Scale, LevelCut, number | null, number[]]>([
    ['at the values', FOUR, 'floor', null, [1, 2, 3, 4]],
    ['halfway down', FOUR, 'nearest', null, [1, 1.5, 2.5, 3.5]],
    ['with mastery moved down', FOUR, 'floor', 2.7, [1, 2, 2.7, 4]],
    ['with mastery moved up', FOUR, 'nearest', 3.2, [1, 1.5, 3.2, 3.5]],
    ['with mastery moved over the next level', FOUR, 'nearest', 3.8, [1, 1.5, 3.8, 3.8]],
    ['with mastery moved under the one before', FOUR, 'floor', 1.5, [1, 1.5, 1.5, 4]],
    ['of uneven levels', HALVES, 'nearest', null, [0, 0.75, 2, 3.75]],
  ])('%s', (_, on, levelCut, masteryAt, expected) => {
    const begins = cuts(on, levelCut, masteryAt);
    expect(begins).toEqual(expected);
    expect(masteryCut(on, begins)).toBe(expected[2]);
  });
});

describe('levelOf', () => {
  it.each<[number, LevelCut, number | null, string]>([
    [3, 'floor', null, 'Proficient'],
    [2.99, 'floor', null, 'Developing'],
    [4, 'floor', null, 'Exemplary'],
    [1, 'floor', null, 'Beginning'],
    [0.4, 'floor', null, 'Beginning'],
    [0, 'floor', null, 'Beginning'],
    [2.5, 'nearest', null, 'Proficient'],
    [2.49, 'nearest', null, 'Developing'],
    [0.2, 'nearest', null, 'Beginning'],
    [2.7, 'floor', 2.7, 'Proficient'],
    [2.69, 'floor', 2.7, 'Developing'],
    [3.1, 'floor', 3.2, 'Developing'],
    [4, 'floor', 4, 'Exemplary'],
    [3.7, 'nearest', 3.8, 'Developing'],
    [1.7, 'floor', 1.5, 'Proficient'],
  ])('%d by %s, mastery at %s, is %s', (score, levelCut, masteryAt, expected) => {
    expect(levelOf(FOUR, cuts(FOUR, levelCut, masteryAt), score).name).toBe(expected);
  });
});

describe('readScore', () => {
  it.each([
    ['3', 3],
    ['2.5', 2.5],
    ['0', 0],
    ['4', 4],
    [' 3 ', 3],
    ['Proficient', 3],
    ['exemplary', 4],
    ['4.01', null],
    ['-1', null],
    ['3,5', null],
    ['1e0', null],
    ['', null],
    ['Great', null],
  ])('"%s" is %s', (text, expected) => {
    expect(readScore(FOUR, text)).toBe(expected);
  });

  it('says what is allowed', () => {
    expect(allowedScores(FOUR)).toBe(
      'a number from 0 to 4, or Beginning, Developing, Proficient, Exemplary',
    );
  });
});

describe('readLevels', () => {
  it.each([
    ['1=No, 2*=Yes', '1=No, 2*=Yes'],
    ['2* = Yes ; 1 = No', '1=No, 2*=Yes'],
    ['1, 2*, 3', '1=1, 2*=2, 3=3'],
    ['0=F, 59.5*=Pass, 100=A', '0=F, 59.5*=Pass, 100=A'],
    ['1=Not yet, 2*=Met: all of it', '1=Not yet, 2*=Met: all of it'],
    ['1=No, 2*="Yes, always; really"', '1=No, 2*="Yes, always; really"'],
    ['1="No", 2* = "So ""called"", yes", 3=a "b"', '1=No, 2*="So ""called"", yes", 3=a "b"'],
  ])('reads "%s"', (text, expected) => {
    expect(writeLevels(readLevels(text))).toBe(expected);
    expect(readLevels(writeLevels(readLevels(text)))).toEqual(readLevels(text));
  });

  it.each([
    ['1*=Yes', 'a scale has at least two levels'],
    ['1=No, 2=Yes', 'exactly one level is mastery, marked with a star (here 0)'],
    ['1*=No, 2*=Yes', 'exactly one level is mastery, marked with a star (here 2)'],
    ['1=No, 1*=Yes', 'two levels have the same value'],
    ['1=yes, 2*=Yes', 'two levels have the same name'],
    ['one=No, 2*=Yes, 3=Wow', '"one=No" is not VALUE=NAME'],
    ['-1=No, 2*=Yes, 3=Wow', '"-1=No" is not VALUE=NAME'],
    ['', '"" is not VALUE=NAME'],
    ['1=No,, 2*=Yes', '"" is not VALUE=NAME'],
    ['1=No, 2*="Yes, open', '"open" is not VALUE=NAME'],
  ])('refuses "%s"', (text, fault) => {
    expect(() => readLevels(text)).toThrow(fault);
    expect(() => readLevels(text)).toThrow(PlError);
  });

  it('says every fault at once', () => {
    expect(() => readLevels('1=a, 1=A')).toThrow(
      'exactly one level is mastery, marked with a star (here 0); two levels have the same value; two levels have the same name',
    );
  });
});
