import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkHash, currentClass, labelOf, type HashClass } from './hashes.ts';
import { hashing } from './hashing.ts';
import { createPasswords, type Refusal } from './passwords.ts';

/** Labels of the classes whose hashes were verified, in order. */
let verified: string[] = [];
let refusals: Refusal[] = [];
const who = '{"email":"ann@example.com"}';
const bcrypt = { algorithm: 'bcrypt', cost: 4 } as const;

const counting: typeof hashing = {
  hash: hashing.hash,
  verify(phc, password) {
    const check = checkHash(phc);
    verified.push(check.ok ? labelOf(check.hashClass) : check.reason);
    return hashing.verify(phc, password);
  },
};
const hashAs = (hashClass: HashClass, password: string) => hashing.hash(hashClass, password, randomBytes(16));
const passwords = await createPasswords({ random: randomBytes, hashing: counting, onRefusal: (refusal) => refusals.push(refusal) });

beforeEach(() => {
  verified = [];
  refusals = [];
});

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
    expect(await passwords.verify(phc, password, who)).toEqual({ matches });
  });

  test.each(['  two spaces  ', '👩‍👩‍👧 family', 'سلام', 'é', 'e\u0301', '\ttab', 'a\0b'])(
    '%j opens, and nothing like it does',
    async (password) => {
      const own = await passwords.hash(password);
      expect(await passwords.verify(own, password, who)).toEqual({ matches: true });
      const alike = [
        password.trim(),
        password.normalize('NFC'),
        password.normalize('NFD'),
        password.replace('\u200d', ''),
        `${password}\0`,
      ];
      for (const other of alike.filter((text) => text !== password)) {
        expect(await passwords.verify(own, other, who)).toEqual({ matches: false });
      }
    },
  );

  test.each([64, 128, 1_024])('no character of %i is cut off', async (length) => {
    const password = randomBytes(length).toString('hex').slice(0, length);
    const own = await passwords.hash(password);
    expect(await passwords.verify(own, password, who)).toEqual({ matches: true });
    expect(await passwords.verify(own, `${password.slice(0, -1)}!`, who)).toEqual({ matches: false });
  });
});

test('a lone surrogate is not taken for the character that UTF-8 puts in its place', async () => {
  for (const phc of [await passwords.hash('secret\ufffd'), await hashAs(bcrypt, 'secret\ufffd')]) {
    expect((await passwords.verify(phc, 'secret\ufffd', who)).matches).toBe(true);
    expect((await passwords.verify(phc, 'secret\ud800', who)).matches).toBe(false);
  }
  await expect(passwords.hash('secret\ud800')).rejects.toThrow(TypeError);
});

test.each<HashClass>([
  bcrypt,
  { ...currentClass, algorithm: 'argon2i' },
  { ...currentClass, memory: 65_536, passes: 4 },
  { ...currentClass, memory: 1_024, lanes: 4 },
])('a match with a hash of class %j tells what to replace it by', async (hashClass) => {
  const phc = await hashAs(hashClass, 'password123');
  expect(await passwords.verify(phc, 'password124', who)).toEqual({ matches: false });
  const { matches, rehash } = await passwords.verify(phc, 'password123', who);
  expect(matches).toBe(true);
  const replacement = (await rehash?.()) ?? expect.fail('nothing to replace it by');
  expect(await passwords.verify(replacement, 'password123', who)).toEqual({ matches: true });
  expect(verified).toEqual([labelOf(hashClass), labelOf(hashClass), labelOf(currentClass)]);
});

describe('bcrypt says yes to passwords that it cannot hold', () => {
  test.each([
    ['the first 72 bytes of a longer one', 'a'.repeat(72), `${'a'.repeat(72)}Z`],
    ['the first 72 bytes of characters of two', 'é'.repeat(36), `${'é'.repeat(36)}é`],
    ['the same one twice with a NUL in between', 'abc', 'abc\0abc'],
  ])('%s never opens', async (_, stored, sent) => {
    const phc = await hashAs(bcrypt, stored);
    expect(await hashing.verify(phc, sent)).toBe(true);
    expect(await passwords.verify(phc, sent, who)).toEqual({ matches: false });
    expect(refusals).toEqual(['ambiguous']);
    expect((await passwords.verify(phc, stored, who)).matches).toBe(true);
    expect(verified).toEqual(['bcrypt$4', 'bcrypt$4']);
  });

  test('a wrong one is not reported, whatever its length', async () => {
    await passwords.verify(await hashAs(bcrypt, 'abc'), 'x'.repeat(100), who);
    expect(refusals).toEqual([]);
  });
});

test('no password opens an unknown account, not even that of the dummy', async () => {
  const dummy = Buffer.alloc(32, 7);
  const predictable = await createPasswords({ random: (bytes) => dummy.subarray(0, bytes) });
  expect(await predictable.verify(undefined, dummy.toString('base64url'), who)).toEqual({ matches: false });
  expect(await predictable.verify('not a hash', dummy.toString('base64url'), who)).toEqual({ matches: false });
});
