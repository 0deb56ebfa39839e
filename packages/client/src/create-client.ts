import { apis, type ApiName, type SessionRoles } from '@countersign/contracts';
import createCore from 'openapi-fetch';
import type { AnyResult } from './answer.ts';
import { toBase } from './base.ts';
import type { Client, ClientOptions } from './client.ts';
import { exchange, hasAuthorization, type Options, safely } from './exchange.ts';
import { enter, secure } from './session/calls.ts';
import { toSession } from './session/face.ts';
import type { State } from './state.ts';
import { memoryStorage } from './storage.ts';

/**
 * Makes a client of one API: a method per operation, the same methods under `safe`, and the `session` if the contract has one.
 *
 * Nothing is sent, read or scheduled before the first call. Nothing is sent twice, except that a call which met a 401 is sent once more after the
 * session was renewed: credentials must not be retried by a program. Throws a TypeError if passwords would leave for `baseUrl` in the clear.
 */
export function createClient<A extends ApiName>(options: ClientOptions<A>): Client<A> {
  const { api, baseUrl, headers } = options;
  const { serverPath, operations, session: roles = {} as Partial<SessionRoles> } = apis[api];
  const core = createCore({ baseUrl: toBase(baseUrl, serverPath), ...(headers && { headers }) });
  const state: State = {
    clock: Date.now,
    storage: memoryStorage(),
    timeout: 10_000,
    ...options,
    operations,
    roles,
    request: core.request as unknown as State['request'],
    current: null,
    snapshot: { state: 'signed-out', isReady: false, user: null, expiresAt: null, isRenewable: false },
    order: 0,
    floor: 0,
    latest: 0,
    isStored: false,
    renewals: new Map(),
    queue: Promise.resolve(),
    listeners: new Set(),
  };
  const safe: Record<string, (...input: unknown[]) => Promise<AnyResult>> = {};
  const client: Record<string, unknown> = { safe };
  for (const id of Object.keys(operations)) {
    const method = (...input: unknown[]) => perform(state, id, input, headers);
    safe[id] = method;
    client[id] = (...input: unknown[]) => method(...input).then(toBody);
  }
  if (roles.begin) client['session'] = toSession(state, async () => roles.user && safe[roles.user.operation]?.());
  return client as Client<A>;
}

/** A call by its arguments: the body if the operation takes one, then the options. */
function perform(state: State, id: string, input: unknown[]): Promise<AnyResult> {
  const { fields, secured } = state.operations[id] as Operation;
  const body = fields && input[0];
  const options = (input[fields ? 1 : 0] ?? {}) as Options;
  return safely(state, id, options, (signal) => {
    const { begin } = state.roles;
    const send = (token?: string) => exchange(state, id, body, options, signal, token);
    if (!begin || hasAuthorization(state.headers) || hasAuthorization(options.headers)) return send();
    if (id === begin.operation) return enter(state, id, send, signal, begin);
    return secured ? secure(state, id, send) : send();
  });
}

function toBody(result: AnyResult): unknown {
  if (result.ok) return result.body;
  throw result.error;
}
