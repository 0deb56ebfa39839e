import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
    // Rules keep nothing between documents, and loading Redocly anew for each file is most of the time.
    isolate: false,
  },
});
