import type { SessionRoles } from '@countersign/contracts';
import type { AnyResult } from '../answer.ts';
import { ClientError } from '../error.ts';
import { type Call, callOnce, exchange } from '../exchange.ts';
import { at, wrap } from '../paths.ts';
import type { State } from '../state.ts';
import { commit, forget, listen, read, snapshotOf, synchronize, write } from './keeping.ts';
import { createId, type Kept } from './kept.ts';
import { authorize, isCurrent, renew, successor, tokensOf } from './renewal.ts';

/** A call with the token; after a 401 once more, with the token's successor. Rejects with an error of kind `session` if it could not be carried. */
export async function secure(call: Call): Promise<AnyResult> {
  const { state, id } = call;
  let used = await authorize(state);
  let result = await sendAs(call, used);
  if (used && !result.ok && result.error.status === 401) {
    if (snapshotOf(state).isRenewable) {
      do {
        used = await renew(state, used);
        if (used) result = await sendAs(call, used);
        // Once more only if yet another tab has renewed it meanwhile.
      } while (used && !result.ok && result.error.status === 401 && !isCurrent(state, used));
      // What no contract describes, such as the page of a proxy, ends no session.
    } else if (result.status === 401) {
      // Perhaps someone has signed in anew in another tab.
      await synchronize(state);
      if (isCurrent(state, used)) void forget(state, 'refused');
    }
  }
  const kept = successor(state, used);
  if (result.ok && kept) {
    const { user, end } = state.session ?? {};
    if (id === end?.operation) await forget(state, 'requested');
    if (id === user?.operation) learn(state, kept, at(result.body, user.user), call.text);
  }
  return result;
}

/** Whoever signed out, or in as someone else, while the call waited, must not see it sent. */
function sendAs(call: Call, used: Kept | null): Promise<AnyResult> {
  const kept = successor(call.state, used);
  if (!kept) throw new ClientError('session', 'signed_out', call.id);
  call.accessToken = kept.accessToken;
  return exchange(call);
}

/** Takes over who the user is now. Compared by text, because every answer is a new object. */
function learn(state: State, kept: Kept, user: unknown, text: string | undefined): void {
  if (text === state.userText) return;
  if (JSON.stringify(user) !== JSON.stringify(kept.user)) {
    const next = { ...kept, user };
    commit(state, next, 'updated');
    // Perhaps another tab has put newer tokens there.
    void synchronize(state).then(() => write(state, next));
  }
  state.userText = text;
}

/** A sign-in. Rejects if someone signed out, or in by a later call, while it was under way. */
export async function enter(call: Call, begin: SessionRoles['begin']): Promise<AnyResult> {
  const { state } = call;
  const ticket = ++state.order;
  const result = await exchange(call);
  if (!result.ok) return result;
  const user = begin.user && at(result.body, begin.user);
  const kept: Kept = { id: createId(), user, ...tokensOf(state, result, begin) };
  if (ticket < state.floor || call.signal.aborted) void endOnServer(state, kept);
  else await admit(state, kept, ticket);
  if (state.current?.id !== kept.id) throw new ClientError('session', 'session_changed', begin.operation);
  return result;
}

/** Makes it the session. Resolves when it is in the storage, or that has failed. */
function admit(state: State, whole: Kept, ticket: number): Promise<unknown> {
  // A storage that renews by itself has the refresh token from now on, and nobody else.
  const kept = state.storage?.renew ? { ...whole, refreshToken: undefined } : whole;
  state.floor = ticket;
  state.isStored = false;
  commit(state, kept, 'signed-in');
  listen(state);
  return write(state, kept, whole);
}

/** Forgets the session here and in the storage, then tells the server once. Never rejects. */
export async function signOut(state: State): Promise<void> {
  state.floor = ++state.order;
  const stored = state.isReady ? state.current : read(state);
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
  await callOnce(state, operation, send && wrap(refreshToken, send), send ? undefined : accessToken).catch(() => undefined);
}
