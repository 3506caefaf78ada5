/**
 * Properties draw from one seed, so that a run says today what it said yesterday. Another draws other cases:
 *
 *     PL_SEED=7 npx vitest run test/store/rollup.test.ts
 */
import fc from 'fast-check';

const seed = Number(process.env.PL_SEED ?? 1);
if (!Number.isInteger(seed))
  throw new Error(`PL_SEED is a whole number, not ${process.env.PL_SEED}`);

fc.configureGlobal({ seed });
