import { ClientError, isClientError } from '../error.ts';
import { callOnce } from '../exchange.ts';
import type { State } from '../means.ts';
import { wrap } from '../paths.ts';
import { forget, load, synchronize, write } from './keeping.ts';
import type { Kept } from './kept.ts';
import { commit, isRenewable, publish } from './state.ts';
import { stamp, tokensOf } from './tokens.ts';

/** How long before its expiry a token is renewed, in milliseconds; less if it lives short. */
const margin = 60_000;

/** The session with a token that is still good, as far as one can tell. Rejects with `signed_out` when there is none. */
export async function authorize(state: State, id: string): Promise<Kept> {
  await load(state);
  const kept = state.current;
  if (!kept) throw signedOut(id);
  const { expiresAt, at } = kept;
  const left = expiresAt === null ? Infinity : expiresAt - state.clock();
  if (!isRenewable(state, kept) || left > Math.min(margin, (left + state.clock() - at) / 4)) return kept;
  // If nobody can renew it, it is still good for a moment.
  const renewed = await renew(state, kept).catch((error: unknown) => (left > 0 ? kept : Promise.reject(error as Error)));
  return renewed ?? Promise.reject(signedOut(id));
}

/**
 * New tokens for a session whose access token was used in vain or will soon be. Once for each token, however many ask: who comes too late gets what
 * the others got. @returns null if that session is over. Rejects with `renewal_failed` when it cannot be told.
 */
export function renew(state: State, used: Kept): Promise<Kept | null> {
  const token = used.accessToken;
  if (state.current?.accessToken !== token) return Promise.resolve(successor(state, used));
  if (state.renewal?.token === token) return state.renewal.done;
  const { storage } = state;
  const work = () => exchange(state, used).catch((cause: unknown) => fail(state, token, cause));
  const done = (storage.exclusive ? storage.exclusive(work) : work()).finally(() => {
    if (state.renewal?.done === done) state.renewal = undefined;
  });
  state.renewal = { token, done };
  return done;
}

/** The same session as it is now; null if it is over, or another one has taken its place. */
export function successor({ current }: State, used: Kept): Kept | null {
  return current?.id === used.id ? current : null;
}

export function signedOut(operation: string): ClientError {
  return new ClientError('session', 'signed_out', operation);
}

async function exchange(state: State, used: Kept): Promise<Kept | null> {
  const isStill = () => state.current?.accessToken === used.accessToken;
  // Perhaps another tab was faster.
  await synchronize(state);
  if (!isStill()) return successor(state, used);
  const tokens = await ask(state, used);
  // Signed out, or signed in anew, while the answer was under way: it belongs to nobody any more.
  if (!isStill()) return successor(state, used);
  if (tokens) {
    const kept = { ...(state.current ?? used), ...tokens };
    commit(state, kept, 'renewed');
    await write(state, kept);
  } else {
    // Perhaps the token was refused because another tab had used it.
    await synchronize(state);
    if (isStill()) void forget(state, 'refused');
  }
  return successor(state, used);
}

/** @returns null when the session is definitely over; anything else that is no success rejects */
async function ask(state: State, used: Kept): Promise<Partial<Kept> | null> {
  const { storage, roles } = state;
  if (storage.renew) {
    const token = await storage.renew();
    return token === null ? null : stamp(state, token);
  }
  if (!roles?.renew) return null;
  const { operation, send, refused } = roles.renew;
  const result = await callOnce(state, operation, wrap(used.refreshToken, send));
  if (result.ok) return tokensOf(state, result.body, roles.renew) ?? Promise.reject(new ClientError('drift', 'drift', operation));
  if (refused.some((status) => status === result.status)) return null;
  throw result.error;
}

function fail(state: State, token: string, cause: unknown): never {
  const { code = 'network', retryAfter } = isClientError(cause) ? cause : {};
  if (state.current?.accessToken === token) publish(state, 'renewal-failed', code);
  throw new ClientError('session', 'renewal_failed', state.roles?.renew?.operation ?? 'renew', { retryAfter, cause });
}
