import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { thumbprint, toPublicJwk } from './jwk.ts';

test('the thumbprint of RFC 7638 section 3.1', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  expect(thumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' } as Parameters<typeof thumbprint>[0])).toBe(
    'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  );
});

test('a public JWK has public members only, even of a private key', () => {
  const rsa = toPublicJwk(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  expect(Object.keys(rsa).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  expect(rsa).toMatchObject({ use: 'sig', alg: 'RS256', kid: thumbprint(rsa) });
  const ec = toPublicJwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  expect(Object.keys(ec).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  expect(ec).toMatchObject({ use: 'sig', alg: 'ES256', kid: thumbprint(ec) });
});

test('other keys are refused', () => {
  expect(() => toPublicJwk(generateKeyPairSync('ed25519').publicKey)).toThrow(TypeError);
  expect(() => toPublicJwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)).toThrow(TypeError);
});
