import type { Store } from '../core/store.ts';
import type { Query } from './query.ts';

export function createSessions(query: Query): Store['sessions'] {
  return {
    async create({ id, accountId, profile, createdAt, refreshTokenHash }) {
      await query((knex) =>
        knex.transaction(async (trx) => {
          await trx('sessions').insert({ id, account_id: accountId, profile, created_at: createdAt });
          if (refreshTokenHash === undefined) return;
          await trx('refresh_tokens').insert({ token_hash: refreshTokenHash, session_id: id, created_at: createdAt });
        }),
      );
    },
  };
}
