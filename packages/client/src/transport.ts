import type { Operation } from '@countersign/contracts';
import { createFinalURL, createQuerySerializer, defaultPathSerializer as pathSerializer, mergeHeaders } from 'openapi-fetch';
import type { HeadersInput } from './client.ts';
import type { Call } from './exchange.ts';
import { rename } from './names.ts';

/** https, http on this very machine, or a path on the page's own origin: `//host` and `/\host` are another host. */
const isSafe = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)|\/(?![/\\])|$)/i;

/** Where requests go, without a slash at the end. Throws a TypeError if passwords would go there in the clear. */
export function toBase(baseUrl: string, serverPath: string): string {
  if (!isSafe.test(baseUrl)) throw new TypeError('baseUrl needs https; http is for localhost only');
  return baseUrl.replace(/\/+$/, '') + serverPath;
}

/** What a caller hands in for the request, beside the body. */
export interface Extras {
  readonly params?: { readonly path?: Record<string, unknown>; readonly query?: Record<string, unknown>; readonly header?: HeadersInput };
  readonly headers?: HeadersInput;
}

/**
 * The request of a call, written by what openapi-fetch writes its own with. Not by its client, which reads the answer, too: it loses what an empty
 * error was and guesses whether an error is JSON (openapi-ts/openapi-typescript#2070).
 */
export function toRequest({ state, body, options, accessToken }: Call, { method, path, secured, names }: Operation): Request {
  const { baseUrl } = state;
  const { params = {}, headers } = options;
  const text = JSON.stringify(rename(body, names?.['request'], true)) as string | undefined;
  const type = text ? { 'content-type': 'application/json' } : undefined;
  const credentials = accessToken ? { authorization: `Bearer ${accessToken}` } : undefined;
  const given = state.headers ?? headers ?? params.header;
  return new Request(createFinalURL(path, { baseUrl, params, pathSerializer, querySerializer: createQuerySerializer() }), {
    method: method.toUpperCase(),
    body: text ?? null,
    // Merging costs more than all the rest.
    headers: given ? mergeHeaders(type, state.headers, headers, params.header, credentials) : { ...type, ...credentials },
    // A redirect would take a token or a password elsewhere.
    redirect: secured || text ? 'error' : 'follow',
  });
}
