import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, readDay } from '../../src/core/day.js';

describe('isDay', () => {
  it.each([
    '2026-09-01',
    '2024-02-29',
    '2000-02-29',
    '1900-01-01',
    '2199-12-31',
    '2026-04-30',
    '2026-12-31',
  ])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '1900-02-29',
    '2024-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '1899-12-31',
    '2200-01-01',
    '2026-9-1',
    '2026/09/01',
    '09/01/2026',
    '2026-09-01T09:00',
    ' 2026-09-01',
    '',
  ])('"%s" is none', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('addDays and daysBetween', () => {
  it.each([
    ['2026-09-01', 0, '2026-09-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2000-02-28', 2, '2000-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2026-03-01', 365, '2027-03-01'],
    ['1969-12-31', 1, '1970-01-01'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(count);
  });

  it('agrees with the calendar of the language', () => {
    const day = (time: Date) => time.toISOString().slice(0, 10);
    const [min, max] = [new Date('1900-01-01'), new Date('2199-01-01')];
    fc.assert(
      fc.property(
        fc.date({ min, max, noInvalidDate: true }),
        fc.integer({ min: -300, max: 300 }),
        (time, count) => {
          const later = new Date(time);
          later.setUTCDate(later.getUTCDate() + count);
          fc.pre(later >= min);
          expect(addDays(day(time), count)).toBe(day(later));
          expect(isDay(day(later))).toBe(true);
        },
      ),
    );
  });
});

describe('readDay', () => {
  it.each([
    ['2026-10-01', '2026-10-01'],
    ['today', '2026-03-01'],
    ['Yesterday', '2026-02-28'],
    [' today ', '2026-03-01'],
    ['-3d', '2026-02-26'],
    ['-0d', '2026-03-01'],
    ['-365d', '2025-03-01'],
    ['tomorrow', null],
    ['+3d', null],
    ['3d', null],
    ['-d', null],
    ['2026-02-30', null],
    ['', null],
  ])('on 2026-03-01, "%s" is %s', (text, expected) => {
    expect(readDay(text, '2026-03-01')).toBe(expected);
  });
});
