import { createPrivateKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { renewed } from '../../test/sessions.ts';
import { thumbprint } from './jwk.ts';
import { makeKey, openKey } from './keys.ts';
import { createSeal } from './seal.ts';
import type { StoredKey } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

const rsa: TokenProfile = { ...renewed, name: 'rsa', algorithm: 'RS256' };
const seal = createSeal('one secret', randomBytes);
const make = (profile: TokenProfile): Promise<StoredKey> => makeKey(profile, { seal, state: 'active', createdAt: 1, activeFrom: 2 });

test('a key of each algorithm, named by its thumbprint', async () => {
  const stored = await make(rsa);
  expect(stored).toMatchObject({ profile: 'rsa', state: 'active', algorithm: 'RS256', createdAt: 1, activeFrom: 2, verifyUntil: null });
  const opened = openKey(stored, rsa, seal);
  expect(opened.privateKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
  expect(opened.publicKey.type).toBe('public');
  expect([stored.kid, opened.kid, opened.publicJwk]).toEqual([thumbprint(opened.publicJwk), stored.kid, stored.publicJwk]);
  expect(openKey(await make(renewed), renewed, seal).privateKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
});

test('a stored key holds no private half that opens without the secret', async () => {
  const stored = await make(renewed);
  expect(stored.publicJwk).not.toHaveProperty('d');
  const bytes = Buffer.from(stored.sealedPrivateKey, 'base64url');
  expect(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })).toThrow(/asn1|DECODER/i);
  const { d = '' } = openKey(stored, renewed, seal).privateKey.export({ format: 'jwk' });
  expect(bytes.includes(Buffer.from(d, 'base64url'))).toBe(false);
});

test('says in one line that the secret is another one', async () => {
  const stored = await make(renewed);
  expect(() => openKey(stored, renewed, createSeal('another secret', randomBytes))).toThrow(
    new Error(`The secret is not the one that sealed the signing key "${stored.kid}" of "renewed"`),
  );
});

test('a key that was copied to another profile does not open', async () => {
  const stored = { ...(await make(renewed)), profile: 'other' };
  expect(() => openKey(stored, { ...renewed, name: 'other' }, seal)).toThrow('The secret is not the one');
});

test('a public half planted in the database is not published', async () => {
  const stored = await make(renewed);
  const planted = { ...stored, publicJwk: (await make(renewed)).publicJwk };
  expect(openKey(planted, renewed, seal).publicJwk).toEqual(stored.publicJwk);
});

test('a profile that changed its algorithm is refused', async () => {
  const stored = await make(renewed);
  expect(() => openKey(stored, { ...renewed, algorithm: 'RS256' }, seal)).toThrow('is for ES256, not for RS256');
});
