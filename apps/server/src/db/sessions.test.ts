import { expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases } from '../../test/databases.ts';

describeDatabases('sessions', (openFresh) => {
  test('a session and its refresh token are kept together or not at all', async () => {
    const { database, knex } = await openFresh();
    const accountId = await addAccount(knex, { username: 'ann', email: 'ann@example.com' });
    const session = { accountId, profile: 'p', createdAt: 1_800_000_000_123, refreshTokenHash: 'hash' };
    await database.store.sessions.create({ ...session, id: 'one' });
    await expect(database.store.sessions.create({ ...session, id: 'two' })).rejects.toThrow(/unique/i);
    await database.store.sessions.create({ ...session, id: 'three', refreshTokenHash: undefined });
    expect(await knex('sessions').orderBy('id').pluck('id')).toEqual(['one', 'three']);
    expect(await knex('refresh_tokens')).toEqual([{ token_hash: 'hash', session_id: 'one', created_at: 1_800_000_000_123 }]);
  });

  test('a session needs an account, and ends with it', async () => {
    const { database, knex } = await openFresh();
    const accountId = await addAccount(knex, { username: 'ann', email: 'ann@example.com' });
    const session = { id: 'one', accountId, profile: 'p', createdAt: 1, refreshTokenHash: 'hash' };
    await expect(database.store.sessions.create({ ...session, accountId: accountId + 1 })).rejects.toThrow(/foreign key/i);
    await database.store.sessions.create(session);
    await knex('accounts').delete();
    expect(await knex('refresh_tokens')).toEqual([]);
  });
});
