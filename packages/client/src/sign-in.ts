import { operations, serverPath, session } from '@countersign/contracts/apis/sign-in';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/** As `createClient({ api: 'sign-in' })` of the main entry, without the tables of the other APIs. */
export function createClient(options: Omit<ClientOptions<'sign-in'>, 'api'>): Client<'sign-in'> {
  return createFrom({ operations, serverPath, session }, { ...options, api: 'sign-in' });
}
