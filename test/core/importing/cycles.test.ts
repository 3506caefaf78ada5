import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingEdges } from '../../../src/core/importing/cycles.js';

const edges = (text: string) =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => ({ from: one[0] ?? '', to: one[1] ?? '' }));

describe('what closes a circle', () => {
  it.each([
    ['', 'ab bc', []],
    ['', 'ab ba', ['b a b']],
    ['', 'ab bc ca', ['c a b c']],
    ['', 'aa', ['a a']],
    ['ab bc', 'ca', ['c a b c']],
    ['ab', 'bc cd', []],
    ['', 'ab ac bd cd', []],
    ['', 'ab ba bc cb', ['b a b', 'c b c']],
    ['bc', 'ab ca ac', ['c a b c']],
  ])('with %s standing, of %s: %j', (standing, added, expected) => {
    const found = closingEdges(edges(standing), edges(added));
    expect(found.map(({ way }) => way.join(' '))).toEqual(expected);
  });

  it('is what is left out when the rest has no circle', () => {
    const anyEdges = fc.array(fc.tuple(fc.constantFrom(...'abcde'), fc.constantFrom(...'abcde')), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(anyEdges, (pairs) => {
        const added = pairs.map(([from, to]) => ({ from, to }));
        const closing = closingEdges([], added);
        const kept = added.filter((edge) => !closing.some((one) => one.edge === edge));
        expect(closingEdges([], kept)).toEqual([]);
        for (const { edge, way } of closing) {
          expect([way[0], way[1], way.at(-1)]).toEqual([edge.from, edge.to, edge.from]);
          way.slice(1).forEach((to, at) => {
            expect(added).toContainEqual({ from: way[at], to });
          });
        }
      }),
    );
  });
});
