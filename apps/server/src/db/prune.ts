import type { Knex } from 'knex';
import type { Store } from '../core/store.ts';
import type { Query } from './query.ts';

/** Rows per statement, so that none holds up a sign-in for long. */
const defaultBatch = 500;

/** Statements per step and call: what is left over is for the next call. */
const batches = 200;

/** How long an operator can see why a session ended, in milliseconds. For its tokens that makes no difference. */
const endedFor = 7 * 24 * 60 * 60 * 1000;

/** Deletes nothing that could still answer a question: a used refresh token stays as long as its session, because using it again must end that. */
export function createPrune(query: Query, batch = defaultBatch): Store['prune'] {
  return async (now) => {
    let changed = 0;
    for (const step of steps) {
      for (let count = batches; count > 0; count--) {
        const rows = await query((knex) => step(knex, now, batch));
        changed += rows;
        // Fewer than a batch may only mean that another process was at the same rows.
        if (rows === 0) break;
      }
    }
    return changed;
  };
}

type Step = (knex: Knex, now: number, batch: number) => PromiseLike<number>;

const steps: Step[] = [
  (knex, now, batch) => {
    const over = knex('refresh_tokens').where('grace_until', '<', now).limit(batch).select('token_hash');
    return knex('refresh_tokens').whereIn('token_hash', over).update({ sealed_successor: null, grace_until: null });
  },
  (knex, now, batch) => {
    const over = knex('refresh_tokens').whereIn('session_id', deadSessions(knex, now).select('id')).limit(batch).select('token_hash');
    return knex('refresh_tokens').whereIn('token_hash', over).delete();
  },
  // Only those without tokens: the others would take any number of them along in one statement.
  (knex, now, batch) => {
    const tokens = knex('refresh_tokens').whereRaw('refresh_tokens.session_id = sessions.id');
    return knex('sessions').whereIn('id', deadSessions(knex, now).whereNotExists(tokens).limit(batch).select('id')).delete();
  },
  (knex, now) => knex('signing_keys').where('verify_until', '<=', now).delete(),
];

/** The idle limit never lies after the absolute one. */
function deadSessions(knex: Knex, now: number): Knex.QueryBuilder {
  return knex('sessions').where((dead) => dead.where('idle_expires_at', '<=', now).orWhere('ended_at', '<=', now - endedFor));
}
