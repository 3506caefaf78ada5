/** Many moves at once: a rule that changes for a whole school. */
import { beforeEach, expect, it } from 'vitest';
import { ok, pl, sampleSchool, text } from '../support/pl.js';

beforeEach(async () => {
  await sampleSchool();
  await ok('rollup');
});

it('are listed to people up to twenty, and how many more there are is said', async () => {
  await ok('policy set min_evidence=20');
  const { out, lines } = await ok('rollup');
  const moved = Number(/moved by policy: (\d+)/.exec(out)?.[1]);
  expect(moved).toBeGreaterThan(100);
  expect(lines.filter((line) => /: (met|not yet) → need more/.test(line))).toHaveLength(20);
  expect(out).toContain(`  … and ${moved - 20} more (pl rollup --last --csv)\n`);
  expect((await ok('rollup --last --csv')).lines).toHaveLength(moved + 1);
});

it('are written with -o whole or not at all', async () => {
  await ok('policy set min_evidence=20');
  await ok('rollup --json -o changes.json');
  expect(text('changes.json')).toBe((await ok('rollup --last --json')).out);
  expect(JSON.parse(text('changes.json')).changes.length).toBeGreaterThan(1000);
  const refused = await pl('rollup --last --json -o nowhere/changes.json');
  expect({ code: refused.code, out: refused.out }).toEqual({ code: 1, out: '' });
});
