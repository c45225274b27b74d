import { defineConfig } from 'vitest/config';

/** Two projects, one run, one summary: the browser's tests wait for the others, since both are heavy. */
/** What a build in CI does besides is asked for by the tests of it, and is the same on every machine. */
const env = { CI: '' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/cases/**', 'node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          env,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
