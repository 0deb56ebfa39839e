import type { Operation } from '@countersign/contracts';
import { type AnyResult, toResult } from './answer.ts';
import type { HeadersInput } from './client.ts';
import { ClientError } from './error.ts';
import { type Limits, limit } from './limits.ts';
import { rename } from './names.ts';
import type { State } from './state.ts';

export interface Options extends Limits {
  params?: object;
  headers?: HeadersInput;
}

/** With which token a request goes, if any, and what comes of it. */
export interface Trip {
  readonly accessToken?: string;
  response?: Response;
  text?: string;
  error?: ClientError;
}

/**
 * One request of an operation within the client's time, with a token if one is given, and nothing else: no renewal, no replay. Rejects when the
 * time is up.
 */
export function callOnce(state: State, id: string, body: unknown, trip?: Trip): Promise<AnyResult> {
  return limit(state, id, {}, (signal) => exchange(state, id, body, {}, signal, trip));
}

/**
 * One request and its answer, or that there was none. Rejects with what was wrong if no request could be made.
 *
 * openapi-fetch makes the request; the answer is read here, because openapi-fetch loses what an empty error was and guesses whether an error is
 * JSON (openapi-ts/openapi-typescript#2070).
 */
export async function exchange(
  state: State,
  id: string,
  body: unknown,
  { params, headers }: Options,
  signal: AbortSignal,
  trip: Trip = {},
): Promise<AnyResult> {
  const operation = state.operations[id] as Operation;
  const start = state.clock();
  const fetch = async (request: Request) => {
    if (trip.accessToken) request.headers.set('authorization', `Bearer ${trip.accessToken}`);
    try {
      signal.throwIfAborted();
      // Late, so that a `fetch` that tests or tracing replace is the one that is called.
      trip.response = await (state.fetch ?? globalThis.fetch)(request, { signal });
      trip.text = await trip.response.text();
    } catch (cause) {
      trip.error = signal.aborted ? (signal.reason as ClientError) : new ClientError('network', 'network', id, { cause });
    }
    return nothing;
  };
  body = rename(body, operation.names?.['request'], true);
  // A redirect would take a token or a password elsewhere.
  const redirect = operation.secured || body ? 'error' : 'follow';
  await state.request(operation.method, operation.path, { body, params, headers, redirect, fetch });
  const result = trip.error ? toUnanswered(trip.error) : toResult(state, id, operation, trip as Required<Trip>);
  const { status = null, code = null, requestId = null }: Logged = result.ok ? result : result.error;
  const { logger } = state;
  if (logger) quietly(() => logger({ operation: id, status, code, requestId, duration: state.clock() - start }));
  return result;
}

export function toUnanswered(error: ClientError): AnyResult {
  return { ok: false, status: 'none', error };
}

type Logged = { status?: number | null; code?: string | null; requestId?: string | null };

/** What openapi-fetch is given to read: as little as it looks at. */
const nothing = { status: 204, headers: new Map() } as unknown as Response;

/** Calls what a user handed in: what it does wrong must not fail what we do. */
export function quietly(call: () => unknown): void {
  try {
    call();
  } catch {
    // Its own business.
  }
}

export function hasAuthorization(headers: HeadersInput | undefined): boolean | undefined {
  return headers && new Headers(headers).has('authorization');
}
