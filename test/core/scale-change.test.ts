/** A judgement carried: its share of the top, on its side of mastery. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { masteryLevel, top } from '../../src/core/scale.js';
import { carriedLevel, carriedScore } from '../../src/core/scale-change.js';
import { readLevels } from '../../src/core/scale-text.js';
import { levelsOf } from './any-scale.js';

const scale = levelsOf.map((text) => ({ id: 1, name: 'any', levels: readLevels(text) }));

it('what was met stays met, what was not stays so, and nothing else leaves its share', () => {
  fc.assert(
    fc.property(scale, scale, fc.integer({ min: 0, max: 100 }), (from, to, share) => {
      const level = (share * top(from)) / 100;
      const carried = carriedLevel(level, from, to);
      const isMet = level >= masteryLevel(from).value;
      expect(carried >= masteryLevel(to).value).toBe(isMet);
      expect(carried).toBeLessThanOrEqual(top(to));
      const kept = carriedScore(level, from, to);
      if (kept >= masteryLevel(to).value === isMet) expect(carried).toBe(kept);
    }),
  );
});
