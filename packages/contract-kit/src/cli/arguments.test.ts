import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('times are milliseconds, and everything has a standard', () => {
  expect(readArguments([])).toMatchObject({
    baseUrl: undefined,
    maxCases: 20,
    time: 600_000,
    timeout: 10_000,
    wait: 30_000,
    concurrency: 4,
    examples: 'exact',
    reports: {},
  });
  const args = [
    '--base-url',
    'http://localhost:3000/',
    '--timeout',
    '0.5',
    '--seed',
    '7',
    '--case',
    'a/*',
    '--case',
    'b',
    '--junit',
    'out.xml',
  ];
  expect(readArguments(args)).toMatchObject({
    baseUrl: 'http://localhost:3000',
    timeout: 500,
    seed: 7,
    cases: ['a/*', 'b'],
    reports: { junit: 'out.xml' },
  });
});

test("pnpm's separator is no argument, and help is one", () => {
  expect(readArguments(['--', '--list'])).toMatchObject({ list: true });
  expect(readArguments(['--help'])).toBeUndefined();
});

test.each([
  [['--base-url', 'localhost:3000'], /--base-url must be an http or https address/],
  [['--base-url', 'file:///etc/passwd'], /--base-url must be an http or https address/],
  [['--seed', '-1'], /--seed|ambiguous/],
  [['--timeout', 'soon'], /--timeout must be a number from 0.001 to 3600/],
  [['--timeout', '0'], /--timeout must be a number from 0.001 to 3600/],
  [['--concurrency', '0'], /--concurrency must be a whole number from 1 to 64/],
  [['--concurrency', '1.5'], /--concurrency must be a whole number from 1 to 64/],
  [['--examples', 'some'], /--examples is exact or shape/],
  [['--bas-url', 'http://localhost'], /Unknown option '--bas-url'/],
  [['stray'], /stray/],
])('%j is refused in one line', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
  expect(() => readArguments(args)).toThrow(/^[^\n]+$/);
});
