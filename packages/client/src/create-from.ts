import type { ApiName, Operation, SessionRoles } from '@countersign/contracts';
import type { AnyResult } from './answer.ts';
import { toBase } from './transport.ts';
import type { Client, ClientOptions } from './client.ts';
import { contractKey } from './contract-of.ts';
import { type Call, exchange, hasAuthorization, type Options, rescue } from './exchange.ts';
import { limit } from './limits.ts';
import { enter, secure } from './session/calls.ts';
import { toSession } from './session/face.ts';
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
  const { headers } = options;
  const state: State = {
    ...options,
    ...contract,
    baseUrl: toBase(options.baseUrl, contract.serverPath),
    clock: options.clock ?? Date.now,
    timeout: options.timeout ?? 10_000,
    begin: hasAuthorization(headers) ? undefined : contract.session?.begin,
    current: null,
    isReady: false,
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

/** A call by its arguments: the body if the operation takes one, then the options. Rejects after wrong use only. */
function perform(state: State, id: string, input: unknown[]): Promise<AnyResult> {
  const { fields } = state.operations[id] as Operation;
  const body = fields && input[0];
  const options = (input[fields ? 1 : 0] ?? {}) as Options;
  return limit(state, id, options, (signal) => carry({ state, id, body, options, signal }), rescue);
}

/** With the session, as far as the operation and the caller want it. */
function carry(call: Call): Promise<AnyResult> {
  const { begin, operations } = call.state;
  if (!begin || hasAuthorization(call.options.headers)) return exchange(call);
  if (call.id === begin.operation) return enter(call, begin);
  return operations[call.id]?.secured ? secure(call) : exchange(call);
}

function toBody(result: AnyResult): unknown {
  if (result.ok) return result.body;
  throw result.error;
}
