import { expect, test } from 'vitest';
import type { Attempt } from './attempt.ts';
import { createInsurance } from './insurance.ts';

const attemptOn = (key: string): Attempt => ({
  pairs: [{ key, limit: { burst: 2, block: 1_000, refill: 1_000 } }],
  totals: [],
  spread: undefined,
  hidden: { key: 'hidden', limit: { burst: 100, block: 1_000, refill: 1_000 } },
});

test('an attack cannot fill the memory: the bucket used longest ago is forgotten', async () => {
  const insurance = createInsurance(3);
  const waits = [];
  for (const key of ['a', 'b', 'b', 'a', 'c', 'a', 'b']) waits.push((await insurance.take(attemptOn(key), 0)).wait);
  expect(waits).toEqual([0, 0, 0, 0, 0, 1_000, 0]);
  expect(await insurance.prune(10_000)).toBe(3);
});

test('empty buckets are removed, and not before', async () => {
  const insurance = createInsurance();
  await insurance.take(attemptOn('a'), 0);
  expect([await insurance.prune(999), await insurance.prune(1_000)]).toEqual([0, 2]);
});
