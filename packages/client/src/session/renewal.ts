import type { Path, SessionRoles } from '@countersign/contracts';
import type { AnyResult } from '../answer.ts';
import { ClientError, isClientError } from '../error.ts';
import { callOnce } from '../exchange.ts';
import { at, wrap } from '../paths.ts';
import type { State } from '../state.ts';
import { commit, forget, isRenewable, load, publish, synchronize, write } from './keeping.ts';
import { type Kept, stampOf } from './kept.ts';

/** How long before its expiry a token is renewed, in milliseconds; less if it lives short. */
const margin = 60_000;

/** The session with a token that is still good, as far as one can tell; null if nobody is signed in. */
export async function authorize(state: State): Promise<Kept | null> {
  await load(state);
  const { current: kept } = state;
  if (!kept) return null;
  const expiresAt = kept.expiresAt ?? Infinity;
  const left = expiresAt - state.clock();
  if (left > Math.min(margin, (expiresAt - kept.at) / 4) || !isRenewable(state, kept)) return kept;
  const renewed = renew(state, kept);
  // If nobody can renew it, it is still good for a moment.
  return left > 0 ? renewed.catch(() => kept) : renewed;
}

/**
 * New tokens for a session whose access token was used in vain or will soon be. Once for each token, however many ask: who comes too late gets what
 * the others got. @returns null if that session is over. Rejects with `renewal_failed` when it cannot be told.
 */
export async function renew(state: State, used: Kept): Promise<Kept | null> {
  const { renewals, storage } = state;
  const { accessToken } = used;
  if (!isCurrent(state, used)) return successor(state, used);
  let renewal = renewals.get(accessToken);
  if (!renewal) {
    const work = () => exchange(state, used);
    renewal = (storage.exclusive?.(work) ?? work()).finally(() => renewals.delete(accessToken));
    renewals.set(accessToken, renewal);
  }
  return renewal;
}

/** The same session as it is now; null if it is over, or another one has taken its place. */
export function successor({ current }: State, used: Kept | null): Kept | null {
  return current?.id === used?.id ? current : null;
}

/** Whether its access token is the one of this moment. */
export function isCurrent({ current }: State, used: Kept): boolean {
  return current?.accessToken === used.accessToken;
}

/** What an answer brings of a session. Throws if the access token is not where the contract says. */
export function tokensOf(
  state: State,
  { status, body }: AnyResult & { ok: true },
  { operation, accessToken, refreshToken }: SessionRoles['begin' | 'renew'] & object,
): Omit<Kept, 'id' | 'user'> {
  const [access, refresh] = [accessToken, refreshToken].map((path?: Path) => path && at(body, path));
  if (typeof access !== 'string') throw new ClientError('drift', 'drift', operation, { status });
  return { ...stamp(state, access), ...(typeof refresh === 'string' && { refreshToken: refresh }) };
}

/** An access token that came just now: later than every one before, for the clock may stand still or go back. */
function stamp({ clock, latest }: State, accessToken: string) {
  return stampOf(accessToken, clock(), Math.max(clock(), latest + 1));
}

async function exchange(state: State, used: Kept): Promise<Kept | null> {
  try {
    // Perhaps another tab was faster.
    await synchronize(state);
    const tokens = isCurrent(state, used) && (await ask(state, used));
    // Perhaps the token was refused because another tab had used it.
    if (!tokens) await synchronize(state);
    // Else signed out, or signed in anew, meanwhile: what came belongs to nobody any more.
    if (isCurrent(state, used)) {
      const kept = tokens && { ...(state.current ?? used), ...tokens };
      if (kept) commit(state, kept, 'renewed');
      await (kept ? write(state, kept) : forget(state, 'refused'));
    }
    return successor(state, used);
  } catch (cause) {
    const { code = 'network', retryAfter } = isClientError(cause) ? cause : {};
    if (isCurrent(state, used)) publish(state, 'renewal-failed', code);
    throw new ClientError('session', 'renewal_failed', state.roles.renew?.operation ?? 'renew', { retryAfter, cause });
  }
}

/** @returns null when the session is definitely over; anything else that is no success rejects */
async function ask(state: State, { refreshToken }: Kept): Promise<Partial<Kept> | null> {
  const { storage, roles } = state;
  if (storage.renew) {
    const token = await storage.renew();
    return token === null ? null : stamp(state, token);
  }
  // It is there: only what can be renewed gets here.
  const role = roles.renew as NonNullable<SessionRoles['renew']>;
  const result = await callOnce(state, role.operation, wrap(refreshToken, role.send));
  if (result.ok) return tokensOf(state, result, role);
  if (role.refused.some((status) => status === result.status)) return null;
  throw result.error;
}
