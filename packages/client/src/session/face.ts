import { isClientError } from '../error.ts';
import type { State } from '../means.ts';
import type { Session, Snapshot } from '../session.ts';
import { signOut } from './end.ts';
import { listen, load } from './keeping.ts';
import { authorize, renew } from './renewal.ts';
import { isRenewable } from './state.ts';

/** The session as the outside sees it. `fetchUser` calls the operation that tells whose session it is. */
export function toSession(state: State, fetchUser: () => Promise<unknown>): Session {
  return {
    get: () => state.snapshot,
    async ready() {
      await load(state);
      if (state.current && state.current.user === null) await fetchUser();
      return state.snapshot;
    },
    subscribe(listener) {
      // A function of its own for each, so that one listener can subscribe twice.
      const own: typeof listener = (snapshot, event) => listener(snapshot, event);
      state.listeners.add(own);
      void load(state);
      listen(state);
      return () => void state.listeners.delete(own);
    },
    accessToken: () => toAccessToken(state),
    renew: () => renewNow(state),
    signOut: () => signOut(state),
    dispose() {
      state.unlisten?.();
      state.unlisten = undefined;
      state.listeners.clear();
    },
  };
}

async function toAccessToken(state: State): Promise<string | null> {
  try {
    return (await authorize(state, 'accessToken')).accessToken;
  } catch (error) {
    if (isClientError(error) && error.code === 'signed_out') return null;
    throw error;
  }
}

async function renewNow(state: State): Promise<Snapshot> {
  await load(state);
  if (state.current && isRenewable(state, state.current)) await renew(state, state.current);
  return state.snapshot;
}
