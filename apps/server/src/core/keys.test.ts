import { createPrivateKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { thumbprint } from './jwk.ts';
import { loadSigningKey, type KeyOptions } from './keys.ts';
import { createSeal } from './seal.ts';
import type { Store } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

const elliptic: TokenProfile = {
  name: 'elliptic',
  algorithm: 'ES256',
  type: 'at+jwt',
  audience: 'a',
  lifetime: 60,
  sessionClaim: 'sid',
  refresh: true,
};
const rsa: TokenProfile = { ...elliptic, name: 'rsa', algorithm: 'RS256' };
const seal = createSeal('one secret', randomBytes);
const optionsOf = (store: Store): KeyOptions => ({ keys: store.keys, seal, now: 1_700_000_000_000 });

describeDatabases('loadSigningKey', (openFresh) => {
  test('makes a key for each profile once', async () => {
    const { database, knex } = await openFresh();
    const one = await loadSigningKey(rsa, optionsOf(database.store));
    const two = await loadSigningKey(elliptic, optionsOf(database.store));
    expect(one.privateKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(two.privateKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(one.kid).toBe(thumbprint(one.publicJwk));
    expect(await loadSigningKey(rsa, optionsOf(database.store))).toMatchObject({ kid: one.kid });
    expect(await knex('signing_keys').orderBy('profile')).toMatchObject([
      { kid: two.kid, profile: 'elliptic', state: 'active', algorithm: 'ES256', created_at: 1_700_000_000_000 },
      { kid: one.kid, profile: 'rsa', state: 'active', algorithm: 'RS256' },
    ]);
  });

  test('twenty that start at once agree on one pair', async () => {
    const { database, reopen, knex } = await openFresh();
    const other = await reopen();
    const load = (store: Store) => loadSigningKey(elliptic, optionsOf(store));
    const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => load(n % 2 ? database.store : other.store)));
    expect(new Set(keys.map(({ privateKey }) => privateKey.export({ format: 'pem', type: 'pkcs8' }))).size).toBe(1);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    expect(await knex('signing_keys')).toHaveLength(1);
  });

  test('the database holds no private key that opens without the secret', async () => {
    const { database, knex } = await openFresh();
    const { privateKey } = await loadSigningKey(elliptic, optionsOf(database.store));
    const [row] = await knex('signing_keys');
    expect(JSON.parse(row.public_jwk)).not.toHaveProperty('d');
    const bytes = Buffer.from(row.sealed_private_key, 'base64url');
    expect(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })).toThrow(/asn1|DECODER/i);
    expect(bytes.includes(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))).toBe(false);
  });

  test('says in one line that the secret is another one', async () => {
    const { database } = await openFresh();
    const { kid } = await loadSigningKey(elliptic, optionsOf(database.store));
    const other = { ...optionsOf(database.store), seal: createSeal('another secret', randomBytes) };
    await expect(loadSigningKey(elliptic, other)).rejects.toThrow(
      new Error(`The secret is not the one that sealed the signing key "${kid}" of "elliptic"`),
    );
  });

  test('a row with the key of another profile does not open', async () => {
    const { database, knex } = await openFresh();
    await loadSigningKey(elliptic, optionsOf(database.store));
    await knex('signing_keys').update({ profile: 'other' });
    await expect(loadSigningKey({ ...elliptic, name: 'other' }, optionsOf(database.store))).rejects.toThrow('The secret is not the one');
  });

  test('a public half planted in the database is not published', async () => {
    const { database, knex } = await openFresh();
    const { publicJwk } = await loadSigningKey(elliptic, optionsOf(database.store));
    await knex('signing_keys').update({ public_jwk: JSON.stringify({ ...publicJwk, x: 'planted' }) });
    expect((await loadSigningKey(elliptic, optionsOf(database.store))).publicJwk).toEqual(publicJwk);
  });

  test('a profile that changed its algorithm is refused', async () => {
    const { database } = await openFresh();
    await loadSigningKey(elliptic, optionsOf(database.store));
    await expect(loadSigningKey({ ...elliptic, algorithm: 'RS256' }, optionsOf(database.store))).rejects.toThrow(
      'is for ES256, not for RS256',
    );
  });
});
