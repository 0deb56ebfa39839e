import { describe, expect, test } from 'vitest';
import { Failure } from './failures.ts';
import { createPermits } from './permits.ts';

/** Work that ends when told to. */
function startWork(permits: ReturnType<typeof createPermits>) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let started = false;
  const result = permits.run(() => {
    started = true;
    return promise;
  });
  return { result, resolve, reject, hasStarted: () => started };
}

/** Every promise that can go on has gone on. */
const settled = () => new Promise((resolve) => void setImmediate(resolve));

test('no more at once than there are permits, the others in the order in which they came', async () => {
  const permits = createPermits({ permits: 2, queue: 10 });
  const works = Array.from({ length: 5 }, () => startWork(permits));
  const started = () => works.map((work) => work.hasStarted());
  await settled();
  expect(started()).toEqual([true, true, false, false, false]);
  works[1]?.resolve('done');
  await settled();
  expect(started()).toEqual([true, true, true, false, false]);
  works[0]?.resolve('done');
  works[2]?.resolve('done');
  await settled();
  expect(started()).toEqual([true, true, true, true, true]);
});

test('a flood is shed: beyond the queue the answer is unavailable at once, and the work never starts', async () => {
  const permits = createPermits({ permits: 1, queue: 2 });
  const works = Array.from({ length: 3 }, () => startWork(permits));
  const refused = startWork(permits);
  await expect(refused.result).rejects.toThrow(Failure);
  await expect(refused.result).rejects.toMatchObject({ value: { code: 'unavailable', data: { retryAfter: 1 } } });
  for (const { resolve } of works) resolve('done');
  expect(await Promise.all(works.map(({ result }) => result))).toEqual(['done', 'done', 'done']);
  expect(refused.hasStarted()).toBe(false);
});

describe('a permit comes back', () => {
  test('after work that failed, in its promise or before', async () => {
    const permits = createPermits({ permits: 1, queue: 1 });
    const failing = startWork(permits);
    const waiting = startWork(permits);
    failing.reject(new Error('broken'));
    await expect(failing.result).rejects.toThrow('broken');
    waiting.resolve('done');
    expect(await waiting.result).toBe('done');
    const throwing = permits.run(() => {
      throw new Error('thrown');
    });
    await expect(throwing).rejects.toThrow('thrown');
    expect(await permits.run(async () => 'next')).toBe('next');
  });

  test('and never twice: after a flood there are as many as before', async () => {
    const permits = createPermits({ permits: 2, queue: 3 });
    for (let round = 0; round < 3; round++) {
      const works = Array.from({ length: 8 }, () => startWork(permits));
      for (const { resolve } of works) resolve('done');
      const results = await Promise.allSettled(works.map(({ result }) => result));
      expect(results.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), ...Array(3).fill('rejected')]);
    }
    const works = Array.from({ length: 3 }, () => startWork(permits));
    await settled();
    expect(works.map((work) => work.hasStarted())).toEqual([true, true, false]);
  });

  test('only when the work has really ended, although its client has gone', async () => {
    const permits = createPermits({ permits: 1, queue: 1 });
    const abandoned = startWork(permits);
    const client = AbortSignal.abort(new Error('gone'));
    await expect(Promise.race([abandoned.result, Promise.reject(client.reason)])).rejects.toThrow('gone');
    const next = startWork(permits);
    await settled();
    expect(next.hasStarted()).toBe(false);
    abandoned.resolve('done');
    await settled();
    expect(next.hasStarted()).toBe(true);
  });
});

test.each([
  { permits: 0, queue: 1 },
  { permits: 1.5, queue: 1 },
  { permits: NaN, queue: 1 },
  { permits: 1, queue: -1 },
  { permits: 1, queue: Infinity },
])('%j is refused', (options) => {
  expect(() => createPermits(options)).toThrow(RangeError);
});
