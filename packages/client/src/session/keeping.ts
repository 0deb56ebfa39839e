import { quietly } from '../exchange.ts';
import { limit } from '../limits.ts';
import type { SessionEvent, Snapshot } from '../session.ts';
import type { State } from '../state.ts';
import type { SessionStorage } from '../storage.ts';
import { expiryOf, fromText, type Kept, toText } from './kept.ts';

/** Makes it the session, and tells everybody. Synchronous: who asks from now on gets this. */
export function commit(state: State, kept: Kept | null, type: SessionEvent['type'], reason?: string): void {
  // Nobody was signed in, and nobody is.
  const isNews = kept ?? state.current ?? !state.isReady;
  state.current = kept;
  if (kept) state.latest = kept.at;
  state.userText = undefined;
  if (!isNews) return;
  state.isReady = true;
  state.snapshot = undefined;
  publish(state, type, reason);
}

/** The same until something changes. Made when somebody asks, for it takes a look into the token. */
export function snapshotOf(state: State): Snapshot {
  const { current, isReady, session, storage } = state;
  return (state.snapshot ??= {
    state: current ? 'signed-in' : 'signed-out',
    isReady,
    user: current?.user ?? null,
    expiresAt: current && expiryOf(current),
    isRenewable: Boolean(current && (storage?.renew ?? (session?.renew && current.refreshToken))),
  });
}

/** What a subscriber does wrong is no matter of the session, nor of the next subscriber. */
export function publish(state: State, type: SessionEvent['type'], reason?: string): void {
  const event: SessionEvent = { type, reason, at: state.clock() };
  for (const listener of state.listeners) quietly(() => listener(snapshotOf(state), event));
}

/** What the storage holds: null for nothing, undefined if that cannot be told, because it fails or holds what is no session. */
export function read(state: State): Promise<Kept | null | undefined> {
  return inTurn(state, async (storage) => {
    const text = await storage.get();
    return text ? fromText(text) : null;
  });
}

/** Resolves when it is written or has failed. `whole` is what is written if that is more than what is kept in memory. */
export function write(state: State, kept: Kept, whole = kept): Promise<unknown> {
  return inTurn(state, async (storage) => {
    // Something newer waits behind it.
    if (state.current !== kept) return;
    await storage.set(toText(whole));
    if (state.current) state.isStored = true;
    // A storage that took longer than anyone waits for it: what it held back must not survive the sign-out.
    else await storage.remove();
  });
}

/** Ends it here and in the storage. Resolves when the storage is empty or has failed. */
export function forget(state: State, reason: 'requested' | 'refused'): Promise<unknown> {
  commit(state, null, 'signed-out', reason);
  return inTurn(state, async (storage) => storage.remove());
}

/** Reads the storage, once. */
export async function load(state: State): Promise<void> {
  if (!state.isReady) await (state.loading ??= synchronize(state));
}

/** Takes over what is in the storage, or that it is empty now. Whoever signs in or out meanwhile knows better. */
export async function synchronize(state: State): Promise<void> {
  const { floor } = state;
  const kept = await read(state);
  const { isReady } = state;
  const isNew = kept ? kept.at > state.latest : kept === null && state.isStored;
  if (state.floor !== floor || (isReady && !isNew)) return;
  state.isStored = Boolean(kept);
  if (isReady && !kept) return commit(state, null, 'signed-out', 'elsewhere');
  commit(state, kept ?? null, isReady ? 'adopted' : 'updated');
  if (kept) listen(state);
}

/** From now on hears of what other tabs do. */
export function listen(state: State): void {
  quietly(() => {
    state.unlisten ??= state.storage?.subscribe?.(() => void synchronize(state));
  });
}

/** What a storage cannot do, or not in time, is not done: the session then lives in memory. */
function inTurn<T>(state: State, work: (storage: SessionStorage) => Promise<T>): Promise<T | undefined> {
  const { storage } = state;
  const nothing = () => undefined;
  if (storage) state.queue = state.queue.then(() => limit<T | undefined>(state, 'storage', {}, () => work(storage), nothing));
  return state.queue as Promise<T | undefined>;
}
