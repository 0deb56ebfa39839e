import type { Knex } from 'knex';
import type { EndReason } from '../core/store.ts';

export interface Live {
  /** Name of the token profile. */
  profile: string;
  now: number;
}

/**
 * The sessions that are live, joined with their accounts. The password is compared by the time of its change and not by the session's own: a sign-in
 * with the old password that was under way during the change has a later one.
 */
export function liveSessions(knex: Knex, { profile, now }: Live): Knex.QueryBuilder {
  return knex('sessions')
    .join('accounts', { 'accounts.id': 'sessions.account_id', 'accounts.password_changed_at': 'sessions.password_changed_at' })
    .where({ 'sessions.profile': profile, 'sessions.ended_at': null, 'accounts.status': 'active' })
    .where('sessions.idle_expires_at', '>', now)
    .where('sessions.expires_at', '>', now);
}

/** Resolves to how many there were. */
export function endSessionsOf(knex: Knex, accountId: number, now: number, reason: EndReason): PromiseLike<number> {
  return knex('sessions').where({ account_id: accountId, ended_at: null }).update({ ended_at: now, end_reason: reason });
}
