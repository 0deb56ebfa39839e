import { createFakeApi } from './api.testing.ts';
import { createClient, memoryStorage, type SessionEvent, type SessionStorage } from './index.ts';

export const credentials = { email: 'john.doe@example.com', password: 'password123' };
export const baseUrl = 'https://id.example.com';

/** A client of the API in memory, with what happened to its session. */
export function setUp(api = createFakeApi(), storage: SessionStorage = memoryStorage(), clock = Date.now) {
  const client = createClient({ api: 'sign-in', baseUrl, fetch: api.fetch, storage, clock });
  const events: string[] = [];
  const tell = (_: unknown, { type, reason }: SessionEvent) => void events.push(reason ? `${type}: ${reason}` : type);
  const listen = () => client.session.subscribe(tell);
  return { api, client, events, storage, listen };
}

/** The same, signed in and listening. */
export async function signedIn(...given: Parameters<typeof setUp>) {
  const all = setUp(...given);
  await all.client.signIn(credentials);
  all.listen();
  await all.client.session.ready();
  return all;
}
