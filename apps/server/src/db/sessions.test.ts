import { beforeEach, expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import type { NewSession, Rotation } from '../core/store.ts';

const start = 1_800_000_000_123;

describeDatabases('sessions', (openFresh) => {
  let db: TestDatabase;
  let session: NewSession;
  beforeEach(async () => {
    db = await openFresh();
    const accountId = await addAccount(db.knex, { username: 'ann', email: 'ann@example.com' });
    const times = { createdAt: start, passwordChangedAt: 0, idleExpiresAt: start + 1_000, expiresAt: start + 5_000 };
    session = { id: 'one', accountId, profile: 'p', refreshTokenHash: 'hash 0', ...times };
  });

  const sessions = () => db.database.store.sessions;
  const rotation = (generation: number, now = start): Rotation => ({
    tokenHash: `hash ${generation}`,
    profile: 'p',
    now,
    successorHash: `hash ${generation + 1}`,
    sealedSuccessor: `sealed ${generation + 1}`,
    graceUntil: now + 10,
    idleExpiresAt: now + 1_000,
  });

  test('a session and its refresh token are kept together or not at all', async () => {
    await sessions().create(session);
    await expect(sessions().create({ ...session, id: 'two' })).rejects.toThrow(/unique/i);
    await sessions().create({ ...session, id: 'three', refreshTokenHash: undefined });
    expect(await db.knex('sessions').orderBy('id').pluck('id')).toEqual(['one', 'three']);
    expect(await db.knex('refresh_tokens')).toMatchObject([{ token_hash: 'hash 0', session_id: 'one', created_at: start, generation: 0 }]);
  });

  test('a session needs an account, and ends with it', async () => {
    await expect(sessions().create({ ...session, accountId: session.accountId + 1 })).rejects.toThrow(/foreign key/i);
    await sessions().create(session);
    await db.knex('accounts').delete();
    expect(await db.knex('refresh_tokens')).toEqual([]);
  });

  test('the database itself refuses a second successor', async () => {
    await sessions().create(session);
    const second = { token_hash: 'another', session_id: 'one', generation: 0, created_at: start };
    await expect(db.knex('refresh_tokens').insert(second)).rejects.toThrow(/unique/i);
  });

  test('a rotation is all or nothing', async () => {
    await sessions().create(session);
    await expect(sessions().rotate({ ...rotation(0), successorHash: 'hash 0' })).rejects.toThrow(/unique/i);
    expect(await db.knex('refresh_tokens')).toMatchObject([{ token_hash: 'hash 0', consumed_at: null, sealed_successor: null }]);
    expect(await sessions().rotate(rotation(0))).toEqual({ sessionId: 'one', accountId: session.accountId });
    expect(await sessions().rotate(rotation(0))).toBeUndefined();
    expect(await db.knex('refresh_tokens')).toHaveLength(2);
  });

  test('a rotation moves the idle limit, never beyond the end of the session', async () => {
    await sessions().create(session);
    for (const [generation, later] of [900, 1_800, 2_700, 3_600, 4_500].entries())
      await sessions().rotate(rotation(generation, start + later));
    const [row] = await db.knex('sessions');
    expect(row).toMatchObject({ last_used_at: start + 4_500, idle_expires_at: start + 5_000, expires_at: start + 5_000 });
    expect(await sessions().rotate(rotation(5, start + 5_000))).toBeUndefined();
  });

  test('all sessions of an account end at once, those of others do not', async () => {
    const other = await addAccount(db.knex, { username: 'bob', email: 'bob@example.com' });
    await sessions().create(session);
    await sessions().create({ ...session, id: 'two', refreshTokenHash: undefined });
    await sessions().create({ ...session, id: 'three', accountId: other, refreshTokenHash: undefined });
    expect(await sessions().endAll(session.accountId, start + 1, 'revoked')).toBe(2);
    expect(await sessions().endAll(session.accountId, start + 2, 'signed-out')).toBe(0);
    expect(await db.knex('sessions').orderBy('id').pluck('end_reason')).toEqual(['revoked', null, 'revoked']);
  });
});
