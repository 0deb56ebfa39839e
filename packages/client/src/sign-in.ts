import { operations, serverPath, session } from '@countersign/contracts/apis/sign-in';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/**
 * As `createClient({ api: 'sign-in' })` of the main entry, without the tables of the other APIs.
 *
 * @example
 * ```ts
 * import { createClient } from '@countersign/client/sign-in';
 *
 * const client = createClient({ baseUrl: 'http://127.0.0.1:3000' });
 * await client.signIn({ username: 'johndoe', password: 'password123' });
 * console.log((await client.me()).role); // admin
 * await client.session.signOut();
 * console.log(client.session.get().state); // signed-out
 * ```
 */
export function createClient(options: Omit<ClientOptions<'sign-in'>, 'api'>): Client<'sign-in'> {
  return createFrom({ api: 'sign-in', operations, serverPath, session }, options);
}
