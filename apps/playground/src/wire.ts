import type { ClientError, Fetch } from '@countersign/client';
import type { Operation, Status, Try } from './contract.ts';
import { maskBody, maskHeader } from './mask.ts';

/** A request and its answer as they went over the wire, but without secrets: those are masked before anything is kept. */
export interface Exchange {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly headers: Lines;
  readonly body: string | null;
  /** Null if there was none. */
  readonly answer: { readonly status: number; readonly headers: Lines; readonly body: string; readonly duration: number } | null;
  /** What it was to show. */
  readonly tried?: { readonly operation: Operation; readonly status: Status; readonly one: Try };
  /** What the client made of it. */
  verdict?: Verdict;
}

export interface Verdict {
  readonly ok: boolean;
  readonly status: number | string;
  readonly error?: ClientError;
  readonly requestId?: string | null;
}

type Lines = readonly (readonly [name: string, value: string])[];

const listeners = new Set<(exchange: Exchange) => void>();

export function onExchange(listener: (exchange: Exchange) => void): void {
  listeners.add(listener);
}

/** The `fetch` of the page's clients: sends, and shows what went over the wire. */
export const record: Fetch = async (request, { signal }) => (await exchange(spoil(request), signal)).response;

/** Sends a request and tells the listeners. Rejects as `fetch` does. */
export async function exchange(
  request: Request,
  signal: AbortSignal,
  more: Pick<Exchange, 'tried'> = {},
): Promise<{ response: Response; exchange: Exchange }> {
  const asked = {
    ...more,
    at: new Date(),
    method: request.method,
    path: new URL(request.url).pathname,
    headers: [...request.headers].map(([name, value]) => [name, maskHeader(name, value)] as const),
    body: ['GET', 'HEAD'].includes(request.method) ? null : maskBody(await request.clone().text()),
  };
  const start = performance.now();
  try {
    const response = await fetch(request, { signal });
    const body = maskBody(await response.clone().text());
    const duration = performance.now() - start;
    const done = { ...asked, answer: { status: response.status, headers: [...response.headers], body, duration } };
    tell(done);
    return { response, exchange: done };
  } catch (error) {
    tell({ ...asked, answer: null });
    throw error;
  }
}

let spoiled: 'next' | string | undefined;

/** From now on the server is sent a broken token in place of the one that is in use, as if it had been revoked. */
export function spoilToken(): void {
  spoiled = 'next';
}

function spoil(request: Request): Request {
  const token = request.headers.get('authorization');
  if (token === null || spoiled === undefined) return request;
  if (spoiled === 'next') spoiled = token;
  if (spoiled === token) request.headers.set('authorization', 'Bearer spoiled');
  return request;
}

function tell(done: Exchange): void {
  for (const listener of listeners) listener(done);
}
