import { expect, it } from 'vitest';
import { createSieve } from './sieve.ts';

const secrets = Array.from({ length: 100_000 }, (_, index) => `secret-number-${index}-of-many`);

it('finds the few of very many secrets that stand in a text, however they are written', () => {
  const sieve = createSieve('');
  sieve.add([...secrets, 'pass phrase "1"', 'abc']);
  const text = `a ${secrets[4711]} b ${encodeURIComponent('pass phrase "1"')} c {"d":${JSON.stringify('pass phrase "1"')}} abc`;
  const start = performance.now();
  expect(sieve.mask(text)).toBe('a *** b *** c {"d":"***"} abc');
  expect(performance.now() - start).toBeLessThan(2000);
});
