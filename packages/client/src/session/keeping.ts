import { quietly } from '../exchange.ts';
import { limit } from '../limits.ts';
import type { State } from '../means.ts';
import { fromText, type Kept, toText } from './kept.ts';
import { commit } from './state.ts';

/** What the storage holds: null for nothing, undefined if that cannot be told, because it fails or holds what is no session. */
export function read(state: State): Promise<Kept | null | undefined> {
  return inTurn(state, async () => {
    const text = await state.storage.get();
    return text ? fromText(text) : null;
  });
}

/** Resolves when it is written or has failed. `text` is what is written if that is more than what is kept in memory. */
export function write(state: State, kept: Kept, text = toText(kept)): Promise<void> {
  const { storage } = state;
  return inTurn(state, async () => {
    // Something newer waits behind it.
    if (state.current !== kept) return;
    await storage.set(text);
    if (state.current) state.isStored = true;
    // A storage that took longer than anyone waits for it: what it held back must not survive the sign-out.
    else await storage.remove();
  });
}

/** Ends it here and in the storage. Resolves when the storage is empty or has failed. */
export function forget(state: State, reason: 'requested' | 'refused' | 'elsewhere'): Promise<void> {
  state.isStored = false;
  state.renewal = undefined;
  commit(state, null, 'signed-out', reason);
  if (reason === 'elsewhere') return Promise.resolve();
  return inTurn(state, async () => state.storage.remove());
}

/** Reads the storage, once. Whoever signs in or out meanwhile knows better. */
export function load(state: State): Promise<void> {
  state.loading ??= loadNow(state);
  return state.loading;
}

async function loadNow(state: State): Promise<void> {
  const { floor } = state;
  const kept = await read(state);
  if (state.floor !== floor) return;
  state.isStored = Boolean(kept);
  commit(state, kept ?? null, 'updated');
  if (kept) listen(state);
}

/** Takes over what another tab put into the storage, or that it is empty. */
export async function synchronize(state: State): Promise<void> {
  const kept = await read(state);
  if (kept && kept.at > state.latest) {
    state.isStored = true;
    commit(state, kept, 'adopted');
  } else if (kept === null && state.isStored) {
    void forget(state, 'elsewhere');
  }
}

/** From now on hears of what other tabs do. */
export function listen(state: State): void {
  quietly(() => {
    state.unlisten ??= state.storage.subscribe?.(() => void load(state).then(() => synchronize(state)));
  });
}

/** What a storage cannot do, or not in time, is not done: the session then lives in memory. */
function inTurn<T>(state: State, work: () => Promise<T>): Promise<T> {
  state.queue = state.queue.then(() => limit(state, () => new Error(), work)).catch(() => undefined);
  return state.queue as Promise<T>;
}
