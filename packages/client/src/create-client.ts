import { apis, type ApiName } from '@countersign/contracts';
import type { AnyResult } from './answer.ts';
import type { Client, ClientOptions } from './client.ts';
import { exchange, hasAuthorization, type Options, safely } from './exchange.ts';
import { createState, type State } from './means.ts';
import { carry } from './session/calls.ts';
import { toSession } from './session/face.ts';
import { memoryStorage } from './storage.ts';
import { createTransport, toBase } from './transport.ts';

/**
 * Makes a client of one API: a method per operation, the same methods under `safe`, and the `session` if the contract has one.
 *
 * Nothing is sent, read or scheduled before the first call. Nothing is sent twice, except that a call which met a 401 is sent once more after the
 * session was renewed: credentials must not be retried by a program. Throws a TypeError if passwords would leave for `baseUrl` in the clear.
 */
export function createClient<A extends ApiName>(options: ClientOptions<A>): Client<A> {
  const { api, baseUrl, fetch, headers, clock = Date.now, storage = memoryStorage(), timeout = 10_000 } = options;
  const { serverPath, operations, session: roles } = apis[api];
  const transport = createTransport(toBase(baseUrl, serverPath), fetch, headers);
  const state = createState({ ...options, roles, operations, transport, clock, storage, timeout, isForeign: hasAuthorization(headers) });
  const safe: Record<string, (...input: unknown[]) => Promise<AnyResult>> = {};
  const client: Record<string, unknown> = { safe };
  for (const id of Object.keys(operations)) {
    const method = (...input: unknown[]) => perform(state, id, input);
    safe[id] = method;
    client[id] = async (...input: unknown[]) => toBody(await method(...input));
  }
  if (roles) client['session'] = toSession(state, async () => roles.user && perform(state, roles.user.operation, []));
  return client as Client<A>;
}

/** A call by its arguments: the body if the operation takes one, then the options. */
function perform(state: State, id: string, input: unknown[]): Promise<AnyResult> {
  const { fields, secured = false } = state.operations[id] ?? {};
  const body = fields && input[0];
  const options = (input[fields ? 1 : 0] ?? {}) as Options;
  return safely(state, id, options, (signal) => {
    const send = (token?: string) => exchange(state, id, body, options, signal, token);
    return !state.roles || state.isForeign || hasAuthorization(options.headers)
      ? send()
      : carry(state, { id, isSecured: secured, signal, send });
  });
}

function toBody(result: AnyResult): unknown {
  if (result.ok) return result.body;
  throw result.error;
}
