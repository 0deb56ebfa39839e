import type { Operation } from '@countersign/contracts';
import createCore from 'openapi-fetch';
import type { Fetch, HeadersInput } from './client.ts';

/** An answer that has been read to its end. */
export interface Incoming {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends one request, of whose options openapi-fetch makes it. Rejects with `toError(cause)` if there is no whole answer, where the cause is the
 * signal's reason if it aborted; and with what was wrong if no request could be made.
 */
export type Transport = (
  operation: Operation,
  outgoing: object,
  signal: AbortSignal,
  toError: (cause: unknown) => Error,
) => Promise<Incoming>;

/**
 * openapi-fetch makes the request; the answer is read here, because openapi-fetch loses what an empty error was and guesses whether an error is
 * JSON (openapi-ts/openapi-typescript#2070).
 */
export function createTransport(base: string, send: Fetch | undefined, headers: HeadersInput | undefined): Transport {
  const core = createCore({ baseUrl: base, ...(headers && { headers }) });
  // openapi-fetch types its calls by path; ours are typed by operation.
  const start = core.request as unknown as (method: string, path: string, init: object) => Promise<unknown>;
  return async ({ method, path }, outgoing, signal, toError) => {
    let incoming: Incoming | undefined;
    const fetch = async (request: Request) => {
      try {
        signal.throwIfAborted();
        // Late, so that a `fetch` that tests or tracing replace is the one that is called.
        const response = await (send ?? globalThis.fetch)(request, { signal });
        incoming = { status: response.status, headers: response.headers, text: await response.text() };
      } catch (cause) {
        throw toError(signal.aborted ? signal.reason : cause);
      }
      return nothing;
    };
    await start(method, path, { ...outgoing, fetch });
    return incoming as Incoming;
  };
}

/** What openapi-fetch is given to read: as little as it looks at. */
const nothing = { status: 204, ok: true, headers: { get: () => null } } as unknown as Response;

/** https, http on this very machine, or a path on the page's own origin: `//host` and `/\host` are another host. */
const isSafe = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)|\/(?![/\\])|$)/i;

/** Where requests go, without a slash at the end. Throws a TypeError if passwords would go there in the clear. */
export function toBase(baseUrl: string, serverPath: string): string {
  if (!isSafe.test(baseUrl)) throw new TypeError('baseUrl: take https://, http:// only for localhost, 127.0.0.1 and [::1]');
  return baseUrl.replace(/\/+$/, '') + serverPath;
}
