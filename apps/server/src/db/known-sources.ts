import type { KnownSourceStore } from '../core/source.ts';
import type { Query } from './query.ts';

/** How old a time must be to be written anew, in milliseconds: an hour is nothing in 90 days, and most sign-ins need not write. */
const staleAfter = 60 * 60 * 1000;

export function createKnownSourceStore(query: Query): KnownSourceStore {
  return {
    async remember({ accountId, source, at }) {
      const seen = { account_id: accountId, source };
      const known = await query((knex) => knex('known_sources').where(seen).first('last_seen_at'));
      if (known && known.last_seen_at > at - staleAfter) return;
      const row = { ...seen, last_seen_at: at };
      await query((knex) => knex('known_sources').insert(row).onConflict(['account_id', 'source']).merge(['last_seen_at']));
    },
    async lastSeen({ accountId, source }) {
      const row = await query((knex) => knex('known_sources').where({ account_id: accountId, source }).first('last_seen_at'));
      return row?.last_seen_at;
    },
    prune: (before) => query((knex) => knex('known_sources').where('last_seen_at', '<', before).delete()),
  };
}
