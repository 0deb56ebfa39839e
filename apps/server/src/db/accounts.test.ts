import { beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import type { Store } from '../core/store.ts';

describeDatabases('accounts', (openFresh) => {
  let db: TestDatabase;
  let accounts: Store['accounts'];

  beforeAll(async () => {
    db = await openFresh();
    accounts = db.database.store.accounts;
    const { knex } = db;
    await addAccount(knex, { id: 1, username: 'Ann', email: 'Ann@example.com', phone: '+525511111111', password_hash: 'hash 1' });
    await addAccount(knex, { id: 2, username: 'bob', email: 'bob@example.com', password_hash: 'hash 2', stats: '{"logins":3}' });
    await knex('roles').insert([9, 4, 5].map((id) => ({ id, name: `role ${id}` })));
    await knex('permissions').insert([30, 10, 20, 40].map((id) => ({ id, name: `permission ${id}` })));
    await knex('account_roles').insert([9, 4].map((role_id) => ({ account_id: 1, role_id })));
    await knex('role_permissions').insert([
      { role_id: 4, permission_id: 30 },
      { role_id: 9, permission_id: 30 },
      { role_id: 9, permission_id: 10 },
      { role_id: 5, permission_id: 40 },
    ]);
    await knex('account_permissions').insert([30, 20].map((permission_id) => ({ account_id: 1, permission_id })));
  });

  test('an account in full, its roles and permissions by id and each once', async () => {
    expect(await accounts.find(1)).toEqual({
      id: 1,
      username: 'Ann',
      email: 'Ann@example.com',
      phone: '+525511111111',
      firstName: 'First',
      lastName: 'Last',
      avatar: '',
      status: 'active',
      stats: {},
      createdAt: 1_600_000_000_000,
      lastLoginAt: null,
      roles: [
        { id: 4, name: 'role 4' },
        { id: 9, name: 'role 9' },
      ],
      permissions: [10, 20, 30].map((id) => ({ id, name: `permission ${id}` })),
    });
  });

  test('an account with nothing, and none', async () => {
    expect(await accounts.find(2)).toMatchObject({ phone: null, stats: { logins: 3 }, roles: [], permissions: [] });
    expect(await accounts.find(3)).toBeUndefined();
    expect(await accounts.count()).toBe(2);
  });

  test.each([
    [{ email: 'ann@example.com' }, 1],
    [{ username: 'ann' }, 1],
    [{ phone: '+525511111111' }, 1],
    [{ email: 'ann@example.com', username: 'ann', phone: '+525511111111' }, 1],
    [{ username: 'bob' }, 2],
  ])('%j belongs to account %i', async (identifiers, accountId) => {
    expect(await accounts.findCredential(identifiers)).toEqual({ accountId, passwordHash: `hash ${accountId}`, passwordChangedAt: 0 });
  });

  test.each([
    {},
    { email: 'ann@example.com', username: 'bob' },
    { username: 'ann@example.com' },
    { username: 'Ann' },
    { username: 'an%' },
    { username: "' or 1=1 --" },
    { phone: '' },
  ])('%j belongs to no one', async (identifiers) => {
    expect(await accounts.findCredential(identifiers)).toBeUndefined();
  });

  test('the last login only moves forward', async () => {
    for (const at of [2_000_000_000_000, 1_900_000_000_000]) await accounts.touchLastLogin(2, at);
    expect(await accounts.find(2)).toMatchObject({ lastLoginAt: 2_000_000_000_000 });
    expect(await accounts.find(1)).toMatchObject({ lastLoginAt: null });
  });

  test('two accounts cannot share an identifier, and the error does not show it', async () => {
    const same = [
      { username: 'ANN', email: 'other@example.com' },
      { username: 'other', email: 'ANN@example.com' },
      { username: 'other', email: 'other@example.com', phone: '+525511111111' },
    ];
    for (const account of same) {
      const message = await addAccount(db.knex, account).then(() => expect.fail('was added'), String);
      expect(message).toMatch(/unique/i);
      expect(message).not.toMatch(/other|example|5255|'ann'/i);
    }
  });

  test('a status and a password of no one change nothing', async () => {
    expect([await accounts.setStatus(99, 'inactive', 1), await accounts.setPassword(99, 'hash', 1)]).toEqual([false, false]);
  });

  test('each change of the password has a time of its own, also when the clock stands or goes back', async () => {
    const id = await addAccount(db.knex, { username: 'eve', email: 'eve@example.com' });
    const changedAt: (number | undefined)[] = [];
    for (const at of [5_000_000_000_000, 5_000_000_000_000, 4_000_000_000_000, 6_000_000_000_000]) {
      expect(await accounts.setPassword(id, `hash ${at}`, at)).toBe(true);
      expect(await accounts.findCredential({ username: 'eve' })).toMatchObject({ passwordHash: `hash ${at}` });
      changedAt.push((await accounts.findCredential({ username: 'eve' }))?.passwordChangedAt);
    }
    expect(changedAt).toEqual([5_000_000_000_000, 5_000_000_000_001, 5_000_000_000_002, 6_000_000_000_000]);
  });

  test('a hash is replaced by who saw the last one, and by no one who is late', async () => {
    const id = await addAccount(db.knex, { username: 'kim', email: 'kim@example.com', password_hash: 'old' });
    const results = await Promise.all(['a', 'b', 'c'].map((phc) => accounts.replaceHash(id, 'old', phc)));
    expect(results.filter(Boolean)).toHaveLength(1);
    const winner = ['a', 'b', 'c'][results.indexOf(true)];
    expect(await accounts.findCredential({ username: 'kim' })).toMatchObject({ passwordHash: winner, passwordChangedAt: 0 });
    expect(await accounts.replaceHash(id, 'old', 'late')).toBe(false);
  });
});
