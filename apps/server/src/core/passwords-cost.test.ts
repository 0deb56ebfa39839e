import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkHash, labelOf, readClass } from './hashes.ts';
import { hashing } from './hashing.ts';
import { createPasswords, type Refusal } from './passwords.ts';

const who = '{"email":"ann@example.com"}';
/** Labels of the classes whose hashes were verified, in order. */
let verified: string[] = [];
let refusals: Refusal[] = [];

beforeEach(() => {
  verified = [];
  refusals = [];
});

describe('one verification per attempt, of the class that an unknown account of that name would have', async () => {
  const countOf = (prefix: string) => ({ hashClass: readClass(prefix) ?? expect.fail(prefix), count: 1 });
  const counts = ['$2y$04$', '$2y$05$', '$argon2id$v=19$m=64,t=1,p=1$'].map(countOf);
  const mixed = await createPasswords({
    random: randomBytes,
    population: { secret: 'a secret', count: async () => counts },
    onRefusal: (refusal) => refusals.push(refusal),
    hashing: {
      hash: hashing.hash,
      verify(phc, password) {
        const check = checkHash(phc);
        verified.push(check.ok ? labelOf(check.hashClass) : check.reason);
        return hashing.verify(phc, password);
      },
    },
  });
  const tail = '9HbHzYOZ6HxvM5vdjkoaQO5ldkhGiXVJWnvKcnhnAoMZNAqvI3ZUq';
  test.each<[string, string | undefined, Refusal | undefined]>([
    ['unknown', undefined, undefined],
    ['without a hash', '', 'unreadable'],
    ['locked', '!', 'unreadable'],
    ['$2x$', `$2x$04$${tail}`, 'unreadable'],
    ['damaged', `$2y$04$${tail.slice(1)}`, 'unreadable'],
    ['two days of work', `$2y$31$${tail}`, 'out-of-bounds'],
    [
      '4 GiB of memory',
      '$argon2id$v=19$m=4194304,t=1,p=1$or3ITzZQTvHOBdIw5AEUfA$6pt1LQq3Xy2jG2rHtUiZMr9zFzCWjYbj9k5Oj/ZzPEE',
      'out-of-bounds',
    ],
  ])('%s', async (_, phc, refusal) => {
    const names = Array.from({ length: 30 }, (_name, index) => `user${index}`);
    for (const name of names) await mixed.verify(undefined, 'wrong', name);
    const expected = verified.splice(0);
    expect(new Set(expected).size).toBe(3);
    for (const name of names) expect(await mixed.verify(phc, 'wrong', name)).toEqual({ matches: false });
    expect(verified).toEqual(expected);
    expect(refusals).toEqual(refusal ? names.map(() => refusal) : []);
  });
});

test('unknown accounts, unreadable hashes and lone surrogates cost a real verification', async () => {
  const passwords = await createPasswords({ random: randomBytes });
  const phc = await passwords.hash('password123');
  const real = await leastWork(() => passwords.verify(phc, 'wrong', who));
  const others = [
    () => passwords.verify(undefined, 'wrong', who),
    () => passwords.verify('', 'wrong', who),
    () => passwords.verify('$argon2id$v=19$m=19456,t=2,p=1$', 'wrong', who),
    () => passwords.verify('$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$', 'wrong', who),
    () => passwords.verify(phc, '\ud800', who),
  ];
  // Without a verification it is a hundredth at most. How closely they are alike is measured in benchmarks, not here.
  for (const other of others) expect(await leastWork(other)).toBeGreaterThan(real / 20);
});

test('a flood never hashes more at once than there are permits, and the rest is shed', async () => {
  let running = 0;
  let most = 0;
  const watched: typeof hashing = {
    ...hashing,
    async verify(phc, password) {
      most = Math.max(most, ++running);
      return hashing.verify(phc, password).finally(() => running--);
    },
  };
  const bounded = await createPasswords({ random: randomBytes, hashing: watched, permits: 2, queue: 6 });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => bounded.verify(undefined, 'wrong', `user${index}`)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.value] : []));
  expect(failures).toEqual(Array.from({ length: 12 }, () => ({ code: 'unavailable', data: { retryAfter: 1 } })));
  expect(most).toBe(2);
  expect(await bounded.verify(undefined, 'wrong', who)).toEqual({ matches: false });
});

/** Microseconds of processor time, which other programs cannot shorten; the least of several runs. */
async function leastWork(work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < 8; run++) {
    const start = process.cpuUsage();
    await work();
    least = Math.min(least, process.cpuUsage(start).user);
  }
  return least;
}
