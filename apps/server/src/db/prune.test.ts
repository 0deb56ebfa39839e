import { expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases } from '../../test/databases.ts';
import { createPrune } from './prune.ts';

const now = 1_800_000_000_000;
const week = 7 * 24 * 60 * 60 * 1000;
const later = now + 1;

describeDatabases('prune', (openFresh) => {
  const open = async () => {
    const db = await openFresh();
    const account_id = await addAccount(db.knex, { username: 'ann', email: 'ann@example.com' });
    const addSession = (id: string, columns: object, tokens = 1) =>
      db.knex.transaction(async (trx) => {
        const limits = { idle_expires_at: later, expires_at: later };
        await trx('sessions').insert({ id, account_id, profile: 'p', created_at: 1, ...limits, ...columns });
        const rows = Array.from({ length: tokens }, (_, generation) => ({
          token_hash: `${id} ${generation}`,
          session_id: id,
          generation,
          created_at: 1,
          consumed_at: 1,
        }));
        await trx.batchInsert('refresh_tokens', rows, 100);
      });
    return { ...db, addSession };
  };

  test('deletes sessions that are over, with their tokens, and no others', async () => {
    const { database, knex, addSession } = await open();
    await addSession('live', {});
    await addSession('idle', { idle_expires_at: now });
    await addSession('over', { idle_expires_at: now, expires_at: now });
    await addSession('ended', { ended_at: now - week });
    await addSession('just ended', { ended_at: now - week + 1 });
    await database.store.prune(now);
    expect(await knex('sessions').orderBy('id').pluck('id')).toEqual(['just ended', 'live']);
    expect(await knex('refresh_tokens').orderBy('token_hash').pluck('token_hash')).toEqual(['just ended 0', 'live 0']);
  });

  test('wipes a sealed successor when its grace is over, and keeps the token: using it again must end the session', async () => {
    const { database, knex, addSession } = await open();
    await addSession('live', {}, 2);
    await knex('refresh_tokens').update({ sealed_successor: 'sealed', grace_until: now });
    await knex('refresh_tokens')
      .where({ generation: 0 })
      .update({ grace_until: now - 1 });
    await database.store.prune(now);
    expect(await knex('refresh_tokens').orderBy('generation')).toMatchObject([
      { consumed_at: 1, sealed_successor: null, grace_until: null },
      { sealed_successor: 'sealed', grace_until: now },
    ]);
  });

  test('deletes signing keys that verify nothing any more', async () => {
    const { database, knex } = await open();
    const key = { profile: 'p', algorithm: 'ES256', public_jwk: '{}', sealed_private_key: 's', created_at: 1 };
    await knex('signing_keys').insert([
      { ...key, kid: 'a', state: 'active' },
      { ...key, kid: 'b', state: 'retired', verify_until: later },
      { ...key, kid: 'c', state: 'retired', verify_until: now },
    ]);
    await database.store.prune(now);
    expect(await knex('signing_keys').orderBy('kid').pluck('kid')).toEqual(['a', 'b']);
  });

  test('takes a bounded number of rows per statement, whatever has piled up', async () => {
    const { database, knex, addSession } = await open();
    await addSession('many tokens', { idle_expires_at: now }, 95);
    for (let n = 0; n < 25; n++) await addSession(`session ${n}`, { idle_expires_at: now });
    await addSession('live', {}, 5);
    const sizes: number[] = [];
    const prune = createPrune(async (work) => {
      const result = await database.query(work);
      sizes.push(Number(result));
      return result;
    }, 10);
    expect(await prune(now)).toBe(95 + 25 + 26);
    expect(Math.max(...sizes)).toBe(10);
    expect(await knex('sessions').pluck('id')).toEqual(['live']);
    expect(await knex('refresh_tokens')).toHaveLength(5);
  });

  test('in many processes at once deletes each row once and fails in none', async () => {
    const { database, reopen, knex, addSession } = await open();
    await addSession('many tokens', { idle_expires_at: now }, 2_000);
    const databases = [database, await reopen(), await reopen(), await reopen()];
    const changed = await Promise.all(databases.map(({ store }) => store.prune(now)));
    expect(changed.reduce((sum, rows) => sum + rows)).toBe(2_001);
    expect(await knex('refresh_tokens')).toEqual([]);
  });
});
