import type { Operation } from '@countersign/contracts';
import { mergeHeaders } from 'openapi-fetch';
import { type AnyResult, toResult } from './answer.ts';
import type { HeadersInput } from './client.ts';
import { ClientError, isClientError } from './error.ts';
import { type Limits, limit } from './limits.ts';
import type { State } from './state.ts';
import { type Extras, toRequest } from './transport.ts';

export interface Options extends Limits, Extras {}

/** One call of an operation, with all that is known of it on its way. */
export interface Call {
  readonly state: State;
  /** The operationId. */
  readonly id: string;
  readonly body: unknown;
  readonly options: Options;
  /** Aborts when the time is up or the caller aborts. */
  readonly signal: AbortSignal;
  /** The token that the next request of this call bears, if any. */
  accessToken?: string | undefined;
  /** What the last answer was, word for word. */
  text?: string;
}

/**
 * One request of an operation within the client's time, with a token if one is given, and nothing else: no renewal, no replay. Rejects when no request
 * could be made.
 */
export function callOnce(state: State, id: string, body: unknown, accessToken?: string): Promise<AnyResult> {
  return limit(state, id, {}, (signal) => exchange({ state, id, body, options: {}, signal, accessToken }), rescue);
}

/** One request and its answer, or that there was none. Rejects with what was wrong if no request could be made. */
export async function exchange(call: Call): Promise<AnyResult> {
  const { state, id, signal } = call;
  const operation = state.operations[id] as Operation;
  const request = toRequest(call, operation);
  signal.throwIfAborted();
  const { logger } = state;
  const start = logger ? state.clock() : 0;
  let answer: Response | ClientError;
  try {
    // Late, so that a `fetch` that tests or tracing replace is the one that is called.
    answer = await (state.fetch ?? globalThis.fetch)(request, { signal });
    call.text = await answer.text();
  } catch (cause) {
    answer = signal.aborted ? (signal.reason as ClientError) : new ClientError('network', 'network', id, { cause });
  }
  const result = isClientError(answer) ? toUnanswered(answer) : toResult(call, operation, answer);
  if (logger) {
    const { status = null, code = null, requestId = null }: Logged = result.ok ? result : result.error;
    quietly(() => logger({ operation: id, status, code, requestId, duration: state.clock() - start }));
  }
  return result;
}

export function toUnanswered(error: ClientError): AnyResult {
  return { ok: false, status: 'none', error };
}

/** What comes of a call that failed. Anything but an error of the client is wrong use. */
export function rescue(reason: unknown): AnyResult | Promise<never> {
  return isClientError(reason) ? toUnanswered(reason) : Promise.reject(reason as Error);
}

type Logged = { status?: number | null; code?: string | null; requestId?: string | null };

/** Calls what a user handed in: what it does wrong must not fail what we do. */
export function quietly(call: () => unknown): void {
  try {
    call();
  } catch {
    // Its own business.
  }
}

export function hasAuthorization(headers: HeadersInput | undefined): boolean | undefined {
  return headers && mergeHeaders(headers).has('authorization');
}
