import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { forge } from './forge.ts';

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = `${encode({ alg: 'ES256', kid: 'k' })}.${encode({ sub: '1', exp: 4_000_000_000 })}.c2lnbmF0dXJl`;
const partsOf = (text = '') =>
  text
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown);

test('an unsigned token says what the real one says', () => {
  const forged = forge(token, 'unsigned');
  expect(partsOf(forged)).toStrictEqual([
    { alg: 'none', kid: 'k' },
    { sub: '1', exp: 4_000_000_000 },
  ]);
  expect(forged?.endsWith('.')).toBe(true);
});

test('an expired token keeps its header and its claims but for the times', () => {
  expect(partsOf(forge(token, 'expired'))).toStrictEqual([
    { alg: 'ES256', kid: 'k' },
    { sub: '1', exp: 946_688_400, iat: 946_684_800, nbf: 946_684_800 },
  ]);
});

test('an altered one differs in one character, and so does what is no JWT', () => {
  expect(forge(token, 'altered')).not.toBe(token);
  expect(forge(token, 'altered')?.split('.').slice(0, 2)).toStrictEqual(token.split('.').slice(0, 2));
  expect(forge('opaque', 'unsigned')).toBe('opaAue');
});
