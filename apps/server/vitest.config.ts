import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    // A test that asserts nothing fails, and a busy machine takes its time.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    // Most tests wait for a database or a process.
    maxWorkers: 3,
    // Argon2 and 3072-bit RSA keys take their time on a busy machine.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
