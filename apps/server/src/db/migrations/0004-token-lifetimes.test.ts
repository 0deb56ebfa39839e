import { expect, test } from 'vitest';
import { addAccount } from '../../../test/accounts.ts';
import { describeDatabases } from '../../../test/databases.ts';
import { accounts } from './0001-accounts.ts';
import { sessions } from './0002-sessions.ts';
import { signingKeys } from './0003-signing-keys.ts';
import { tokenLifetimes } from './0004-token-lifetimes.ts';

const created_at = 1_800_000_000_123;
const day = 24 * 60 * 60 * 1000;

describeDatabases('0004-token-lifetimes', (openFresh) => {
  const openBefore = async () => {
    const { knex } = await openFresh({ migrated: false });
    for (const { up } of [accounts, sessions, signingKeys]) await up(knex);
    const account_id = await addAccount(knex, { username: 'ann', email: 'ann@example.com' });
    await knex('sessions').insert(['one', 'two'].map((id) => ({ id, account_id, profile: 'p', created_at })));
    await knex('refresh_tokens').insert({ token_hash: 'hash', session_id: 'one', created_at });
    const key = { kid: 'k', profile: 'p', algorithm: 'ES256', public_jwk: '{}', sealed_private_key: 's', created_at };
    await knex('signing_keys').insert(key);
    return { knex, account_id, key };
  };

  test('what is there goes on, with limits counted from its beginning', async () => {
    const { knex, account_id, key } = await openBefore();
    await tokenLifetimes.up(knex);
    expect(await knex('accounts')).toMatchObject([{ id: account_id, username: 'ann', password_changed_at: 0 }]);
    const open = { account_id, created_at, last_used_at: created_at, password_changed_at: 0, ended_at: null, end_reason: null };
    expect(await knex('sessions').orderBy('id')).toMatchObject([
      { id: 'one', ...open, idle_expires_at: created_at + 30 * day, expires_at: created_at + 90 * day },
      { id: 'two', ...open, idle_expires_at: created_at + 365 * day, expires_at: created_at + 365 * day },
    ]);
    const unused = { generation: 0, consumed_at: null, sealed_successor: null, grace_until: null };
    expect(await knex('refresh_tokens')).toEqual([{ token_hash: 'hash', session_id: 'one', created_at, ...unused }]);
    expect(await knex('signing_keys')).toEqual([
      { ...key, state: 'active', active_from: created_at, retired_at: null, verify_until: null },
    ]);
  });

  test('undone, nothing that was over is valid again', async () => {
    const { knex, account_id, key } = await openBefore();
    await tokenLifetimes.up(knex);
    await knex('sessions').where({ id: 'two' }).update({ ended_at: created_at });
    await knex('signing_keys').insert([
      { ...key, kid: 'next', state: 'pending' },
      { ...key, kid: 'old', state: 'retired' },
    ]);
    await tokenLifetimes.down(knex);
    expect(await knex('sessions')).toEqual([{ id: 'one', account_id, profile: 'p', created_at }]);
    expect(await knex('refresh_tokens')).toEqual([{ token_hash: 'hash', session_id: 'one', created_at }]);
    expect(await knex('signing_keys')).toEqual([{ ...key, state: 'active' }]);
    await tokenLifetimes.up(knex);
    expect(await knex('sessions')).toHaveLength(1);
  });
});
