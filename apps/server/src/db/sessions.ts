import type { Knex } from 'knex';
import type { EndReason, NewSession, Rotation, SessionKey, SessionOwner, SpentToken, Store } from '../core/store.ts';
import { findAccount } from './accounts.ts';
import { insertAudit } from './audit.ts';
import { endSessionsOf, liveSessions, type Live } from './live.ts';
import type { Query } from './query.ts';

export function createSessions(query: Query): Store['sessions'] {
  return {
    create: (session) => query((knex) => knex.transaction((trx) => insert(trx, session))),
    findAccount({ sessionId, accountId, ...live }) {
      const ids = { 'sessions.id': sessionId, 'accounts.id': accountId };
      const finding = query((knex) => liveSessions(knex, live).where(ids).first('accounts.*'));
      return findAccount(query, accountId, finding);
    },
    rotate: (rotation) => query((knex) => knex.transaction((trx) => rotate(trx, rotation))),
    findSpent: (token) => query((knex) => findSpent(knex, token)),
    end: (session) => query((knex) => end(knex, session)),
    endAll: (accountId, now, reason) => query((knex) => endSessionsOf(knex, accountId, now, reason)),
  };
}

async function insert(trx: Knex, { id, createdAt, refreshTokenHash, trace, ...session }: NewSession): Promise<void> {
  await trx('sessions').insert({
    id,
    account_id: session.accountId,
    profile: session.profile,
    created_at: createdAt,
    last_used_at: createdAt,
    password_changed_at: session.passwordChangedAt,
    idle_expires_at: session.idleExpiresAt,
    expires_at: session.expiresAt,
  });
  if (trace) await insertAudit(trx, trace);
  if (refreshTokenHash === undefined) return;
  await trx('refresh_tokens').insert({ token_hash: refreshTokenHash, session_id: id, created_at: createdAt });
}

/**
 * The first statement decides: of any number of processes one finds the token unused. If the session ends while this runs, the successor is of no
 * use.
 */
async function rotate(trx: Knex, rotation: Rotation): Promise<SessionOwner | undefined> {
  const { now, successorHash, sealedSuccessor, graceUntil, idleExpiresAt } = rotation;
  // Correlated: as a list of ids SQLite would gather all live sessions for it.
  const isLive = liveSessions(trx, rotation).where('sessions.id', trx.ref('refresh_tokens.session_id')).select(trx.raw('1'));
  const [token] = await trx('refresh_tokens')
    .where({ token_hash: rotation.tokenHash, consumed_at: null })
    .whereExists(isLive)
    .update({ consumed_at: now, sealed_successor: sealedSuccessor, grace_until: graceUntil })
    .returning(['session_id', 'generation']);
  if (!token) return undefined;
  const { session_id, generation } = token;
  await trx('refresh_tokens').insert({ token_hash: successorHash, session_id, generation: generation + 1, created_at: now });
  // Whoever uses a successor has received it, and the token before it need not give it out again.
  const parent = { session_id, generation: generation - 1 };
  await trx('refresh_tokens').where(parent).update({ sealed_successor: null, grace_until: null });
  const idle = trx.raw('case when expires_at < ? then expires_at else cast(? as bigint) end', [idleExpiresAt, idleExpiresAt]);
  const [session] = await trx('sessions')
    .where({ id: session_id, ended_at: null })
    .update({ last_used_at: now, idle_expires_at: idle })
    .returning('account_id');
  return session && toOwner({ ...session, session_id });
}

async function findSpent(knex: Knex, { tokenHash, ...live }: Live & { tokenHash: string }): Promise<SpentToken | undefined> {
  const row = await liveSessions(knex, live)
    .join('refresh_tokens', 'refresh_tokens.session_id', 'sessions.id')
    .where({ token_hash: tokenHash })
    .whereNotNull('consumed_at')
    .first('session_id', 'account_id', 'sealed_successor', 'grace_until');
  return row && { ...toOwner(row), sealedSuccessor: row.sealed_successor, graceUntil: row.grace_until };
}

async function end(knex: Knex, session: SessionKey & Live & { reason: EndReason }): Promise<SessionOwner | undefined> {
  const { profile, now, reason } = session;
  const id = 'id' in session ? session.id : knex('refresh_tokens').where({ token_hash: session.refreshTokenHash }).select('session_id');
  const [row] = await knex('sessions')
    .where({ profile, ended_at: null })
    .where('id', id)
    .update({ ended_at: now, end_reason: reason })
    .returning(['id as session_id', 'account_id']);
  return row && toOwner(row);
}

function toOwner(row: { session_id: string; account_id: number }): SessionOwner {
  return { sessionId: row.session_id, accountId: row.account_id };
}
