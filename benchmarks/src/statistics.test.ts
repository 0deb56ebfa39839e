import { expect, test } from 'vitest';
import { auc, createSequence, median, quantile, shuffle } from './statistics.ts';

test.each([
  [[1, 2, 3], [4, 5, 6], 1],
  [[4, 5, 6], [1, 2, 3], 0],
  [[1, 2, 3], [1, 2, 3], 0.5],
  [[1, 1], [1, 1], 0.5],
  [[1, 3], [2, 4], 0.75],
  [[1], [1, 2], 0.75],
])('auc of %j and %j is %d', (a, b, expected) => {
  expect(auc(a, b)).toBe(expected);
});

test('auc is the share of pairs, counted one by one', () => {
  const next = createSequence(1);
  const [a, b] = [200, 300].map((length) => Array.from({ length }, () => Math.floor(next() * 50)));
  let wins = 0;
  for (const x of a ?? []) for (const y of b ?? []) wins += y > x ? 1 : y === x ? 0.5 : 0;
  expect(auc(a ?? [], b ?? [])).toBeCloseTo(wins / 60_000, 12);
});

test('median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

test('shuffle keeps every value, and the same seed gives the same order', () => {
  const values = Array.from({ length: 100 }, (_, index) => index);
  const shuffled = shuffle(values, createSequence(7));
  expect(shuffled).not.toEqual(values);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(values);
  expect(shuffle(values, createSequence(7))).toEqual(shuffled);
});

test('a quantile is a value that was measured', () => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index);
  expect([0, 0.5, 0.95, 1].map((rank) => quantile(values, rank))).toStrictEqual([1, 25, 48, 50]);
  expect(quantile([], 0.95)).toBeNaN();
});
