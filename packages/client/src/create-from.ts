import type { ApiName, Operation, SessionRoles } from '@countersign/contracts';
import createCore from 'openapi-fetch';
import type { AnyResult } from './answer.ts';
import { toBase } from './transport.ts';
import type { Client, ClientOptions } from './client.ts';
import { contractKey } from './contract-of.ts';
import { isClientError } from './error.ts';
import { exchange, hasAuthorization, type Options, toUnanswered, type Trip } from './exchange.ts';
import { limit } from './limits.ts';
import { enter, secure } from './session/calls.ts';
import { toSession } from './session/face.ts';
import { toSnapshot } from './session/keeping.ts';
import type { State } from './state.ts';

/** What a client needs of the contract of its API. */
export interface Contract<A extends ApiName = ApiName> {
  readonly api: A;
  readonly serverPath: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly session?: SessionRoles;
}

/** Makes a client by the contract of its API. */
export function createFrom<A extends ApiName>(contract: Contract<A>, options: Omit<ClientOptions<A>, 'api'>): Client<A> {
  const headers = options.headers as Record<string, string>;
  const baseUrl = toBase(options.baseUrl, contract.serverPath);
  const state: State = {
    ...options,
    ...contract,
    ...(createCore({ baseUrl, headers, bodySerializer: JSON.stringify }) as unknown as Pick<State, 'request'>),
    clock: options.clock ?? Date.now,
    timeout: options.timeout ?? 10_000,
    begin: hasAuthorization(headers) ? undefined : contract.session?.begin,
    snapshot: toSnapshot(null, false, false),
    current: null,
    order: 0,
    floor: 0,
    latest: 0,
    renewals: {},
    queue: Promise.resolve(),
    listeners: new Set(),
  };
  const safe: Record<string, (...input: unknown[]) => Promise<AnyResult>> = {};
  const client: Record<PropertyKey, unknown> = { api: contract.api, safe, [contractKey]: contract };
  for (const id of Object.keys(contract.operations)) {
    safe[id] = (...input) => perform(state, id, input);
    client[id] = (...input: unknown[]) => perform(state, id, input).then(toBody);
  }
  if (contract.session) client['session'] = toSession(state, safe);
  return client as Client<A>;
}

/** A call by its arguments: the body if the operation takes one, then the options. */
function perform(state: State, id: string, input: unknown[]): Promise<AnyResult> {
  const { fields, secured } = state.operations[id] as Operation;
  const body = fields && input[0];
  const options = (input[fields ? 1 : 0] ?? {}) as Options;
  return limit(state, id, options, (signal) => {
    const { begin } = state;
    const send = (trip?: Trip) => exchange(state, id, body, options, signal, trip);
    if (!begin || hasAuthorization(options.headers)) return send();
    if (id === begin.operation) return enter(state, begin, send, signal);
    return secured ? secure(state, id, send) : send();
  }).catch((error: unknown) => {
    // Anything else is wrong use.
    if (isClientError(error)) return toUnanswered(error);
    throw error;
  });
}

function toBody(result: AnyResult): unknown {
  if (result.ok) return result.body;
  throw result.error;
}
