import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { toPublicJwk } from './jwk.ts';
import type { TokenProfile } from './token-profile.ts';
import { signToken } from './tokens.ts';

const single: TokenProfile = {
  name: 'single',
  algorithm: 'RS256',
  type: 'JWT',
  audience: '1',
  lifetime: 31_536_000,
  sessionClaim: 'jti',
  claims: { scopes: [] },
  refresh: false,
};
const renewed: TokenProfile = {
  name: 'renewed',
  algorithm: 'ES256',
  type: 'at+jwt',
  audience: 'renewed',
  lifetime: 86_400,
  sessionClaim: 'sid',
  refresh: true,
};
const keys = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey,
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};
const subject = { accountId: 7, sessionId: 'the-session' };
const now = 1_700_000_000_999;

test('a session with one token: exactly the constant claims, in whole seconds', () => {
  const { header, claims } = decode(sign(single));
  expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: keyOf('RS256').kid });
  expect(claims).toEqual({
    aud: '1',
    jti: 'the-session',
    iat: 1_700_000_000,
    nbf: 1_700_000_000,
    exp: 1_731_536_000,
    sub: '7',
    scopes: [],
  });
});

test('a session with several tokens: its own claim, and a new jti each time', () => {
  const { header, claims } = decode(sign(renewed));
  expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: keyOf('ES256').kid });
  expect(claims).toEqual({
    aud: 'renewed',
    jti: expect.stringMatching(/^[\w-]{22}$/),
    sid: 'the-session',
    iat: 1_700_000_000,
    nbf: 1_700_000_000,
    exp: 1_700_086_400,
    sub: '7',
  });
  expect(decode(sign(renewed)).claims.jti).not.toBe(claims.jti);
});

test.each([single, renewed])('the signature of $name is good, and only over these bytes', (profile) => {
  const [header, payload, signature = ''] = sign(profile).split('.');
  const key = { key: keys[profile.algorithm], dsaEncoding: 'ieee-p1363' as const };
  const check = (bytes: string) => verify('sha256', Buffer.from(bytes), key, Buffer.from(signature, 'base64url'));
  expect(check(`${header}.${payload}`)).toBe(true);
  expect(check(`${header}.${payload}x`)).toBe(false);
});

function keyOf(algorithm: TokenProfile['algorithm']) {
  const publicJwk = toPublicJwk(keys[algorithm]);
  return { kid: publicJwk.kid, privateKey: keys[algorithm], publicKey: createPublicKey(keys[algorithm]), publicJwk };
}

function sign(profile: TokenProfile): string {
  return signToken(profile, subject, { key: keyOf(profile.algorithm), now, random: randomBytes });
}

function decode(token: string): { header: unknown; claims: Record<string, unknown> } {
  const [header, claims] = token.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, claims };
}
