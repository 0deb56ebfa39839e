import type { Operation } from '@countersign/contracts';
import { type AnyResult, toResult } from './answer.ts';
import type { HeadersInput } from './client.ts';
import { ClientError, isClientError } from './error.ts';
import { limit } from './limits.ts';
import { rename } from './names.ts';
import type { State } from './state.ts';

export interface Options {
  params?: { header?: object };
  headers?: HeadersInput;
  signal?: AbortSignal;
  timeout?: number;
}

/** Runs a call within its limits. Everything that can go wrong becomes a result; only wrong use rejects. */
export async function safely(
  state: State,
  id: string,
  { timeout = state.timeout, signal }: Options,
  work: (signal: AbortSignal) => Promise<AnyResult>,
): Promise<AnyResult> {
  try {
    return await limit(timeout, signal, (kind, cause) => new ClientError(kind, kind, id, { cause }), work);
  } catch (error) {
    if (!isClientError(error)) throw error;
    return { ok: false, status: 'none', error };
  }
}

/** One request of an operation, with a token if one is given, and nothing else: no renewal, no replay. */
export function callOnce(state: State, id: string, body: unknown, token?: string): Promise<AnyResult> {
  return safely(state, id, {}, (signal) => exchange(state, id, body, {}, signal, token));
}

/**
 * One request and its answer. Rejects with a ClientError when there is none, and with what was wrong if no request could be made.
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
  token?: string,
): Promise<AnyResult> {
  const { method, path, secured, names } = state.operations[id] as Operation;
  const start = state.clock();
  const log = ({ status = null, code = null, requestId = null }: Logged) =>
    quietly(() => state.logger?.({ operation: id, status, code, requestId, duration: state.clock() - start }));
  let answer: [Response, string] | undefined;
  await state.request(method, path, {
    body: rename(body, names?.['request'], true),
    params: token ? { ...params, header: { ...params?.header, authorization: `Bearer ${token}` } } : params,
    headers,
    // A redirect would take a token or a password elsewhere.
    redirect: secured || body ? 'error' : 'follow',
    async fetch(request: Request) {
      try {
        signal.throwIfAborted();
        // Late, so that a `fetch` that tests or tracing replace is the one that is called.
        const response = await (state.fetch ?? globalThis.fetch)(request, { signal });
        answer = [response, await response.text()];
      } catch (cause) {
        const error = signal.aborted ? (signal.reason as ClientError) : new ClientError('network', 'network', id, { cause });
        log(error);
        throw error;
      }
      return nothing;
    },
  });
  const result = toResult(state, id, ...(answer as unknown as [Response, string]));
  log(result.ok ? result : result.error);
  return result;
}

type Logged = { status?: number | null; code?: string | null; requestId?: string | null };

/** What openapi-fetch is given to read: as little as it looks at. */
const nothing = { status: 204, ok: true, headers: { get: () => null } } as unknown as Response;

/** Calls what a user handed in: what it does wrong must not fail what we do. */
export function quietly(call: () => unknown): void {
  try {
    call();
  } catch {
    // Its own business.
  }
}

export function hasAuthorization(headers: HeadersInput | undefined): boolean {
  return headers !== undefined && new Headers(headers).has('authorization');
}
