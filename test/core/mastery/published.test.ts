/**
 * Worked examples that vendors, districts and teachers published, as `pl selftest` ships them: each
 * is judged as students are, and nothing differs but what is said to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkExample } from '../../../src/core/selftest/check.js';
import { EXAMPLES } from '../../../src/core/selftest/examples.js';

describe('published examples', () => {
  it.each(EXAMPLES.map((example) => [example.id, example] as const))('%s', (_, example) => {
    const { pl } = checkExample(example);
    expect(pl).toBe(example.differs?.pl ?? example.published);
  });

  it('have an address each, and no two have one name', () => {
    for (const { id, source } of EXAMPLES)
      expect([id, source]).toEqual([id, expect.stringMatching(/^https?:\/\//)]);
    expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length);
  });

  it('are found out where pl gives something else without a reason', () => {
    const [first] = EXAMPLES;
    if (first === undefined) throw new Error('there are examples');
    const wrong = checkExample({ ...first, published: 3.99 });
    expect(wrong).toMatchObject({ pl: 4, agrees: false, asStated: false });
    const other = { pl: 3.9, because: 'of something' };
    expect(checkExample({ ...first, published: 3.99, differs: other }).asStated).toBe(false);
  });

  const shared = new URL('../../../../shared/data/worked_examples.json', import.meta.url);
  it.skipIf(!existsSync(shared))(
    'hold the list in ../shared/data with its addresses (skipped without it)',
    () => {
      const { examples } = JSON.parse(readFileSync(shared, 'utf8')) as {
        examples: readonly { id: string; source: string }[];
      };
      const here = new Map(EXAMPLES.map(({ id, source }) => [id, source]));
      for (const { id, source } of examples) expect([id, here.get(id)]).toEqual([id, source]);
    },
  );
});
