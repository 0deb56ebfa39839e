import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkHash, currentClass, labelOf, type HashClass } from './hashes.ts';
import { hashing } from './hashing.ts';

/** Made by other programs, so that this one need not be believed. */
describe('a hash of another program', () => {
  test.each([
    ['libxcrypt, as PHP writes it', '$2y$05$abcdefghijklmnopqrstuuVvizFiIFKRHf5OQay/hm.7gM0NJgP1u', 'password123'],
    ['libxcrypt, as bcryptjs writes it', '$2b$05$abcdefghijklmnopqrstuuVvizFiIFKRHf5OQay/hm.7gM0NJgP1u', 'password123'],
    ["crypt_blowfish's own test", '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', 'U*U'],
    ["Argon2's own test, argon2id", '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'password'],
    ["Argon2's own test, argon2i", '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA', 'password'],
    ["Argon2's own test, before versions", '$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ', 'password'],
  ])('%s', async (_, phc, password) => {
    expect(checkHash(phc).ok).toBe(true);
    expect(await hashing.verify(phc, password)).toBe(true);
    expect(await hashing.verify(phc, `${password}.`)).toBe(false);
  });
});

test.each<HashClass>([
  currentClass,
  { ...currentClass, algorithm: 'argon2i', version: 16 },
  { ...currentClass, memory: 1_024, passes: 3, lanes: 4 },
  { algorithm: 'bcrypt', cost: 5 },
])('a hash of class %j is of that class, and of its password', async (hashClass) => {
  const phc = await hashing.hash(hashClass, 'password123', randomBytes(16));
  const check = checkHash(phc);
  expect(check.ok && labelOf(check.hashClass)).toBe(labelOf(hashClass));
  expect(await hashing.verify(phc, 'password123')).toBe(true);
  expect(await hashing.verify(phc, 'password124')).toBe(false);
});
