import type { SessionRoles } from '@countersign/contracts';
import type { AnyResult } from '../answer.ts';
import { ClientError } from '../error.ts';
import { callOnce, type Trip } from '../exchange.ts';
import { at, wrap } from '../paths.ts';
import type { State } from '../state.ts';
import { commit, forget, isRenewable, listen, read, write } from './keeping.ts';
import type { Kept } from './kept.ts';
import { authorize, isCurrent, renew, successor, tokensOf } from './renewal.ts';

/** Sends a request, with the token if one is given. */
type Send = (trip?: Trip) => Promise<AnyResult>;

/** A call with the token; after a 401 once more, with the token's successor. Rejects with an error of kind `session` if it could not be carried. */
export async function secure(state: State, id: string, send: Send): Promise<AnyResult> {
  // Whoever signed out, or in as someone else, while this call waited, must not see it sent.
  let trip: Trip | undefined;
  const sendAs = (kept: Kept | null) => {
    const now = successor(state, kept);
    if (!now) throw new ClientError('session', 'signed_out', id);
    trip = { accessToken: now.accessToken };
    return send(trip);
  };
  let used = await authorize(state);
  let result = await sendAs(used);
  if (used && !result.ok && result.error.status === 401) {
    if (isRenewable(state, used)) {
      used = await renew(state, used);
      if (used) result = await sendAs(used);
      // What no contract describes, such as the page of a proxy, ends no session.
    } else if (result.status === 401 && isCurrent(state, used)) void forget(state, 'refused');
  }
  const kept = successor(state, used);
  if (result.ok && kept) {
    const { user, end } = state.session ?? {};
    if (id === end?.operation) await forget(state, 'requested');
    if (id === user?.operation) learn(state, kept, at(result.body, user.user), trip?.text);
  }
  return result;
}

/** Takes over who the user is now. Compared by text, because every answer is a new object. */
function learn(state: State, kept: Kept, user: unknown, text: string | undefined): void {
  if (text === state.userText) return;
  if (JSON.stringify(user) !== JSON.stringify(kept.user)) {
    const next = { ...kept, user };
    commit(state, next, 'updated');
    void write(state, next);
  }
  state.userText = text;
}

/** A sign-in. Rejects if someone signed out, or in by a later call, while it was under way. */
export async function enter(state: State, begin: SessionRoles['begin'], send: Send, signal: AbortSignal): Promise<AnyResult> {
  const ticket = ++state.order;
  const result = await send();
  if (!result.ok) return result;
  const user = begin.user && at(result.body, begin.user);
  const whole: Kept = { id: Math.random().toString(36).slice(2), user, ...tokensOf(state, result, begin) };
  if (ticket < state.floor || signal.aborted) void endOnServer(state, whole);
  else {
    // A storage that renews by itself has the refresh token from now on, and nobody else.
    const kept = state.storage?.renew ? { ...whole, refreshToken: undefined } : whole;
    state.floor = ticket;
    state.isStored = false;
    commit(state, kept, 'signed-in');
    listen(state);
    await write(state, kept, whole);
  }
  if (state.current?.id !== whole.id) throw new ClientError('session', 'session_changed', begin.operation);
  return result;
}

/** Forgets the session here and in the storage, then tells the server once. Never rejects. */
export async function signOut(state: State): Promise<void> {
  state.floor = ++state.order;
  const stored = state.snapshot.isReady ? state.current : read(state);
  const removed = forget(state, 'requested');
  const kept = await stored;
  if (kept) await endOnServer(state, kept);
  await removed;
}

/** Never rejects: a session that the server does not hear of ends by its own age. */
async function endOnServer(state: State, { accessToken, refreshToken }: Kept): Promise<void> {
  const { operation, send } = state.session?.end ?? {};
  // Without a refresh token that could be sent, the storage that keeps it has told the server.
  if (!operation || (send && !refreshToken)) return;
  await callOnce(state, operation, send && wrap(refreshToken, send), send ? undefined : { accessToken }).catch(() => undefined);
}
