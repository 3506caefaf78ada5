/** Which names may be one child's, and which are somebody else's. */
import { describe, expect, it } from 'vitest';
import { isOtherName, isSameName } from '../../../src/core/importing/name-agreement.js';

/** `Given Names, Family Name (Preferred)` */
function name(text: string) {
  const [, given = '', family = '', preferred = ''] =
    /^([^,]*), ([^(]*?)(?: \((.*)\))?$/.exec(text) ?? [];
  return { given, family, preferred };
}

describe('a name', () => {
  it.each([
    ["Siobhán, O'Brien", 'Siobhan, OBrien'],
    ["Siobhán, O'Brien", 'Siobhán O, Brien'],
    ['Siobhan, OBrien', 'Siobhán O, Brien'],
    ["Siobhán, O'Brien", "Siobhán A., O'Brien Jr."],
    ['Maximilian, Lind', 'Max, Lind'],
    ['Jonathan, Lind', 'J., Lind'],
    ['Jean-Luc, Petit', 'Jean Luc, Petit'],
    ['Jean-Luc, Petit', 'Jeanluc, Petit'],
    ['Ana Maria, Garcia', 'Ana, Maria Garcia'],
    ['Ana, Garcia Lopez', 'Ana, Lopez'],
    ['Ana, Osei', 'Osei, Ana'],
    ['William, Lind (Bill)', 'Bill, Lind'],
    ['Søren, Kjær', 'SOREN, KJAER'],
  ])('%s is %s', (a, b) => {
    expect(isSameName(name(a), name(b))).toBe(true);
    expect(isSameName(name(b), name(a))).toBe(true);
    expect(isOtherName(name(a), name(b))).toBe(false);
  });

  it.each([
    ['Ana, Osei', 'Ana, Marsh'],
    ['Ana Maria, Osei', 'Ana, Marsh'],
  ])('%s may become %s', (a, b) => {
    expect([isSameName(name(a), name(b)), isOtherName(name(a), name(b))]).toEqual([false, false]);
  });

  it.each([
    ['Ana, Osei', 'Eno, Osei'],
    ['Ana Maria, Osei', 'Eva Maria, Osei'],
    ['Jean-Luc, Petit', 'Jean-Marie, Petit'],
    ['Ana, Osei', 'Bo, Lind'],
    ['Ana, Osei', 'A., Marsh'],
    ['Maximilian, Lind', 'Max, Marsh'],
    ['Ana, de la Cruz', 'Eva, de la Rosa'],
  ])('%s is not %s', (a, b) => {
    expect(isOtherName(name(a), name(b))).toBe(true);
    expect(isOtherName(name(b), name(a))).toBe(true);
  });
});
