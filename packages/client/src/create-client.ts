import { apis, type ApiName } from '@countersign/contracts';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/**
 * Makes a client of one API: a method per operation, the same methods under `safe`, and the `session` if the contract has one.
 *
 * Nothing is sent, read or scheduled before the first call. Nothing is sent twice, except that a call which met a 401 is sent once more after the
 * session was renewed: credentials must not be retried by a program. Throws a TypeError if passwords would leave for `baseUrl` in the clear.
 */
export function createClient<A extends ApiName>(options: ClientOptions<A>): Client<A> {
  return createFrom(apis[options.api], options);
}
