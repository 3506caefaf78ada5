import { describe, expect, it } from 'vitest';
import { dateReader } from '../../../src/core/importing/dates.js';

describe('a day in a file', () => {
  it.each([
    ['2026-09-14', '2026-09-14'],
    ['2026-09-14 10:22:31', '2026-09-14'],
    ['2026-09-14T23:30:00.000Z', '2026-09-14'],
    ['2026-09-14 7:05 pm', '2026-09-14'],
    ['2026-09-14 10:22:31 GMT+2', '2026-09-14'],
    ['2026-9-14', null],
    ['2026-02-30', null],
    ['9/14/2026', null],
    ['2026-09-14 late', null],
    ['2026-09-145', null],
    ['', null],
  ])('%j is %s', (text, day) => {
    expect(dateReader(null)(text)).toBe(day);
  });

  it.each([
    ['DD/MM/YYYY', '03/04/2026', '2026-04-03'],
    ['MM/DD/YYYY', '03/04/2026', '2026-03-04'],
    ['M/D/YYYY', '9/14/2026 10:22:31', '2026-09-14'],
    ['M/D/YYYY', '9/14/2026 1:05:00 PM', '2026-09-14'],
    ['DD/MM/YYYY', '3/9/2026', '2026-09-03'],
    ['D.M.YYYY', '3.9.2026', '2026-09-03'],
    ['d-m-yyyy', '3-9-2026', '2026-09-03'],
    ['YYYY/MM/DD', '2026/09/14 10:22:31 am GMT+2', '2026-09-14'],
    ['D.M.YYYY', '2026-09-03', '2026-09-03'],
    ['D.M.YYYY', '3/9/2026', null],
    ['MM/DD/YYYY', '14/09/2026', null],
    ['DD/MM/YYYY', '31/02/2026', null],
    ['DD/MM/YYYY', '3/9/26', null],
  ])('written %s, %j is %s', (format, text, day) => {
    expect(dateReader(format)(text)).toBe(day);
  });

  it.each([
    'DD/MM/YY',
    'DDMMYYYY',
    'DD/MM',
    'DD/DD/YYYY',
    'DD/MM.YYYY',
    'MMM D YYYY',
    '',
    'x',
  ])('cannot be written %j', (format) => {
    expect(() => dateReader(format)).toThrow(/--date-format .*DD\/MM\/YYYY/);
  });
});
