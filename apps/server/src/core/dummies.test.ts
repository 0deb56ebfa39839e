import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseLabel, createDummies, type HashCount } from './dummies.ts';
import { checkHash, labelOf, readClass } from './hashes.ts';
import { hashing } from './hashing.ts';

const secret = 'a secret';
const countOf = (prefix: string, count: number): HashCount => ({ hashClass: readClass(prefix) ?? expect.fail(prefix), count });
const cheap = [countOf('$2y$04$', 3), countOf('$argon2id$v=19$m=64,t=1,p=1$', 1)];
const labelOfHash = (phc: string) => {
  const check = checkHash(phc);
  return check.ok ? labelOf(check.hashClass) : expect.fail(phc);
};
const createWith = (counts: () => readonly HashCount[], changed = hashing) =>
  createDummies({ random: randomBytes, hashing: changed, population: { secret, count: async () => counts() } });
const names = Array.from({ length: 2_000 }, (_, index) => `{"email":"user${index}@example.com"}`);

describe('unknown accounts look like the live ones', () => {
  test('an identifier is of one class, in every process and after every count', async () => {
    const [one, two] = await Promise.all([createWith(() => cheap), createWith(() => cheap.toReversed())]);
    const labels = names.map((name) => labelOfHash(one.choose(name)));
    expect(names.map((name) => labelOfHash(two.choose(name)))).toEqual(labels);
    await one.refresh();
    expect(names.map((name) => labelOfHash(one.choose(name)))).toEqual(labels);
  });

  test('with another secret it is another choice, so nobody can compute it', async () => {
    const other = await createDummies({ random: randomBytes, hashing, population: { secret: 'other', count: async () => cheap } });
    const own = await createWith(() => cheap);
    expect(names.map((name) => labelOfHash(other.choose(name)))).not.toEqual(names.map((name) => labelOfHash(own.choose(name))));
  });

  test('each class as often as it occurs', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.uint8Array({ minLength: 32, maxLength: 32 }), (counts, key) => {
        const mix = toMix(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const found = Map.groupBy(names, (name) => chooseLabel(mix, Buffer.from(key), name));
        for (const [label, { count }] of mix) {
          const share = count / total;
          const deviation = Math.sqrt((share * (1 - share)) / names.length);
          expect(Math.abs((found.get(label)?.length ?? 0) / names.length - share)).toBeLessThan(6 * deviation + 1 / names.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('when accounts are rehashed, identifiers move from the old class to the new one and nowhere else', () => {
    const key = randomBytes(32);
    const [before, after] = [toMix([500, 300, 200]), toMix([400, 300, 300])];
    const moves = names.map((name) => `${chooseLabel(before, key, name)} ${chooseLabel(after, key, name)}`);
    const moved = moves.filter((move) => move.split(' ')[0] !== move.split(' ')[1]);
    expect(moved.length).toBeGreaterThan(0);
    // Out of the class that shrank or into the one that grew: never from one that did neither to one that did neither.
    for (const move of moved) expect(move.startsWith('class0') || move.endsWith('class2')).toBe(true);
    expect(moved.length / names.length).toBeLessThan(0.2);
  });

  test.each<[string, HashCount[]]>([
    ['no account', []],
    ['only accounts whose hashes are out of bounds', [countOf('$2y$31$', 5), countOf('$argon2id$v=19$m=4194304,t=1,p=1$', 5)]],
  ])('%s: as accounts with current hashes do', async (_, counts) => {
    const dummies = await createWith(() => counts);
    expect(labelOfHash(dummies.choose('anyone'))).toBe('argon2id$v=19$m=19456,t=2,p=1');
  });
});

test('a count takes in new classes, and one that fails changes nothing', async () => {
  let counts = [countOf('$2y$04$', 1)];
  const dummies = await createWith(() => (counts.length > 0 ? counts : expect.fail('the database is away')));
  const before = dummies.choose('ann');
  expect(labelOfHash(before)).toBe('bcrypt$4');
  counts = [];
  await expect(dummies.refresh()).rejects.toThrow('the database is away');
  expect(dummies.choose('ann')).toBe(before);
  counts = [countOf('$2y$05$', 1)];
  await dummies.refresh();
  expect(labelOfHash(dummies.choose('ann'))).toBe('bcrypt$5');
});

describe('a dummy that is not a real hash stops the start, since it would be refused in no time', () => {
  const bcryptTail = '9HbHzYOZ6HxvM5vdjkoaQO5ldkhGiXVJWnvKcnhnAoMZNAqvI3ZUq';
  test.each<[string, Partial<typeof hashing>]>([
    ['malformed', { hash: async (...given) => (await hashing.hash(...given)).slice(0, -1) }],
    ['of another password', { hash: (hashClass, own, salt) => hashing.hash(hashClass, `${own}!`, salt) }],
    ['of a cheaper class', { hash: (_, own, salt) => hashing.hash({ algorithm: 'bcrypt', cost: 4 }, own, salt) }],
    ['out of bounds', { hash: async () => `$2y$31$${bcryptTail}` }],
    ['verified without work', { verify: async () => true }],
  ])('%s', async (_, changed) => {
    await expect(createWith(() => [countOf('$2y$08$', 1)], { ...hashing, ...changed })).rejects.toThrow('is not a real one');
  });
});

function toMix(counts: number[]): Map<string, HashCount> {
  return new Map(counts.map((count, index) => [`class${index}`, countOf('$2y$10$', count)]));
}
