import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
