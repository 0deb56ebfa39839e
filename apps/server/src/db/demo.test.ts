import { expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases } from '../../test/databases.ts';
import { demoAccounts, demoPassword, seedDemo } from './demo.ts';

const hash = async (password: string) => `hash of ${password}`;

describeDatabases('seedDemo', (openFresh) => {
  test('adds an account that may sign in and one that may not', async () => {
    const { database } = await openFresh();
    expect(await seedDemo(database, hash)).toBe(true);
    const { accounts } = database.store;
    expect(await accounts.find(1)).toMatchObject({
      username: 'johndoe',
      email: 'john.doe@example.com',
      phone: '+525512345678',
      status: 'active',
      stats: { ordersPlaced: 12, itemsCreated: 3 },
      roles: [{ id: 1, name: 'admin' }],
      permissions: [
        { id: 5, name: 'view-items' },
        { id: 12, name: 'create-inventory' },
      ],
    });
    expect(await accounts.find(2)).toMatchObject({
      username: 'janeroe',
      status: 'inactive',
      avatar: '',
      stats: {},
      roles: [{ id: 2, name: 'clerk' }],
      permissions: [{ id: 5, name: 'view-items' }],
    });
    for (const { id, email, username, phone } of demoAccounts) {
      expect(await accounts.findCredential({ email, username, phone })).toMatchObject({
        accountId: id,
        passwordHash: `hash of ${demoPassword}`,
      });
    }
  });

  test('adds them once, and says later on that they are there', async () => {
    const { database } = await openFresh();
    await seedDemo(database, hash);
    expect(await seedDemo(database, () => expect.fail('hashed again'))).toBe(true);
    expect(await database.store.accounts.count()).toBe(2);
  });

  test('leaves a database alone that is not empty', async () => {
    const { database, knex } = await openFresh();
    await knex('roles').insert({ name: 'owner' });
    expect(await seedDemo(database, hash)).toBe(false);
    expect(await database.store.accounts.count()).toBe(0);
  });

  test('five at once add them once', async () => {
    const { database, reopen } = await openFresh();
    const databases = [database, ...(await Promise.all([reopen(), reopen(), reopen(), reopen()]))];
    expect(await Promise.all(databases.map((each) => seedDemo(each, hash)))).toEqual([true, true, true, true, true]);
    expect(await database.store.accounts.count()).toBe(2);
  });

  test('the next rows do not collide with them', async () => {
    const { database, knex } = await openFresh();
    await seedDemo(database, hash);
    expect(await addAccount(knex, { username: 'next', email: 'next@example.com' })).toBe(3);
    expect(await knex('roles').insert({ name: 'next' }).returning('id')).toEqual([{ id: 3 }]);
    expect(await knex('permissions').insert({ name: 'next' }).returning('id')).toEqual([{ id: 13 }]);
  });
});
