import type { Session } from '../session.ts';
import type { State } from '../state.ts';
import { signOut } from './calls.ts';
import { listen, load, snapshotOf } from './keeping.ts';
import { authorize } from './renewal.ts';

/** The session as the outside sees it. It calls the operation that tells whose session it is. */
export function toSession(state: State, operations: Record<string, () => Promise<unknown>>): Session {
  return {
    get: () => snapshotOf(state),
    async ready() {
      await load(state);
      if (state.current && !state.current.user) await operations[state.session?.user?.operation ?? '']?.();
      return snapshotOf(state);
    },
    subscribe(listener) {
      // A function of its own for each, so that one listener can subscribe twice.
      const own = listener.bind(null);
      state.listeners.add(own);
      void load(state);
      listen(state);
      return () => void state.listeners.delete(own);
    },
    accessToken: async () => (await authorize(state))?.accessToken ?? null,
    async renew() {
      await authorize(state, true);
      return snapshotOf(state);
    },
    signOut: () => signOut(state),
    dispose() {
      state.unlisten?.();
      state.unlisten = undefined;
      state.listeners.clear();
    },
  };
}
