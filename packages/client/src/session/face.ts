import type { Session } from '../session.ts';
import type { State } from '../state.ts';
import { signOut } from './calls.ts';
import { isRenewable, listen, load } from './keeping.ts';
import { authorize, renew } from './renewal.ts';

/** The session as the outside sees it. `fetchUser` calls the operation that tells whose session it is. */
export function toSession(state: State, fetchUser: () => Promise<unknown>): Session {
  return {
    get: () => state.snapshot,
    async ready() {
      await load(state);
      if (state.current?.user === null) await fetchUser();
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
    accessToken: async () => (await authorize(state))?.accessToken ?? null,
    async renew() {
      await load(state);
      if (state.current && isRenewable(state, state.current)) await renew(state, state.current);
      return state.snapshot;
    },
    signOut: () => signOut(state),
    dispose() {
      state.unlisten?.();
      state.unlisten = undefined;
      state.listeners.clear();
    },
  };
}
