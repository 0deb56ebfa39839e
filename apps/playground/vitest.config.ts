import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    // A busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    // One browser and one server: files take turns.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
