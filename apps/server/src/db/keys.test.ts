import { beforeEach, expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import type { StoredKey } from '../core/store.ts';

const key = (kid: string, state: StoredKey['state'], profile = 'p'): StoredKey => ({
  kid,
  profile,
  state,
  algorithm: 'ES256',
  publicJwk: { crv: 'P-256', kty: 'EC', x: 'x', y: 'y', kid, use: 'sig', alg: 'ES256' },
  sealedPrivateKey: `sealed ${kid}`,
  createdAt: 1,
  activeFrom: 2,
  verifyUntil: null,
});

describeDatabases('keys', (openFresh) => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await openFresh();
    for (const each of [key('a', 'active'), key('b', 'pending')]) await keys().insertIfAbsent(each);
  });

  const keys = () => db.database.store.keys;
  const states = async () => Object.fromEntries((await db.knex('signing_keys')).map(({ kid, state }) => [kid, state]));
  const retire = { kid: 'a', verifyUntil: 9 };

  test('of each profile one signs and one waits: whoever comes second changes nothing', async () => {
    for (const each of [key('c', 'active'), key('d', 'pending'), key('e', 'active', 'q')]) await keys().insertIfAbsent(each);
    expect(await keys().list()).toEqual([key('a', 'active'), key('b', 'pending'), key('e', 'active', 'q')]);
  });

  test('the next key takes the place of the one that signed, once', async () => {
    expect([await keys().activate('b', { now: 5, retire }), await keys().activate('b', { now: 6, retire })]).toEqual([true, false]);
    expect(await keys().list()).toMatchObject([
      { kid: 'a', state: 'retired', verifyUntil: 9 },
      { kid: 'b', state: 'active', activeFrom: 5, verifyUntil: null },
    ]);
  });

  test('a key is not retired for one that has been revoked meanwhile, or is not there', async () => {
    await keys().revoke('b', 5);
    for (const kid of ['b', 'none']) expect(await keys().activate(kid, { now: 5, retire })).toBe(false);
    expect(await states()).toEqual({ a: 'active', b: 'revoked' });
  });

  test('a key takes no place that is not free', async () => {
    expect(await keys().activate('b', { now: 5 })).toBe(false);
    expect(await states()).toEqual({ a: 'active', b: 'pending' });
    await keys().revoke('a', 5);
    expect(await keys().activate('b', { now: 5 })).toBe(true);
    expect(await states()).toEqual({ a: 'revoked', b: 'active' });
  });

  test('a revoked key is gone from the list, and its private half from the database', async () => {
    expect([await keys().revoke('a', 5), await keys().revoke('a', 6)]).toEqual([true, false]);
    expect(await keys().list()).toMatchObject([{ kid: 'b' }]);
    expect(await db.knex('signing_keys').where({ kid: 'a' })).toMatchObject([{ sealed_private_key: '', retired_at: 5 }]);
  });
});
