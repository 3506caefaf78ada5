/** In which term results of a section stand. */
import { describe, expect, it } from 'vitest';
import { sectionTerms, type Term } from '../../src/core/terms.js';

function term(id: number, parent: number | null, startsOn: string, endsOn: string): Term {
  return { id, code: `T${id}`, name: `T${id}`, startsOn, endsOn, kind: null, parent };
}

const YEAR = term(1, null, '2026-08-01', '2027-07-01');
const AUTUMN = term(2, 1, '2026-08-01', '2026-12-20');
const SPRING = term(3, 1, '2027-01-01', '2027-07-01');
const ELSEWHERE = term(4, null, '2026-08-01', '2027-02-01');
const TERMS = [YEAR, AUTUMN, SPRING, ELSEWHERE];

describe('the term of a section', () => {
  it.each([
    ['the shorter one within its own', 1, '2026-10-01', [2]],
    ['its own where it is the shortest', 2, '2026-10-01', [2]],
    ['its own when that is over', 2, '2027-03-01', [2]],
    ['its own between the shorter ones', 1, '2026-12-25', [1]],
    ['its own and none elsewhere', 4, '2026-10-01', [4]],
    ['those around the day where it has none', null, '2026-10-01', [2, 4]],
    ['the only one around the day', null, '2027-03-01', [3]],
    ['none where there is none', null, '2028-03-01', []],
  ])('is %s', (_, own, day, ids) => {
    expect(sectionTerms(TERMS, own, day).map(({ id }) => id)).toEqual(ids);
  });
});
