import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    maxWorkers: 2,
    // Seconds each; on a machine that has other things to do as well, many more.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
