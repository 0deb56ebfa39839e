import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    expect: { requireAssertions: true },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    maxWorkers: 2,
    // Seconds each; on a machine that has other things to do as well, many more.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
