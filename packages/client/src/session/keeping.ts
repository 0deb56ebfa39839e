import { quietly } from '../exchange.ts';
import { limit } from '../limits.ts';
import type { SessionEvent } from '../session.ts';
import type { State } from '../state.ts';
import { fromText, type Kept, toText } from './kept.ts';

/** Makes it the session, and tells everybody. Synchronous: who asks from now on gets this. */
export function commit(state: State, kept: Kept | null, type: SessionEvent['type'], reason?: string): void {
  // Nobody was signed in, and nobody is.
  const isNews = kept ?? state.current ?? !state.snapshot.isReady;
  state.current = kept;
  state.latest = Math.max(state.latest, kept?.at ?? 0);
  if (!isNews) return;
  state.snapshot = {
    state: kept ? 'signed-in' : 'signed-out',
    isReady: true,
    user: kept?.user ?? null,
    expiresAt: kept?.expiresAt ?? null,
    isRenewable: isRenewable(state, kept),
  };
  publish(state, type, reason);
}

/** What a subscriber does wrong is no matter of the session, nor of the next subscriber. */
export function publish({ listeners, snapshot, clock }: State, type: SessionEvent['type'], reason?: string): void {
  const event: SessionEvent = { type, ...(reason && { reason }), at: clock() };
  for (const listener of listeners) quietly(() => listener(snapshot, event));
}

export function isRenewable({ storage, roles }: State, kept: Kept | null): boolean {
  return Boolean(kept && (storage.renew ?? (roles.renew && kept.refreshToken)));
}

/** What the storage holds: null for nothing, undefined if that cannot be told, because it fails or holds what is no session. */
export function read(state: State): Promise<Kept | null | undefined> {
  return inTurn(state, async () => {
    const text = await state.storage.get();
    return text ? fromText(text) : null;
  });
}

/** Resolves when it is written or has failed. `whole` is what is written if that is more than what is kept in memory. */
export function write(state: State, kept: Kept, whole = kept): Promise<void> {
  const { storage } = state;
  return inTurn(state, async () => {
    // Something newer waits behind it.
    if (state.current !== kept) return;
    await storage.set(toText(whole));
    if (state.current) state.isStored = true;
    // A storage that took longer than anyone waits for it: what it held back must not survive the sign-out.
    else await storage.remove();
  });
}

/** Ends it here and in the storage. Resolves when the storage is empty or has failed. */
export function forget(state: State, reason: 'requested' | 'refused'): Promise<void> {
  state.isStored = false;
  commit(state, null, 'signed-out', reason);
  return inTurn(state, async () => state.storage.remove());
}

/** Reads the storage, once. */
export function load(state: State): Promise<void> | undefined {
  return state.snapshot.isReady ? undefined : (state.loading ??= synchronize(state));
}

/** Takes over what is in the storage, or that it is empty now. Whoever signs in or out meanwhile knows better. */
export async function synchronize(state: State): Promise<void> {
  const { floor } = state;
  const kept = await read(state);
  const { isReady } = state.snapshot;
  if (state.floor !== floor) return;
  if (kept && kept.at > state.latest) {
    state.isStored = true;
    commit(state, kept, isReady ? 'adopted' : 'updated');
    if (!isReady) listen(state);
  } else if (!isReady) commit(state, null, 'updated');
  else if (kept === null && state.isStored) {
    state.isStored = false;
    commit(state, null, 'signed-out', 'elsewhere');
  }
}

/** From now on hears of what other tabs do. */
export function listen(state: State): void {
  quietly(() => {
    state.unlisten ??= state.storage.subscribe?.(() => void synchronize(state));
  });
}

/** What a storage cannot do, or not in time, is not done: the session then lives in memory. */
function inTurn<T>(state: State, work: () => Promise<T>): Promise<T> {
  state.queue = state.queue.then(() => limit(state.timeout, undefined, Error, work)).catch(() => undefined);
  return state.queue as Promise<T>;
}
