import { callOnce } from '../exchange.ts';
import type { State } from '../means.ts';
import { wrap } from '../paths.ts';
import { forget, read } from './keeping.ts';
import type { Kept } from './kept.ts';

/** Forgets the session here and in the storage, then tells the server once. Never rejects. */
export async function signOut(state: State): Promise<void> {
  state.floor = ++state.order;
  const stored = state.snapshot.isReady ? state.current : read(state);
  state.loading = Promise.resolve();
  const removed = forget(state, 'requested');
  const kept = await stored;
  await Promise.all([removed, kept && endOnServer(state, kept)]);
}

/** Never rejects: a session that the server does not hear of ends by its own age. */
export async function endOnServer(state: State, { accessToken, refreshToken }: Kept): Promise<void> {
  const { operation, send } = state.roles?.end ?? {};
  // Without a refresh token that could be sent, the storage that keeps it has told the server.
  if (!operation || (send && !refreshToken)) return;
  await callOnce(state, operation, send && wrap(refreshToken, send), send ? undefined : accessToken).catch(() => undefined);
}
