/** Which words name a student who is forgotten. */
import { describe, expect, it } from 'vitest';
import { isNameOf, isPeerNameOf, mentions, type Person } from '../../src/core/forgetting.js';

const her: Person = {
  id: 1,
  ids: [{ type: 'student', value: 'zq-7741' }],
  names: [{ given: 'Zenobia', family: 'van Quill' }],
  emails: ['zq@example.org'],
};

describe('a student is named', () => {
  it.each([
    ['a note on Zenobia', true],
    ['VAN  QUILL, 7A', true],
    ['quill', false],
    ['zq-7741.csv', true],
    ['zq 77412', false],
    ['Zenobias', false],
    ['', false],
  ])('by any of her names and ids, as words of their own: %s', (text, is) => {
    expect(mentions([her])(text)).toBe(is);
  });

  it('where very many are forgotten at once', () => {
    const many = Array.from({ length: 150_000 }, (_, n) => ({
      ...her,
      emails: [`n${n}@example.org`],
    }));
    expect(mentions(many)('to n149999@example.org')).toBe(true);
  });

  it.each([
    ['Zenobia van Quill', true],
    ['van Quill, Zenobia', true],
    ['zq@example.org', true],
    ['Zenobia', false],
  ])('as a whole, in either order: %s', (text, is) => {
    expect(isNameOf([her])(text)).toBe(is);
  });

  it('by a part of her name as a peer, unless another is called so', () => {
    const isHers = isPeerNameOf([her], ['Ana', 'Van Quill']);
    expect(['zenobia', 'van Quill', 'Ana', 'Zenobia B'].map(isHers)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
