import { describe, expect, it } from 'vitest';
import {
  offeredStudents,
  type Place,
  studentsTyped,
} from '../../../src/core/entering/offered-students.js';
import { pupil } from '../people.js';

const ANA = pupil(1, 'Ana', 'Osei');
const BEN = pupil(2, 'Ben', 'Adams');
const CLEO = pupil(3, 'Cleo', 'Zhou', { preferred: 'Kiki' });
const DAN = pupil(4, 'Dan', 'Ek');
const GONE = pupil(5, 'Gus', 'Brown', { active: false });
const ALL = [ANA, BEN, CLEO, DAN, GONE];

const offered = (place: Partial<Place>) =>
  offeredStudents(ALL, { section: new Set(), last: null, recent: [], ...place })
    .map(({ given }) => given)
    .join(' ');

describe('the students offered', () => {
  it.each<[string, Partial<Place>, string]>([
    ['by family name', {}, 'Ben Dan Ana Cleo'],
    ['recent ones first, latest first', { recent: [3, 1] }, 'Cleo Ana Ben Dan'],
    ['then the section', { section: new Set([1, 4]) }, 'Dan Ana Ben Cleo'],
    ['recent before the section', { section: new Set([1]), recent: [4] }, 'Dan Ana Ben Cleo'],
    [
      'the next of the section before all',
      { section: new Set([1, 2, 4]), last: 2, recent: [2] },
      'Dan Ben Ana Cleo',
    ],
    [
      'the next though she is recent too',
      { section: new Set([1, 4]), last: 4, recent: [4, 1] },
      'Ana Dan Ben Cleo',
    ],
    ['round the section at its end', { section: new Set([1, 4]), last: 1 }, 'Dan Ana Ben Cleo'],
    [
      'no next where the last is of another section',
      { section: new Set([4]), last: 1 },
      'Dan Ben Ana Cleo',
    ],
    ['one who left is not among them', { recent: [5] }, 'Ben Dan Ana Cleo'],
  ])('%s', (_, place, expected) => {
    expect(offered(place)).toBe(expected);
  });
});

describe('as a teacher types', () => {
  const order = [CLEO, DAN, ANA, BEN];
  it.each([
    ['', 'Cleo Dan Ana Ben'],
    ['  ', 'Cleo Dan Ana Ben'],
    ['a', 'Ana Ben'],
    ['KIKI', 'Cleo'],
    ['zhou cl', 'Cleo'],
    ['4', 'Dan'],
    ['anna', 'Ana'],
    ['brown', 'Gus'],
    ['xyzzy', ''],
  ])('"%s" offers %s', (typed, expected) => {
    const found = studentsTyped(ALL, order, typed).map(({ given }) => given);
    expect(found.join(' ')).toBe(expected);
  });
});
