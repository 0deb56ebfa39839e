import type { Knex } from 'knex';
import type { Migration } from './migration.ts';

const day = 24 * 60 * 60 * 1000;

/** By table. A row that nobody gives a limit is over: a forgotten value must not make a session that lives for ever. */
const columns: Record<string, Record<string, string>> = {
  accounts: { password_changed_at: 'bigint not null default 0' },
  sessions: {
    password_changed_at: 'bigint not null default 0',
    last_used_at: 'bigint not null default 0',
    idle_expires_at: 'bigint not null default 0',
    expires_at: 'bigint not null default 0',
    ended_at: 'bigint',
    end_reason: 'text',
  },
  refresh_tokens: {
    generation: 'integer not null default 0',
    consumed_at: 'bigint',
    sealed_successor: 'text',
    grace_until: 'bigint',
  },
  signing_keys: {
    active_from: 'bigint not null default 0',
    retired_at: 'bigint',
    verify_until: 'bigint',
  },
};

const indexes = {
  // What lets a refresh token have one successor and no more.
  refresh_tokens_one_successor: 'unique index NAME on refresh_tokens (session_id, generation)',
  refresh_tokens_in_grace: 'index NAME on refresh_tokens (grace_until) where grace_until is not null',
  sessions_idle_expires_at: 'index NAME on sessions (idle_expires_at)',
  sessions_ended_at: 'index NAME on sessions (ended_at) where ended_at is not null',
  signing_keys_one_pending: "unique index NAME on signing_keys (profile) where state = 'pending'",
};

export const tokenLifetimes: Migration = {
  name: '0004-token-lifetimes',
  async up(knex) {
    for (const [table, column, type] of eachColumn()) await knex.raw(`alter table ${table} add column ${column} ${type}`);
    await dateExistingRows(knex);
    // The unique index begins with the same column.
    await knex.raw('drop index refresh_tokens_session_id_index');
    for (const [name, definition] of Object.entries(indexes)) await knex.raw(`create ${definition.replace('NAME', name)}`);
  },
  async down(knex) {
    for (const name of Object.keys(indexes)) await knex.raw(`drop index ${name}`);
    await knex.raw('create index refresh_tokens_session_id_index on refresh_tokens (session_id)');
    // A key that did not sign yet, or does no longer, would be taken for one that does.
    await knex('signing_keys').whereNot({ state: 'active' }).delete();
    await knex('sessions').whereNotNull('ended_at').delete();
    for (const [table, column] of eachColumn()) await knex.raw(`alter table ${table} drop column ${column}`);
  },
};

/** What was opened before there were limits gets those of today, counted from its beginning. */
async function dateExistingRows(knex: Knex): Promise<void> {
  const renewed = 'select 1 from refresh_tokens where refresh_tokens.session_id = sessions.id';
  const limits = [30 * day, 365 * day, 90 * day, 365 * day];
  await knex.raw(
    `update sessions set last_used_at = created_at,
      idle_expires_at = created_at + case when exists (${renewed}) then cast(? as bigint) else cast(? as bigint) end,
      expires_at = created_at + case when exists (${renewed}) then cast(? as bigint) else cast(? as bigint) end`,
    limits,
  );
  await knex.raw('update signing_keys set active_from = created_at');
}

function eachColumn(): [table: string, column: string, type: string][] {
  return Object.entries(columns).flatMap(([table, types]) =>
    Object.entries(types).map(([column, type]): [string, string, string] => [table, column, type]),
  );
}
