import { describe, expect, it } from 'vitest';
import { faultsOf, readFlag, readNumber } from '../../../src/core/importing/records.js';

describe('cells of a file', () => {
  it.each([
    ['yes', true],
    ['Y', true],
    ['TRUE', true],
    ['1', true],
    ['x', true],
    ['no', false],
    ['n', false],
    ['False', false],
    ['0', false],
    ['', null],
    [' ', null],
    ['maybe', undefined],
    ['2', undefined],
  ])('"%s" as yes or no is %s', (text, expected) => {
    expect(readFlag(text)).toBe(expected);
  });

  it.each([
    ['3', 3],
    ['2.5', 2.5],
    ['.5', 0.5],
    ['-1', -1],
    [' 7 ', 7],
    ['007', 7],
    ['', null],
    ['1e3', null],
    ['1,000', null],
    ['3.', null],
    ['0x10', null],
    ['Infinity', null],
  ])('"%s" as a number is %s', (text, expected) => {
    expect(readNumber(text)).toBe(expected);
  });
});

describe('faults', () => {
  it('call a field by its header, and count the errors', () => {
    const headers: Record<string, string> = { score: 'Points' };
    const faults = faultsOf({ file: 'a.csv', header: (field) => headers[field] ?? null });
    faults.warning(2, 'score', 'odd', 'odd');
    faults.error(3, 'date', 'bad', 'bad');
    faults.error(4, null, 'worse', 'worse');
    expect(faults.errors()).toBe(2);
    expect(faults.problems).toEqual([
      { file: 'a.csv', line: 2, field: 'Points', code: 'odd', severity: 'warning', message: 'odd' },
      { file: 'a.csv', line: 3, field: 'date', code: 'bad', severity: 'error', message: 'bad' },
      { file: 'a.csv', line: 4, field: null, code: 'worse', severity: 'error', message: 'worse' },
    ]);
  });
});
