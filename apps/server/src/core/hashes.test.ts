import { describe, expect, test } from 'vitest';
import { checkHash, isOutdated, isUnambiguous, labelOf, readClass } from './hashes.ts';

const bcryptTail = '9HbHzYOZ6HxvM5vdjkoaQO5ldkhGiXVJWnvKcnhnAoMZNAqvI3ZUq';
const argon2Tail = 'or3ITzZQTvHOBdIw5AEUfA$6pt1LQq3Xy2jG2rHtUiZMr9zFzCWjYbj9k5Oj/ZzPEE';

describe('a hash that an importer may take', () => {
  test.each([
    [`$2a$10$${bcryptTail}`, 'bcrypt$10'],
    [`$2b$12$${bcryptTail}`, 'bcrypt$12'],
    [`$2y$04$${bcryptTail}`, 'bcrypt$4'],
    [`$2y$14$${bcryptTail}`, 'bcrypt$14'],
    [`$argon2id$v=19$m=19456,t=2,p=1$${argon2Tail}`, 'argon2id$v=19$m=19456,t=2,p=1'],
    [`$argon2i$v=19$m=65536,t=4,p=1$${argon2Tail}`, 'argon2i$v=19$m=65536,t=4,p=1'],
    [`$argon2id$v=16$m=65536,t=3,p=4$${argon2Tail}`, 'argon2id$v=16$m=65536,t=3,p=4'],
    [`$argon2id$m=65536,t=3,p=4$${argon2Tail}`, 'argon2id$v=16$m=65536,t=3,p=4'],
    [`$argon2id$v=19$m=262144,t=10,p=4$${argon2Tail}`, 'argon2id$v=19$m=262144,t=10,p=4'],
  ])('%s', (phc, label) => {
    const check = checkHash(phc);
    expect(check.ok && labelOf(check.hashClass)).toBe(label);
  });
});

describe('a hash that takes the machine down is out of bounds', () => {
  test.each([
    '$2y$31$'.concat(bcryptTail),
    '$2b$15$'.concat(bcryptTail),
    '$argon2id$v=19$m=4194304,t=1,p=1$'.concat(argon2Tail),
    '$argon2id$v=19$m=262145,t=1,p=1$'.concat(argon2Tail),
    '$argon2id$v=19$m=19456,t=11,p=1$'.concat(argon2Tail),
    '$argon2i$v=19$m=19456,t=2,p=5$'.concat(argon2Tail),
    '$argon2id$v=19$m=9999999999,t=9999999999,p=16777215$'.concat(argon2Tail),
  ])('%s', (phc) => {
    expect(checkHash(phc)).toEqual({ ok: false, reason: 'out-of-bounds' });
  });
});

describe('what is no hash of a known kind is unreadable', () => {
  test.each([
    ['', 'nothing'],
    ['!', 'a locked account of Django'],
    [`$2x$10$${bcryptTail}`, 'a bcrypt that confused characters'],
    [`$2$10$${bcryptTail}`, 'the first bcrypt'],
    [`$2y$+4$${bcryptTail}`, 'a cost that the library would take'],
    [`$2y$03$${bcryptTail}`, 'a cost below the least'],
    [`$2y$10$${bcryptTail}x`, 'too long a digest'],
    [`$2y$10$${bcryptTail}\n`, 'a line end'],
    [` $2y$10$${bcryptTail}`, 'a space before'],
    [`$2y$10$${bcryptTail.slice(0, -1)}z`, 'bits that bcrypt never writes'],
    [`$2y$10$${bcryptTail.slice(0, -1)}`, 'too short a digest'],
    ['$2y$10$', 'no digest'],
    [`$argon2d$v=19$m=19456,t=2,p=1$${argon2Tail}`, 'argon2d'],
    [`$argon2id$v=20$m=19456,t=2,p=1$${argon2Tail}`, 'a version that does not exist'],
    [`$argon2id$v=19$m=7,t=2,p=1$${argon2Tail}`, 'less memory than there can be'],
    [`$argon2id$v=19$m=0,t=0,p=0$${argon2Tail}`, 'no work at all'],
    [`$argon2id$v=19$m=19456,t=2$${argon2Tail}`, 'a parameter left out'],
    ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$', 'no digest'],
    [`$argon2id$v=19$m=19456,t=2,p=1$${argon2Tail}$`, 'one field too many'],
    ['5f4dcc3b5aa765d61d8327deb882cf99', 'MD5'],
  ])('%s: %s', (phc) => {
    expect(checkHash(phc)).toEqual({ ok: false, reason: 'unreadable' });
  });
});

test('the prefixes of bcrypt are one class, and so are argon2id hashes of any salt', () => {
  const labels = ['$2a$12$', '$2b$12$', '$2y$12$'].map((prefix) => labelOf(readClass(prefix) ?? expect.fail(prefix)));
  expect(new Set(labels)).toEqual(new Set(['bcrypt$12']));
});

test('outdated is whatever is not exactly current', () => {
  const outdated = (phc: string) => isOutdated(readClass(phc) ?? expect.fail(phc));
  expect(outdated('$argon2id$v=19$m=19456,t=2,p=1$')).toBe(false);
  for (const other of ['$argon2i$v=19$m=19456,t=2,p=1$', '$argon2id$m=19456,t=2,p=1$', '$argon2id$v=19$m=65536,t=4,p=1$', '$2y$12$']) {
    expect(outdated(other)).toBe(true);
  }
});

describe('a password that bcrypt cannot hold', () => {
  const bcrypt = { algorithm: 'bcrypt', cost: 10 } as const;
  test.each([
    ['a'.repeat(72), true],
    ['a'.repeat(73), false],
    ['é'.repeat(36), true],
    [`${'é'.repeat(36)}a`, false],
    ['abc\0abc', false],
    ['\ud800', false],
  ])('case %#', (password, fits) => {
    expect(isUnambiguous(password, bcrypt)).toBe(fits);
  });
});
