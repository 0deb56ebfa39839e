import type { Operation } from '@countersign/contracts';
import { type AnyResult, toResult } from './answer.ts';
import type { HeadersInput } from './client.ts';
import { ClientError, isClientError } from './error.ts';
import { limit } from './limits.ts';
import type { Means } from './means.ts';
import { invert, rename } from './names.ts';

export interface Options {
  params?: { header?: object };
  headers?: HeadersInput;
  signal?: AbortSignal;
  timeout?: number;
}

/** Runs a call within its limits. Everything that can go wrong becomes a result; only wrong use rejects. */
export async function safely(
  { timeout }: Means,
  id: string,
  options: Options,
  work: (signal: AbortSignal) => Promise<AnyResult>,
): Promise<AnyResult> {
  try {
    return await limit({ timeout, ...options }, (kind, cause) => new ClientError(kind, kind, id, { cause }), work);
  } catch (error) {
    if (!isClientError(error)) throw error;
    return { ok: false, status: 'none', error };
  }
}

/** One request of an operation, with a token if one is given, and nothing else: no renewal, no replay. */
export function callOnce(means: Means, id: string, body: unknown, token?: string): Promise<AnyResult> {
  return safely(means, id, {}, (signal) => exchange(means, id, body, {}, signal, token));
}

/** One request and its answer. Rejects with a ClientError when there is none, and with what was wrong if no request could be made. */
export async function exchange(
  means: Means,
  id: string,
  body: unknown,
  { params, headers }: Options,
  signal: AbortSignal,
  token?: string,
): Promise<AnyResult> {
  const { operations, roles, transport, clock, logger } = means;
  const operation = operations[id] as Operation;
  const names = operation.names?.['request'];
  const isSecret = operation.secured || Object.values(roles ?? {}).some((role) => role.operation === id);
  const outgoing = {
    body: names ? rename(body, invert(names)) : body,
    params: token ? { ...params, header: { ...params?.header, authorization: `Bearer ${token}` } } : params,
    headers,
    redirect: isSecret ? 'error' : 'follow',
  };
  const start = logger && clock();
  const log = ({ status = null, code = null, requestId = null }: Logged) =>
    quietly(() => logger?.({ operation: id, status, code, requestId, duration: clock() - (start ?? 0) }));
  const incoming = await transport(operation, outgoing, signal, (cause) => {
    const error = isClientError(cause) ? cause : new ClientError('network', 'network', id, { cause });
    log(error);
    return error;
  });
  const result = toResult(means, id, incoming);
  log(result.ok ? { ...result, code: null } : result.error);
  return result;
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

export function hasAuthorization(headers: HeadersInput | undefined): boolean {
  return headers !== undefined && new Headers(headers).has('authorization');
}
