import { expect, test } from 'vitest';
import { createPseudonym } from './pseudonym.ts';

const pseudonym = createPseudonym('a secret');

test('the same parts have the same pseudonym, under the same secret only', () => {
  expect(pseudonym('pair', 'email:a', '1.1.1.1')).toMatch(/^[\w-]{43}$/);
  expect(pseudonym('pair', 'email:a', '1.1.1.1')).toBe(createPseudonym('a secret')('pair', 'email:a', '1.1.1.1'));
  expect(pseudonym('pair', 'email:a', '1.1.1.1')).not.toBe(createPseudonym('another')('pair', 'email:a', '1.1.1.1'));
});

test('no parts can be taken for others, not even across kinds', () => {
  const all = [pseudonym('a', 'b', 'c'), pseudonym('a', 'bc'), pseudonym('ab', 'c'), pseudonym('a', 'b","c'), pseudonym('a', '', 'b', 'c')];
  expect(new Set(all).size).toBe(all.length);
});

test('an empty secret is refused', () => {
  expect(() => createPseudonym('')).toThrow('empty');
});
