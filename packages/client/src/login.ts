import { operations, serverPath, session } from '@countersign/contracts/apis/login';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/** As `createClient({ api: 'login' })` of the main entry, without the tables of the other APIs. */
export function createClient(options: Omit<ClientOptions<'login'>, 'api'>): Client<'login'> {
  return createFrom({ api: 'login', operations, serverPath, session }, options);
}
