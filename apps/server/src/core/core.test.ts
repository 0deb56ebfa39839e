import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { createCore } from './core.ts';
import { createPasswords } from './passwords.ts';
import type { Store } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

const profiles: TokenProfile[] = ['one', 'two'].map((name) => ({
  name,
  algorithm: 'ES256',
  type: 'JWT',
  audience: name,
  lifetime: 60,
  sessionClaim: 'jti',
  refresh: false,
}));
const passwords = await createPasswords({ random: randomBytes });
const createFor = (store: Store, secret = 'a secret') =>
  createCore({ store, passwords, profiles, secret, clock: Date.now, random: randomBytes });

describeDatabases('createCore', (openFresh) => {
  test('publishes a key per profile, the same after a restart', async () => {
    const { database, reopen } = await openFresh();
    const keys = (await createFor(database.store)).publicKeys();
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(2);
    expect((await createFor((await reopen()).store)).publicKeys()).toEqual(keys);
  });

  test('refuses to start with another secret', async () => {
    const { database } = await openFresh();
    await createFor(database.store);
    await expect(createFor(database.store, 'another secret')).rejects.toThrow('The secret is not the one that sealed');
  });

  test('misses nothing, and then the database when it is gone', async () => {
    const { database, reopen } = await openFresh();
    await createFor(database.store);
    const other = await reopen();
    const core = await createFor(other.store);
    expect(await core.missing()).toEqual([]);
    await other.close();
    expect(await core.missing()).toEqual(['database']);
  });

  test('misses the database as long as it has no tables', async () => {
    const { database } = await openFresh({ migrated: false });
    await expect(database.store.ping()).rejects.toThrow('throttle');
    await database.migrate();
    await expect(database.store.ping()).resolves.toBeUndefined();
  });
});
