/** Any scale, as the text of its levels: two to five levels, one of them mastery. */
import fc from 'fast-check';

const VALUES = [0, 0.5, 1, 2, 2.5, 3, 4, 5, 10, 60, 75, 80, 100];

/** Levels as `pl scale set` takes them; mastery is never the lowest. */
export const levelsOf: fc.Arbitrary<string> = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 2, maxLength: 5 }), fc.nat())
  .map(([values, pick]) => {
    const sorted = values.sort((a, b) => a - b);
    const mastery = 1 + (pick % (sorted.length - 1));
    return sorted
      .map((value, index) => `${value}${index === mastery ? '*' : ''}=L${index}`)
      .join(', ');
  });
