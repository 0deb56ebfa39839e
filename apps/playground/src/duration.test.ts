import { expect, test } from 'vitest';
import { toDuration } from './duration.ts';

test.each([
  [86_399_999, '23 h 59 min 59 s'],
  [31_536_000_000, '365 d 00 h 00 min 00 s'],
  [60_000, '1 min 00 s'],
  [999, '0 s'],
  [-5_000, '0 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(toDuration(milliseconds)).toBe(text);
});
