import { describe, expect, it } from 'vitest';
import { matchStudent } from '../../../src/core/matching/students.js';
import { pupil } from '../people.js';

const SCHOOL = [
  pupil(1, 'Ana', 'Osei', { ids: ['1001', 'S-77'] }),
  pupil(2, 'Anabel', 'Ruiz', { ids: ['1002'] }),
  pupil(3, 'Joana', 'Lind', { ids: ['1003'] }),
  pupil(4, 'Zoë', 'García-López', { ids: ['0004'] }),
  pupil(5, 'Elizabeth', 'Smith', { preferred: 'Betty', ids: ['1005'] }),
  pupil(6, 'Ben', 'Smith', { ids: ['1006'] }),
  pupil(7, 'Mary Ann', "O'Neil", { ids: ['1007'] }),
  pupil(8, 'Ana', 'Gone', { ids: ['1008'], active: false }),
  pupil(9, 'Otto', 'Gone', { ids: ['S-78', '1001'], active: false }),
  pupil(10, 'Gus', 'Gone', { ids: ['gus'], active: false }),
];

const match = (typed: string) => {
  const found = matchStudent(SCHOOL, typed);
  switch (found.kind) {
    case 'one':
      return String(found.found.id);
    case 'several':
      return `several: ${found.candidates.map(({ id }) => id).join(' ')}`;
    case 'none':
      return `none, near: ${found.near.map(({ id }) => id).join(' ')}`;
  }
};

describe('a student', () => {
  it.each([
    ['an id', '1002', '2'],
    ['a further id, any case', 's-77', '1'],
    ['an id with blanks around', ' 0004 ', '4'],
    ['a leading zero is part of an id', '4', 'none, near: '],
    ['a whole word before the start of one', 'ana', '1'],
    ['the start of a word before the inside', 'anab', '2'],
    ['the inside of a word', 'oan', '3'],
    ['the start of several', 'an', 'several: 7 1 2'],
    ['a whole word of several', 'smith', 'several: 6 5'],
    ['words of both names', 'smith ben', '6'],
    ['the preferred name', 'betty', '5'],
    ['preferred and family name', 'Betty Smith', '5'],
    ['given and family name', 'elizabeth smith', '5'],
    ['given and preferred name', 'betty elizabeth', '5'],
    ['starts of two words', 'eli smi', '5'],
    ['family, given', 'Osei, Ana', '1'],
    ['without accents', 'zoe garcia', '4'],
    ['with accents', 'ZOË', '4'],
    ['a hyphenated name', 'garcía-lópez', '4'],
    ['a part of a hyphenated name', 'lopez', '4'],
    ['a typographic apostrophe', 'O’Neil', '7'],
    ['words of which one is whole and one begun', 'mary oneil', 'none, near: '],
    ['words of different students', 'ana smith', 'none, near: '],
    ['a withdrawn student where no active one matches', 'gone', 'several: 8 10 9'],
    ['a withdrawn student by id', '1008', '8'],
    ["a withdrawn student's further id is an active one's", '1001', '1'],
    ['an active student before a withdrawn one of the name', 'ana', '1'],
    ['nothing', '  ', 'none, near: '],
    ['only a comma', ',', 'none, near: '],
  ])('%s: "%s"', (_, typed, expected) => {
    expect(match(typed)).toBe(expected);
  });

  it.each([
    ['slips', 'annabel', 'none, near: 2'],
    ['swaps', 'betyt', 'none, near: 5'],
    ['a slip of an id', '10022', 'none, near: 2 1 3 5 6'],
    ['never the withdrawn', 'guss', 'none, near: '],
    ['nothing alike', 'xyzzy', 'none, near: '],
  ])('suggests after %s: "%s"', (_, typed, expected) => {
    expect(match(typed)).toBe(expected);
  });

  it('is the one who shows the id, not another who has it too', () => {
    const twice = [pupil(1, 'A', 'A', { ids: ['x', '7'] }), pupil(2, 'B', 'B', { ids: ['7'] })];
    expect(matchStudent(twice, '7')).toMatchObject({ kind: 'one', found: { id: 2 } });
    const further = [
      pupil(1, 'A', 'A', { ids: ['x', '7'] }),
      pupil(2, 'B', 'B', { ids: ['y', '7'] }),
    ];
    expect(matchStudent(further, '7').kind).toBe('several');
  });
});
