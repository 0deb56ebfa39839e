import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // Promises made in types are tests: `*.test-d.ts` are compiled by this package's `tsc`.
    typecheck: { enabled: true, checker: 'tsc', include: ['src/**/*.test-d.ts'] },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
