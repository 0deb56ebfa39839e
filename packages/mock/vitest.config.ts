import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No file of these tests keeps state of its own, and Prism is loaded once for all.
    isolate: false,
    // Whoever is first waits for Prism to load.
    testTimeout: 20_000,
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
