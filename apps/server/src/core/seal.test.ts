import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const secret = randomBytes(32);
const seal = createSeal(secret, randomBytes);
const refused = 'unable to authenticate data';
const plain = Buffer.from('a private key');

test('what is sealed opens again, in another process too', () => {
  expect(createSeal(secret, randomBytes).unseal(seal.seal(plain, 'row 1'), 'row 1')).toEqual(plain);
});

test('the sealed text shows nothing and is never the same', () => {
  const sealed = seal.seal(plain, 'row 1');
  expect(Buffer.from(sealed, 'base64url').includes(plain)).toBe(false);
  expect(seal.seal(plain, 'row 1')).not.toBe(sealed);
});

test('another secret, another row and a changed byte do not open', () => {
  const sealed = seal.seal(plain, 'row 1');
  expect(() => createSeal(randomBytes(32), randomBytes).unseal(sealed, 'row 1')).toThrow(refused);
  expect(() => seal.unseal(sealed, 'row 2')).toThrow(refused);
  for (const position of [0, 15, sealed.length - 3]) {
    const changed = sealed.slice(0, position) + (sealed[position] === 'A' ? 'B' : 'A') + sealed.slice(position + 1);
    expect(() => seal.unseal(changed, 'row 1')).toThrow(refused);
  }
  expect(() => seal.unseal('', 'row 1')).toThrow('Invalid');
});

test('an empty secret is refused', () => {
  expect(() => createSeal('', randomBytes)).toThrow('empty');
});
