import { quietly } from '../exchange.ts';
import type { State } from '../means.ts';
import type { SessionEvent } from '../session.ts';
import type { Kept } from './kept.ts';

export function isRenewable({ storage, roles }: State, kept: Kept | null): boolean {
  return Boolean(kept && (storage.renew ?? (roles?.renew && kept.refreshToken)));
}

/** Makes it the session, and tells everybody. Synchronous: who asks from now on gets this. */
export function commit(state: State, kept: Kept | null, type: SessionEvent['type'], reason?: string): void {
  const { isReady, state: before, user } = state.snapshot;
  if (kept?.user !== user) state.userText = JSON.stringify(kept?.user);
  state.current = kept;
  state.latest = Math.max(state.latest, kept?.at ?? 0);
  // Nobody was signed in, and nobody is.
  if (!kept && isReady && before === 'signed-out') return;
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
export function publish(state: State, type: SessionEvent['type'], reason?: string): void {
  const event: SessionEvent = { type, ...(reason && { reason }), at: state.clock() };
  for (const listener of state.listeners) quietly(() => listener(state.snapshot, event));
}
