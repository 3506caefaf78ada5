import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;

/** Limits are for what hangs: they are wide enough for a machine that many share. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seeded.ts'],
    globalSetup: ['test/support/build.ts', 'test/support/table.ts'],
    maxWorkers: 2,
    testTimeout: mode === 'trials' ? 60 * MINUTE : 5 * MINUTE,
    hookTimeout: 5 * MINUTE,
  },
}));
