import { createHmac, generateKeyPairSync, randomBytes, sign as signBytes, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { renewed, single } from '../../test/sessions.ts';
import { toPublicJwk } from './jwk.ts';
import type { TokenProfile } from './token-profile.ts';
import { signToken, verifyToken } from './tokens.ts';

const rsa: TokenProfile = { ...single, algorithm: 'RS256' };
const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = 1_800_000_000_000;
const seconds = now / 1000;
const subject = { accountId: 7, sessionId: 'the-session' };
const kidOf = ({ algorithm }: TokenProfile) => toPublicJwk(pairs[algorithm].publicKey).kid;

describe.each([rsa, renewed])('verifyToken ($algorithm)', (profile) => {
  const { privateKey, publicKey } = pairs[profile.algorithm];
  const kid = kidOf(profile);
  const key = { kid, privateKey, publicKey, publicJwk: toPublicJwk(publicKey) };
  const header = { alg: profile.algorithm, typ: profile.type, kid };
  const id = { jti: 'the-session', sid: 'the-session' };
  const claims = { aud: profile.audience, ...id, iat: seconds, nbf: seconds, exp: seconds + 60, sub: '7' };

  const verify = (token: string, at = now) =>
    verifyToken(profile, token, { now: at, findKey: async (asked) => (asked === kid ? publicKey : undefined) });
  const forge = (head: object, body: unknown, by: KeyObject = privateKey) => {
    const bytes = `${encode(head)}.${encode(body)}`;
    const signature = signBytes('sha256', Buffer.from(bytes), { key: by, dsaEncoding: 'ieee-p1363' });
    return `${bytes}.${signature.toString('base64url')}`;
  };
  const good = forge(header, claims);

  test('a token that was signed for this profile speaks for its account and session', async () => {
    expect(await verify(signToken(profile, subject, { key, now, random: randomBytes }))).toEqual(subject);
    expect(await verify(good)).toEqual(subject);
  });

  test.each(['none', 'None', 'nOnE', ''])('no signature, and alg %j', async (alg) => {
    const unsigned = `${encode({ ...header, alg })}.${encode(claims)}`;
    for (const signature of ['', 'AAAA', good.split('.')[2]]) expect(await verify(`${unsigned}.${signature}`)).toBeUndefined();
  });

  test('an empty or foreign signature, or none', async () => {
    const [head, body] = good.split('.');
    for (const token of [`${head}.${body}.`, `${head}.${body}`, `${head}.${body}.AAAA`, `${good}A.`, `${good}.${body}`, ''])
      expect(await verify(token)).toBeUndefined();
  });

  test('HS256 with our public key as the secret, as PEM, DER or JWK', async () => {
    const jwk = publicKey.export({ format: 'jwk' });
    const secrets = [
      publicKey.export({ format: 'pem', type: 'spki' }),
      publicKey.export({ format: 'der', type: 'spki' }),
      jwk.n ?? jwk.x ?? '',
    ];
    for (const secret of secrets) {
      const bytes = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
      expect(await verify(`${bytes}.${createHmac('sha256', secret).update(bytes).digest('base64url')}`)).toBeUndefined();
    }
  });

  test('another algorithm, or another key under our key id', async () => {
    for (const alg of ['RS256', 'ES256', 'PS256', 'RS512', 'ES384'].filter((each) => each !== profile.algorithm))
      expect(await verify(forge({ ...header, alg }, claims))).toBeUndefined();
    for (const { privateKey: by } of [stranger, profile === rsa ? pairs.ES256 : pairs.RS256])
      expect(await verify(forge(header, claims, by))).toBeUndefined();
  });

  test('a key that the token itself brings, or says where to fetch: nobody is asked', async () => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/keys`;
    const jwk = toPublicJwk(stranger.publicKey);
    for (const extra of [{ jku: url }, { x5u: url }, { jwk }, { x5c: ['MIIB'] }, { jku: url, kid: jwk.kid }, { jwk, kid: jwk.kid }])
      for (const by of [stranger.privateKey, privateKey]) expect(await verify(forge({ ...header, ...extra }, claims, by))).toBeUndefined();
    listener.close();
    expect(connections).toBe(0);
  });

  test.each([
    { crit: ['b64'], b64: false },
    { crit: [] },
    { crit: ['exp'] },
    { zip: 'DEF' },
    { cty: 'JWT' },
    { typ: undefined },
    { kid: undefined },
  ])('the header %j', async (extra) => {
    expect(await verify(forge({ ...header, ...extra }, claims))).toBeUndefined();
  });

  test.each(['JWT', 'at+jwt', 'jwt', 'AT+JWT', 'application/at+jwt', ''].filter((typ) => typ !== profile.type))(
    'the type %j',
    async (typ) => {
      expect(await verify(forge({ ...header, typ }, claims))).toBeUndefined();
    },
  );

  test.each(['../../etc/passwd', "' OR 1=1 --", '', '__proto__', 7, null, [kid]])('the key id %j', async (other) => {
    expect(await verify(forge({ ...header, kid: other }, claims))).toBeUndefined();
  });

  test('a token over 8 kB is not even looked at', async () => {
    const long = forge(header, { ...claims, filler: 'x'.repeat(6_000) });
    expect(long.length).toBeGreaterThan(8_192);
    expect(await verify(long)).toBeUndefined();
    const findKey = () => expect.fail('was looked at');
    expect(await verifyToken(profile, forge({ ...header, kid: 'k'.repeat(1_000_000) }, claims), { now, findKey })).toBeUndefined();
  });

  test.each(['exp', 'iat', 'nbf', 'jti', 'sub', 'aud', profile.sessionClaim])('without %s', async (claim) => {
    expect(await verify(forge(header, { ...claims, [claim]: undefined }))).toBeUndefined();
  });

  test.each<object>([
    { exp: String(seconds + 60) },
    { exp: seconds + 60.5 },
    { exp: null },
    { exp: 2 ** 60 },
    { iat: String(seconds) },
    { nbf: '0' },
    { aud: 'x' },
    { aud: '' },
    { aud: [profile.audience] },
    { aud: [profile.audience, 'x'] },
    { sub: 7 },
    { sub: '07' },
    { sub: '7 or 1=1' },
    { sub: '' },
    { sub: '0' },
    { jti: 7, sid: 7 },
  ])('the claim %j', async (extra) => {
    expect(await verify(forge(header, { ...claims, ...extra }))).toBeUndefined();
  });

  test.each(['null', '[]', '"text"', '7', '{', ''])('the payload %s', async (payload) => {
    const bytes = `${encode(header)}.${Buffer.from(payload).toString('base64url')}`;
    const signature = signBytes('sha256', Buffer.from(bytes), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(await verify(`${bytes}.${signature.toString('base64url')}`)).toBeUndefined();
  });

  test('clocks may differ by 30 seconds and no more', async () => {
    const at = (time: number) => verify(good, time * 1000);
    expect([await at(seconds + 89), await at(seconds + 90)]).toEqual([subject, undefined]);
    expect([await at(seconds - 30), await at(seconds - 31)]).toEqual([subject, undefined]);
    for (const claim of ['iat', 'nbf']) {
      expect(await verify(forge(header, { ...claims, [claim]: seconds + 30 }))).toEqual(subject);
      expect(await verify(forge(header, { ...claims, [claim]: seconds + 31 }))).toBeUndefined();
    }
  });

  test('an issuer is checked where the profile has one', async () => {
    const issued = { ...profile, issuer: 'https://id.example.com' };
    const findKey = async () => publicKey;
    const token = signToken(issued, subject, { key, now, random: randomBytes });
    expect(await verifyToken(issued, token, { now, findKey })).toEqual(subject);
    for (const other of [good, forge(header, { ...claims, iss: 'https://evil.example.com' })])
      expect(await verifyToken(issued, other, { now, findKey })).toBeUndefined();
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
