/** `pl selftest`: figures that others have published, beside ours. */
import { expect, it } from 'vitest';
import { EXAMPLES } from '../../src/core/selftest/examples.js';
import { exists, GRADEBOOK, ok } from '../support/pl.js';

interface Row {
  readonly id: string;
  readonly agrees: boolean;
  readonly because: string | null;
}

it('prints every example with its figures and address, and needs no gradebook', async () => {
  const { out, lines } = await ok('selftest');
  expect(out).toContain('JumpRope, power-law: 2, 4, 1, 3 → published 2.16, pl 2.16: agrees');
  for (const { source } of EXAMPLES) expect(out).toContain(source);
  expect(lines.at(-1)).toMatch(/^(\d+) published examples: \1 agree$/);
  expect(exists(GRADEBOOK)).toBe(false);
});

it('gives the same as JSON and CSV, keys in order', async () => {
  const rows = (await ok('selftest --json')).json<Row[]>();
  expect(Object.keys(rows[0] ?? {}).slice(0, 10)).toEqual(
    'id publisher source method policy scores published pl agrees because'.split(' '),
  );
  expect(rows.map(({ id }) => id)).toEqual(EXAMPLES.map(({ id }) => id));
  for (const { agrees, because } of rows) expect(because === null).toBe(agrees);
  expect((await ok('selftest --csv')).lines).toHaveLength(EXAMPLES.length + 1);
});
