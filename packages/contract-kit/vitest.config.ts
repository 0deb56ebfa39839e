import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No file of these tests keeps state of its own; a worker for each would cost a third of the time.
    isolate: false,
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
