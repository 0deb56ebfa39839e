import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No file of these tests keeps state of its own; a worker for each would cost a third of the time.
    isolate: false,
    expect: { requireAssertions: true },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
