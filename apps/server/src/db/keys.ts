import type { Store } from '../core/store.ts';
import type { Query } from './query.ts';

export function createKeys(query: Query): Store['keys'] {
  return {
    async find(profile) {
      const row = await query((knex) => knex('signing_keys').where({ profile, state: 'active' }).first());
      return (
        row && {
          kid: row.kid,
          profile: row.profile,
          algorithm: row.algorithm,
          publicJwk: JSON.parse(row.public_jwk),
          sealedPrivateKey: row.sealed_private_key,
          createdAt: row.created_at,
        }
      );
    },
    async insertIfAbsent({ kid, profile, algorithm, publicJwk, sealedPrivateKey, createdAt }) {
      const row = {
        kid,
        profile,
        algorithm,
        public_jwk: JSON.stringify(publicJwk),
        sealed_private_key: sealedPrivateKey,
        created_at: createdAt,
      };
      await query((knex) => knex('signing_keys').insert(row).onConflict().ignore());
    },
  };
}
