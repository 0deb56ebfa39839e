import { apis, type ApiName } from '@countersign/contracts';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/**
 * Makes a client of one API: a method per operation, the same methods under `safe`, and the `session` if the contract has one.
 *
 * Nothing is sent, read or scheduled before the first call. Nothing is sent twice, except that a call which met a 401 is sent once more after the
 * session was renewed: credentials must not be retried by a program. Throws a TypeError if passwords would leave for `baseUrl` in the clear.
 * An API's own entry, such as `@countersign/client/sign-in`, has the same function without the tables of the other APIs.
 *
 * @example
 * ```ts
 * import { createClient } from '@countersign/client';
 *
 * const client = createClient({ api: 'sign-in', baseUrl: 'http://127.0.0.1:3000' });
 * const { user } = await client.signIn({ email: 'john.doe@example.com', password: 'password123' });
 * console.log(user.role); // admin
 * ```
 */
export function createClient<A extends ApiName>(options: ClientOptions<A>): Client<A> {
  const { api } = options;
  // Where no compiler has looked.
  if (!Object.hasOwn(apis, api)) throw new TypeError(`no API is called ${api}`);
  return createFrom({ ...apis[api], api }, options);
}
