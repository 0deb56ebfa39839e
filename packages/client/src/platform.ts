import { operations, serverPath } from '@countersign/contracts/apis/platform';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/** As `createClient({ api: 'platform' })` of the main entry, without the tables of the other APIs. */
export function createClient(options: Omit<ClientOptions<'platform'>, 'api'>): Client<'platform'> {
  return createFrom({ api: 'platform', operations, serverPath }, options);
}
