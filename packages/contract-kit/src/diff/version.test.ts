import { expect, test } from 'vitest';
import { isEnough, nextVersion } from './version.ts';

test.each([
  ['1.2.3', 'none', '1.2.3'],
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
  ['0.2.3', 'major', '0.3.0'],
  ['0.2.3', 'minor', '0.3.0'],
  ['2026-01', 'major', ''],
] as const)('after %s a %s change needs %s', (from, level, next) => {
  expect(nextVersion(from, level)).toBe(next);
});

test.each([
  ['1.10.0', '1.9.9', true],
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '1.3.0', false],
  ['2.0.0-rc.1', '2.0.0', true],
  ['latest', '1.0.0', false],
])('whether %s is enough for %s: %s', (to, next, enough) => {
  expect(isEnough(to, next)).toBe(enough);
});
