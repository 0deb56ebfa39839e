import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    // Promises made in types are tests: `*.test-d.ts` are compiled by this package's `tsc`.
    typecheck: { enabled: true, checker: 'tsc', include: ['src/**/*.test-d.ts'] },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
