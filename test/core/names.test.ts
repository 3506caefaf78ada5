import { describe, expect, it } from 'vitest';
import {
  compareStudents,
  compareText,
  displayName,
  folded,
  normalGrade,
  shownId,
  splitName,
} from '../../src/core/names.js';
import { pupil } from './people.js';

describe('a bare name', () => {
  it.each([
    ['Ana Osei', 'Ana', 'Osei'],
    ['Osei, Ana', 'Ana', 'Osei'],
    ['Ana Maria Osei', 'Ana Maria', 'Osei'],
    ['Osei Mensah, Ana', 'Ana', 'Osei Mensah'],
    ['  Ana   Osei ', 'Ana', 'Osei'],
    ['Pelé', 'Pelé', ''],
    ['Osei,', '', 'Osei'],
    ['', '', ''],
  ])('"%s" is given "%s", family "%s"', (name, given, family) => {
    expect(splitName(name)).toEqual({ given, family });
  });
});

describe('a name as shown', () => {
  it('prefers the name she prefers', () => {
    expect(displayName(pupil(1, 'Anastasia', 'Osei'))).toBe('Anastasia Osei');
    expect(displayName(pupil(1, 'Anastasia', 'Osei', { preferred: 'Ana' }))).toBe('Ana Osei');
    expect(displayName(pupil(1, 'Pelé', ''))).toBe('Pelé');
  });

  it('shows the first of her ids', () => {
    expect(shownId(pupil(1, 'Ana', 'Osei', { ids: ['007', 'S-1'] }))).toBe('007');
    expect(shownId({ ids: [] })).toBe('');
  });
});

describe('sorting', () => {
  it('goes by family name, given name, id', () => {
    const students = [
      pupil(1, 'Bo', 'zander'),
      pupil(2, 'Bo', 'Öst'),
      pupil(3, 'Bo', 'Oz', { ids: ['10'] }),
      pupil(4, 'Bo', 'Oz', { ids: ['9'] }),
      pupil(5, 'Al', 'Oz'),
    ];
    expect([...students].sort(compareStudents).map(({ id }) => id)).toEqual([2, 5, 4, 3, 1]);
  });

  it.each([
    ['a', 'B'],
    ['é', 'f'],
    ['7A', '10A'],
  ])('%s before %s', (a, b) => {
    expect(compareText(a, b)).toBeLessThan(0);
    expect(compareText(b, a)).toBeGreaterThan(0);
    expect(compareText(a, a)).toBe(0);
  });
});

describe('grades', () => {
  it.each([
    ['06', '6'],
    ['6', '6'],
    ['12', '12'],
    ['0', 'K'],
    ['00', 'K'],
    ['KG', 'K'],
    ['kindergarten', 'K'],
    ['K', 'K'],
    ['PK', 'PK'],
    ['Year 7', 'Year 7'],
    [' 8 ', '8'],
    ['', ''],
  ])('"%s" is "%s"', (grade, expected) => {
    expect(normalGrade(grade)).toBe(expected);
  });
});

describe('folding', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['ZOE\u0308', 'zoe'],
    ['Łukasz Øst', 'lukasz ost'],
    ['Straße', 'strasse'],
    ["O’Neil  d'Arc ", "o'neil d'arc"],
    ['Æon Œuvre', 'aeon oeuvre'],
  ])('%s is %s', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });
});
