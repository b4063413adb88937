import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'dist/**', 'examples/**'];
/** Tests of what keeps nothing for itself, not even a timer: many files share a process, which loads the code once. */
const PURE = ['spec', 'wire', 'reports', 'suites', 'loadgen', 'target'].map((room) => `${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Stories wait for processes more than they work.
    maxWorkers: 4,
    projects: [
      { extends: true, test: { name: 'parts', include: PURE, exclude, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          isolate: false,
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...PURE],
          // The last begins last and ends first.
          globalSetup: ['test/own-tmpdir.ts', 'test/shared-database.ts'],
        },
      },
    ],
  },
});
