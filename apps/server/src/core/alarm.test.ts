import { beforeEach, describe, expect, test } from 'vitest';
import { createAlarm, type Alarm, type SignInCounts } from './alarm.ts';
import { Failure, type FailureValue } from './failures.ts';

describe('createAlarm', () => {
  let now: number;
  let alarms: SignInCounts[];
  let alarm: Alarm;
  beforeEach(() => {
    now = 1_800_000_000_000;
    alarms = [];
    alarm = createAlarm({ clock: () => now, onAlarm: (counts) => alarms.push(counts) });
  });

  const wrong: FailureValue = { code: 'wrong-credentials', data: { fields: [] } };
  const succeed = async (times: number) => {
    for (let n = 0; n < times; n++) expect(await alarm.watch(Promise.resolve(n))).toBe(n);
  };
  const failWith = async (thrown: Error, times: number) => {
    for (let n = 0; n < times; n++) await expect(alarm.watch(Promise.reject(thrown))).rejects.toBe(thrown);
  };
  const refuse = (times: number, value: FailureValue = wrong) => failWith(new Failure(value), times);

  test('a hundred failures in a minute are told once', async () => {
    await refuse(99);
    expect(alarms).toEqual([]);
    now += 59_000;
    await refuse(100);
    expect(alarms).toEqual([{ failures: 100, successes: 0 }]);
  });

  test('those of more than a minute ago do not count', async () => {
    await refuse(99);
    now += 60_000;
    await refuse(99);
    expect(alarms).toEqual([]);
  });

  test('many failures among many successes are a busy day', async () => {
    await succeed(20);
    await refuse(200);
    expect(alarms).toEqual([]);
    await refuse(1);
    expect(alarms).toEqual([{ failures: 201, successes: 20 }]);
  });

  test('as long as it goes on it is told once a minute', async () => {
    for (let second = 0; second < 150; second++, now += 1_000) await refuse(10);
    expect(alarms).toHaveLength(3);
  });

  test('whoever is inactive or throttled failed, too', async () => {
    await refuse(50, { code: 'inactive', data: { fields: [] } });
    await refuse(50, { code: 'too-many-requests', data: { fields: [], retryAfter: 1 } });
    expect(alarms).toHaveLength(1);
  });

  test('a database that is away and a fault of our own are no guesses', async () => {
    await refuse(200, { code: 'unavailable', data: { retryAfter: 2 } });
    await failWith(new Error('planted'), 200);
    expect(alarms).toEqual([]);
  });

  test('a clock that was set back does not silence it', async () => {
    await refuse(100);
    now -= 3_600_000;
    await refuse(100);
    expect(alarms).toHaveLength(2);
  });
});
