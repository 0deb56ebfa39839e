import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lengthOf } from './json.ts';
import { safeLength, toRegExp, witnesses } from './pattern.ts';

it.each([
  '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
  '^\\+?[0-9]{3,}(?:-[0-9]+)*$',
  '^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d)(?=.*[^A-Za-z0-9]).{8,}$',
  '^refs/(heads|tags|pull)/.*$',
  '^\\p{Lu}\\p{Ll}+$',
  '^[^\\s@]+@[^\\s@]+$',
  '^[Α-Ω]{2}$',
  '^(a+)+$',
  'x|^y$',
  '\\bword\\b',
])('finds texts for %s', (pattern) => {
  const found = witnesses(pattern, 0, 200, 3);
  expect(found.length).toBeGreaterThan(0);
  for (const text of found) expect(text).toMatch(toRegExp(pattern) ?? /$^/);
});

it.each([
  ['^[a-z]+$', 17],
  ['^[a-z-]{5,40}$', 40],
  ['^https://', 60],
  ['^(ab)*c?$', 9],
])('%s in %i characters', (pattern, length) => {
  expect(witnesses(pattern, length, length, 1).map(lengthOf)).toEqual([length]);
});

it.each(['(?!)', '^a{3}$', '[', '(a)\\1', '^a{30000}$'])('finds nothing of 5 to 20 characters for %s', (pattern) => {
  expect(witnesses(pattern, 5, 20, 1)).toEqual([]);
});

it('never hangs, and what it finds matches', () => {
  const piece = fc.constantFrom(
    'a',
    '[a-c]',
    '\\d',
    '(b|c)',
    '(?:x+)+',
    '.',
    '^',
    '$',
    '|',
    '(',
    ')',
    '*',
    '+',
    '?',
    '{2,3}',
    '[^a]',
    '\\',
    '(?=z)',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const pattern = pieces.join('');
      for (const text of witnesses(pattern, 0, 60, 3)) expect(toRegExp(pattern)?.test(text)).toBe(true);
    }),
    { numRuns: 300, seed: 1 },
  );
});

it('does not try long texts against expressions that take exponential time to say no', () => {
  expect(safeLength('^(a+)+$')).toBeLessThan(30);
  expect(safeLength('^[a-z]+$')).toBeGreaterThan(8192);
});
