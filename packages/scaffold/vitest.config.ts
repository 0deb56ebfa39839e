import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    // Redocly, the generator and a server take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
