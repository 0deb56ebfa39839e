import { type ApiName, apis, type Apis } from '@countersign/contracts';
import createCore, { type Client } from 'openapi-fetch';
import type { ClientOptions } from './client.ts';
import { toBase } from './transport.ts';

/** The client of openapi-fetch for one API: calls by path, bodies by the names of the wire, no session, no timeout. */
export type RawClient<A extends ApiName> = Client<Apis[A]['paths'], 'application/json'>;

/** As for `createClient`. */
export type RawOptions<A extends ApiName> = Pick<ClientOptions<A>, 'api' | 'baseUrl' | 'fetch' | 'headers'>;

/**
 * Makes an openapi-fetch client of one API, with the same rules of where requests may go: https or this machine, under the API's own path, without
 * following a redirect, through the `fetch` of the moment. Throws a TypeError if passwords would leave for `baseUrl` in the clear.
 */
export function createRawClient<A extends ApiName>({ api, baseUrl, fetch, headers }: RawOptions<A>): RawClient<A> {
  return createCore<Apis[A]['paths'], 'application/json'>({
    baseUrl: toBase(baseUrl, apis[api].serverPath),
    // Late, so that a `fetch` that tests or tracing replace is the one that is called.
    fetch: (request) => (fetch ?? globalThis.fetch)(request, { signal: request.signal }),
    redirect: 'error',
    ...(headers && { headers }),
  });
}
