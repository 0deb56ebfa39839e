import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    // Redocly, the generator and a server take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
