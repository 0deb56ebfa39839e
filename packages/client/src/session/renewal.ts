import type { SessionRoles } from '@countersign/contracts';
import type { AnyResult } from '../answer.ts';
import { ClientError, isClientError } from '../error.ts';
import { callOnce } from '../exchange.ts';
import { at, wrap } from '../paths.ts';
import type { State } from '../state.ts';
import { commit, forget, load, publish, snapshotOf, synchronize, write } from './keeping.ts';
import type { Kept } from './kept.ts';

/** How long before its expiry a token is renewed, in milliseconds; less if it lives short. */
const margin = 60_000;

/**
 * The session with a token that is still good, as far as one can tell, or with a new one in any case; null if nobody is signed in. At once, if nothing
 * has to be done for it.
 */
export function authorize(state: State, isForced = false): Kept | null | Promise<Kept | null> {
  if (!state.isReady) return load(state).then(() => authorize(state, isForced));
  const kept = state.current;
  const { isRenewable, expiresAt } = snapshotOf(state);
  if (!kept || !isRenewable) return kept;
  const end = expiresAt ?? Infinity;
  const left = end - state.clock();
  if (!isForced && left > Math.min(margin, (end - kept.at) / 4)) return kept;
  const renewed = renew(state, kept);
  // If nobody can renew it, it is still good for a moment.
  return isForced || left <= 0 ? renewed : renewed.catch(() => kept);
}

/**
 * New tokens for a session whose access token was used in vain or will soon be. Once for each token, however many ask: who comes too late gets what
 * the others got. @returns null if that session is over. Rejects with `renewal_failed` when it cannot be told.
 */
export async function renew(state: State, used: Kept): Promise<Kept | null> {
  const { renewals } = state;
  const { accessToken } = used;
  const work = () => exchange(state, used);
  if (!isCurrent(state, used)) return successor(state, used);
  return (renewals[accessToken] ??= (state.storage?.exclusive?.(work) ?? work()).finally(() => {
    delete renewals[accessToken];
  }));
}

/** The same session as it is now; null if it is over, or another one has taken its place. */
export function successor(state: State, used: Kept | null): Kept | null {
  return state.current?.id === used?.id ? state.current : null;
}

/** Whether its access token is the one of this moment. */
export function isCurrent(state: State, used: Kept): boolean {
  return state.current?.accessToken === used.accessToken;
}

/** What an answer brings of a session. Throws if the access token is not where the contract says. */
export function tokensOf(state: State, { status, body }: AnyResult & { ok: true }, role: SessionRoles['begin' | 'renew'] & object): Tokens {
  const accessToken = at(body, role.accessToken);
  if (typeof accessToken !== 'string') throw new ClientError('drift', 'drift', role.operation, { status });
  return toTokens(state, accessToken, at(body, role.refreshToken));
}

type Tokens = Omit<Kept, 'id' | 'user'>;

/** An access token that came just now: later than every one before, for the clock may stand still or go back. */
function toTokens({ clock, latest }: State, accessToken: string, refreshToken?: unknown): Tokens {
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    at: Math.max(clock(), latest + 1),
  };
}

async function exchange(state: State, used: Kept): Promise<Kept | null> {
  try {
    // Perhaps another tab was faster.
    await synchronize(state);
    const tokens = isCurrent(state, used) && (await ask(state, used));
    // Perhaps another tab has used it, too, and has gone on since: a tab may sleep before it hears the answer.
    await synchronize(state);
    // Else signed out, or signed in anew, meanwhile: what came belongs to nobody any more.
    if (isCurrent(state, used)) {
      if (!tokens) void forget(state, 'refused');
      else {
        const last = state.current ?? used;
        // The old refresh token stays good if no new one came.
        const kept = { ...last, ...tokens, refreshToken: tokens.refreshToken ?? last.refreshToken };
        commit(state, kept, 'renewed');
        await write(state, kept);
      }
    }
    return successor(state, used);
  } catch (cause) {
    const { code = 'network', retryAfter } = isClientError(cause) ? cause : {};
    if (isCurrent(state, used)) publish(state, 'renewal-failed', code);
    throw new ClientError('session', 'renewal_failed', state.session?.renew?.operation ?? 'renew', { retryAfter, cause });
  }
}

/** @returns null when the session is definitely over; anything else that is no success rejects */
async function ask(state: State, { refreshToken }: Kept): Promise<Tokens | null> {
  if (state.storage?.renew) {
    const token = await state.storage.renew();
    return token === null ? null : toTokens(state, token);
  }
  // It is there: only what can be renewed gets here.
  const role = state.session?.renew as NonNullable<SessionRoles['renew']>;
  const result = await callOnce(state, role.operation, wrap(refreshToken, role.send));
  if (result.ok) return tokensOf(state, result, role);
  if (role.refused.includes(result.status as number)) return null;
  throw result.error;
}
