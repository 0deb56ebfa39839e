import { beforeEach, describe, expect, test } from 'vitest';
import { createBreaker, type Breaker } from './breaker.ts';

const gone = new Error('gone');

describe('createBreaker', () => {
  let now: number;
  let probes: PromiseWithResolvers<unknown>[];
  let waits: { duration: number; end: () => void }[];
  let breaker: Breaker;
  beforeEach(() => {
    [now, probes, waits] = [0, [], []];
    const probe = () => {
      const next = Promise.withResolvers<unknown>();
      probes.push(next);
      return next.promise;
    };
    const wait = (duration: number) => new Promise<void>((end) => void waits.push({ duration, end }));
    breaker = createBreaker({ probe, now: () => now, wait });
  });

  /** `through`, or why not. */
  const pass = () =>
    breaker.pass().then(
      () => 'through',
      (error: unknown) => error,
    );
  const runOutOfPatience = (index = 0) => waits[index]?.end();

  test('nothing is asked of it as long as nobody tells it anything', async () => {
    expect([await pass(), probes.length]).toEqual(['through', 0]);
  });

  test('open, one probe is sent for all who come, and when it succeeds they are let through', async () => {
    breaker.open(gone);
    const passing = [pass(), pass(), pass()];
    expect(probes).toHaveLength(1);
    probes[0]?.resolve('');
    expect(await Promise.all(passing)).toEqual(['through', 'through', 'through']);
    expect([await pass(), probes.length]).toEqual(['through', 1]);
  });

  test('a probe that does not answer in time says no to who waits, and at once to who comes later', async () => {
    breaker.open(gone);
    const passing = [pass(), pass()];
    expect(waits.map(({ duration }) => duration)).toEqual([250]);
    runOutOfPatience();
    expect(await Promise.all(passing)).toEqual([gone, gone]);
    now = 999;
    expect([await pass(), probes.length, waits.length]).toEqual([gone, 1, 1]);
  });

  test('and when it answers after all, everybody is let through', async () => {
    breaker.open(gone);
    const early = pass();
    runOutOfPatience();
    expect(await early).toBe(gone);
    probes[0]?.resolve('');
    await new Promise(setImmediate);
    expect([await pass(), probes.length]).toEqual(['through', 1]);
  });

  test('a probe that hangs is overtaken by another a second later, whose success counts', async () => {
    breaker.open(gone);
    const early = pass();
    runOutOfPatience();
    await early;
    now = 1_000;
    const late = pass();
    expect(probes).toHaveLength(2);
    probes[1]?.resolve('');
    expect(await late).toBe('through');
    probes[0]?.reject(new Error('late'));
    expect(await pass()).toBe('through');
  });

  test('a probe that fails says no, and the next to come sends another', async () => {
    breaker.open(gone);
    const early = [pass(), pass()];
    probes[0]?.reject(new Error('refused'));
    expect(await Promise.all(early)).toEqual([gone, gone]);
    const next = pass();
    expect(probes).toHaveLength(2);
    probes[1]?.resolve('');
    expect(await next).toBe('through');
  });
});
