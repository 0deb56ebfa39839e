import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = await createPasswords({ random: randomBytes });

test('a hash is argon2id of 19 MiB and two passes, with a salt of its own', async () => {
  const [one, two] = await Promise.all([passwords.hash('password123'), passwords.hash('password123')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

describe('passwords are compared exactly', async () => {
  const long = 'é'.repeat(512);
  const phc = await passwords.hash(` ${long}1`);
  test.each([
    [` ${long}1`, true],
    [`${long}1`, false],
    [` ${long}1 `, false],
    [` ${long}2`, false],
    [` ${long}`, false],
    [` ${long}1`.normalize('NFD'), false],
    [` ${long}1`.toUpperCase(), false],
    ['', false],
  ])('case %#', async (password, matches) => {
    expect(await passwords.verify(phc, password)).toBe(matches);
  });
});

test('a lone surrogate is not taken for the character that UTF-8 puts in its place', async () => {
  const phc = await passwords.hash('secret\ufffd');
  expect(await passwords.verify(phc, 'secret\ufffd')).toBe(true);
  expect(await passwords.verify(phc, 'secret\ud800')).toBe(false);
  await expect(passwords.hash('secret\ud800')).rejects.toThrow(TypeError);
});

test('no password opens an unknown account, not even that of the dummy', async () => {
  const dummy = Buffer.alloc(32, 7);
  const predictable = await createPasswords({ random: (bytes) => dummy.subarray(0, bytes) });
  expect(await predictable.verify(undefined, dummy.toString('base64url'))).toBe(false);
  expect(await predictable.verify('not a hash', dummy.toString('base64url'))).toBe(false);
});

test('unknown accounts, unreadable hashes and lone surrogates cost a real verification', async () => {
  const phc = await passwords.hash('password123');
  const real = await leastWork(() => passwords.verify(phc, 'wrong'));
  const others = [
    () => passwords.verify(undefined, 'wrong'),
    () => passwords.verify('', 'wrong'),
    () => passwords.verify('$argon2id$v=19$m=19456,t=2,p=1$', 'wrong'),
    () => passwords.verify(phc, '\ud800'),
  ];
  // Without a verification it is a hundredth at most. How closely they are alike is measured in benchmarks, not here.
  for (const other of others) expect(await leastWork(other)).toBeGreaterThan(real / 4);
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
