import type { Knex } from 'knex';
import type { Store, StoredKey } from '../core/store.ts';
import type { Query } from './query.ts';
import { codeOf } from './retry.ts';

export function createKeys(query: Query): Store['keys'] {
  return {
    async list() {
      const rows = await query((knex) => knex('signing_keys').whereNot({ state: 'revoked' }).orderBy(['created_at', 'kid']));
      return rows.map(toKey);
    },
    async insertIfAbsent(key) {
      await query((knex) => knex('signing_keys').insert(toRow(key)).onConflict().ignore());
    },
    async activate(kid, options) {
      try {
        return await query((knex) => knex.transaction((trx) => activate(trx, kid, options)));
      } catch (error) {
        // Another process made an active key in the same moment.
        if (['23505', 'SQLITE_CONSTRAINT_UNIQUE'].includes(codeOf(error))) return false;
        throw error;
      }
    },
    async revoke(kid, now) {
      // The row stays for who wants to know what happened; the private half does not.
      const change = { state: 'revoked', sealed_private_key: '', retired_at: now };
      const changed = await query((knex) => knex('signing_keys').where({ kid }).whereNot({ state: 'revoked' }).update(change));
      return changed > 0;
    },
  };
}

type Activation = Parameters<Store['keys']['activate']>[1];

/** Both keys by their ids: a process that is late finds them changed, and does not retire the key that has just become active. */
async function activate(trx: Knex, kid: string, { now, retire }: Activation): Promise<boolean> {
  if (retire) {
    const pending = trx('signing_keys as next').where({ 'next.kid': kid, 'next.state': 'pending' }).select(trx.raw('1'));
    const retired = await trx('signing_keys')
      .where({ kid: retire.kid, state: 'active' })
      .whereExists(pending)
      .update({ state: 'retired', retired_at: now, verify_until: retire.verifyUntil });
    if (retired === 0) return false;
  }
  return (await trx('signing_keys').where({ kid, state: 'pending' }).update({ state: 'active', active_from: now })) > 0;
}

function toRow(key: StoredKey) {
  return {
    kid: key.kid,
    profile: key.profile,
    algorithm: key.algorithm,
    state: key.state,
    public_jwk: JSON.stringify(key.publicJwk),
    sealed_private_key: key.sealedPrivateKey,
    created_at: key.createdAt,
    active_from: key.activeFrom,
    verify_until: key.verifyUntil,
  };
}

function toKey(row: ReturnType<typeof toRow>): StoredKey {
  return {
    kid: row.kid,
    profile: row.profile,
    algorithm: row.algorithm,
    state: row.state,
    publicJwk: JSON.parse(row.public_jwk),
    sealedPrivateKey: row.sealed_private_key,
    createdAt: row.created_at,
    activeFrom: row.active_from,
    verifyUntil: row.verify_until,
  };
}
