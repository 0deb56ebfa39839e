import { beforeEach, describe, expect, test } from 'vitest';
import { createRefreshed, type Refreshed } from './refreshed.ts';

describe('createRefreshed', () => {
  let now: number;
  let loads: PromiseWithResolvers<number>[];
  let value: Refreshed<number>;
  beforeEach(() => {
    now = 1_000_000;
    loads = [];
    const load = () => {
      const next = Promise.withResolvers<number>();
      loads.push(next);
      return next.promise;
    };
    value = createRefreshed(0, { load, clock: () => now, refreshEvery: 5_000, seekEvery: 1_000 });
  });

  const settle = async (index: number, result: number) => {
    await new Promise(setImmediate);
    loads[index]?.resolve(result);
  };

  test.each([5_000, -5_000, -1_000_000])('is looked at anew when the clock has moved by %i ms, once for all who ask', async (moved) => {
    now += Math.sign(moved) * 4_999;
    expect(await value.current()).toBe(0);
    now += moved - Math.sign(moved) * 4_999;
    const asked = [value.current(), value.current()];
    await settle(0, 1);
    expect([await Promise.all(asked), loads.length, value.latest()]).toEqual([[1, 1], 1, 1]);
    expect([await value.current(), loads.length]).toEqual([1, 1]);
  });

  test('an older answer never replaces a newer one', async () => {
    const [first, second] = [value.refresh(), value.refresh()];
    await settle(1, 2);
    await settle(0, 1);
    await settle(1, 2);
    expect([await first, await second, value.latest()]).toEqual([1, 2, 2]);
  });

  test('a look that failed is repeated by who comes next', async () => {
    now += 5_000;
    const failed = value.current();
    await new Promise(setImmediate);
    loads[0]?.reject(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const next = value.current();
    await settle(1, 2);
    expect(await next).toBe(2);
  });

  test('is sought by who comes while it is sought, and then not for a second', async () => {
    const sought = [value.seek(), value.seek()];
    await settle(0, 1);
    expect([await Promise.all(sought), await value.seek(), loads.length]).toEqual([[1, 1], 1, 1]);
    now += 1_000;
    const later = value.seek();
    await settle(1, 2);
    expect(await later).toBe(2);
  });
});
