import { beforeEach, describe, expect, test } from 'vitest';
import type { Failure } from './failures.ts';
import { createPace, noPace, type Pace } from './pace.ts';

describe('createPace', () => {
  let now: number;
  let pace: Pace;
  beforeEach(() => {
    now = 1_800_000_000_000;
    pace = createPace({ clock: () => now });
  });

  /** Seconds to wait; 0 if the token may be used. */
  const waitOf = (token: string) => {
    try {
      pace.check(token);
      return 0;
    } catch (error) {
      const { value } = error as Failure;
      return value.code === 'too-many-requests' ? value.data.retryAfter : expect.fail(value.code);
    }
  };

  /** Renews as often as it may, each time with the newest token; tells how often, and with which token it ended. */
  const loop = (name: string, times: number, first = 0) => {
    let renewals = 0;
    while (renewals < times && waitOf(`${name}${first + renewals}`) === 0) {
      pace.count(`${name}${first + renewals}`, `${name}${first + renewals + 1}`);
      renewals++;
    }
    return renewals;
  };

  test('a session is renewed sixty times at once and then once a second, with the token that was refused', () => {
    expect(loop('a', 1_000)).toBe(60);
    expect(waitOf('a60')).toBe(1);
    for (let second = 0; second < 10; second++) {
      now += 1_000;
      expect(loop('a', 1_000, 60 + second)).toBe(1);
    }
    now += 60_000;
    expect(loop('a', 1_000, 70)).toBe(60);
  });

  test('a client that renews once a second is never refused', () => {
    for (let times = 0; times < 1_000; times++, now += 1_000) expect(loop('a', 1, times)).toBe(1);
  });

  test('another session is not concerned', () => {
    loop('a', 1_000);
    expect(loop('b', 50)).toBe(50);
  });

  test('the same token again and again, within its grace, is one session', () => {
    for (let times = 0; times < 60; times++) {
      expect(waitOf('a')).toBe(0);
      pace.count('a', 'b');
    }
    expect([waitOf('a'), waitOf('b')]).toEqual([1, 1]);
  });

  test('a late second use of a token does not empty the bucket of its successor', () => {
    pace.count('a0', 'a1');
    loop('a', 59, 1);
    pace.count('a59', 'a60');
    expect(waitOf('a60')).toBe(1);
    pace.count('a0', 'a1');
    expect(waitOf('a60')).toBe(1);
  });

  test('a token that was never good is not remembered', () => {
    pace = createPace({ clock: () => now, capacity: 3 });
    loop('a', 1_000);
    for (let times = 0; times < 100; times++) pace.check(`garbage${times}`);
    expect(waitOf('a60')).toBe(1);
  });

  test('no more tokens are remembered than there is room for', () => {
    pace = createPace({ clock: () => now, capacity: 3 });
    loop('a', 1_000);
    loop('b', 10);
    expect(waitOf('a60')).toBe(0);
  });
});

test('noPace lets everything pass', () => {
  for (let times = 0; times < 1_000; times++) {
    noPace.count('a', 'a');
    expect(() => noPace.check('a')).not.toThrow();
  }
});
