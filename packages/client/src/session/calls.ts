import type { SessionRoles } from '@countersign/contracts';
import type { AnyResult } from '../answer.ts';
import { ClientError } from '../error.ts';
import type { State } from '../means.ts';
import { at } from '../paths.ts';
import { endOnServer } from './end.ts';
import { forget, listen, write } from './keeping.ts';
import { type Kept, toText } from './kept.ts';
import { authorize, renew, signedOut, successor } from './renewal.ts';
import { commit, isRenewable } from './state.ts';
import { tokensOf } from './tokens.ts';

/** One call of an operation that the session carries or learns from. */
export interface Call {
  id: string;
  isSecured: boolean;
  signal: AbortSignal;
  /** Sends it, with the token if one is given. */
  send(token?: string): Promise<AnyResult>;
}

/** Sends a call as its part in the session asks. Rejects with an error of kind `session` if it could not be carried. */
export async function carry(state: State, call: Call): Promise<AnyResult> {
  if (call.id === state.roles?.begin.operation) return enter(state, call, state.roles.begin);
  return call.isSecured ? secure(state, call) : call.send();
}

/** With the token; after a 401 once more, with the token's successor. */
async function secure(state: State, call: Call): Promise<AnyResult> {
  const used = await authorize(state, call.id);
  const result = await sendAs(state, call, used);
  if (!isUnauthorized(result)) return learn(state, call, used, result);
  if (isRenewable(state, used)) {
    const next = await renew(state, used);
    return next ? learn(state, call, next, await sendAs(state, call, next)) : result;
  }
  // What no contract describes, such as the page of a proxy, ends no session.
  if (result.status === 401 && state.current?.accessToken === used.accessToken) void forget(state, 'refused');
  return result;
}

/** Whoever signed out, or in as someone else, while this call waited, must not see it sent. */
function sendAs(state: State, call: Call, kept: Kept): Promise<AnyResult> {
  const now = successor(state, kept);
  if (!now) return Promise.reject(signedOut(call.id));
  return call.send(now.accessToken);
}

function isUnauthorized(result: AnyResult): boolean {
  return !result.ok && result.error.status === 401;
}

/** What an answer tells of the session: who the user is, or that it is over. */
async function learn(state: State, { id }: Call, used: Kept, result: AnyResult): Promise<AnyResult> {
  const { user, end } = state.roles ?? {};
  const kept = successor(state, used);
  if (!result.ok || !kept) return result;
  if (id === end?.operation) await forget(state, 'requested');
  if (id !== user?.operation) return result;
  const seen = at(result.body, user.user ?? []);
  const text = JSON.stringify(seen);
  // Compared by text, because every answer is a new object.
  if (text === state.userText) return result;
  state.userText = text;
  const next = { ...kept, user: seen };
  commit(state, next, 'updated');
  void write(state, next);
  return result;
}

async function enter(state: State, call: Call, begin: SessionRoles['begin']): Promise<AnyResult> {
  const ticket = ++state.order;
  const result = await call.send();
  if (!result.ok) return result;
  const tokens = tokensOf(state, result.body, begin);
  if (!tokens) throw new ClientError('drift', 'drift', call.id, { status: result.status });
  const user = (begin.user && at(result.body, begin.user)) ?? null;
  const kept: Kept = { ...tokens, id: Math.random().toString(36).slice(2), user };
  const isLate = ticket < state.floor || call.signal.aborted;
  if (isLate) void endOnServer(state, kept);
  else await settle(state, kept, ticket);
  // Signed out, or signed in by a later call, while this one was under way.
  if (state.current?.id !== kept.id) throw new ClientError('session', 'session_changed', call.id);
  return result;
}

async function settle(state: State, kept: Kept, ticket: number): Promise<void> {
  state.floor = ticket;
  state.isStored = false;
  state.loading = Promise.resolve();
  const { refreshToken: _, ...rest } = kept;
  // A storage that renews by itself has the refresh token from now on, and nobody else.
  const own = state.storage.renew ? rest : kept;
  commit(state, own, 'signed-in');
  listen(state);
  await write(state, own, toText(kept));
}
