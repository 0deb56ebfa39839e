import { describe, expect, test } from 'vitest';
import { createFakeApi, denied } from './api.testing.ts';
import { createClient, memoryStorage } from './index.ts';
import { baseUrl, credentials, setUp, signedIn } from './session.testing.ts';

describe('two tabs', () => {
  test('share one session: who comes second takes over the new tokens', async () => {
    const { api, client, storage } = await signedIn();
    const other = await (async () => {
      const tab = setUp(api, storage);
      await tab.client.session.ready();
      tab.listen();
      return tab;
    })();
    api.expire();
    await client.me();
    expect(await other.client.safe.me()).toMatchObject({ ok: true });
    expect(api.paths().filter((path) => path === 'refresh')).toHaveLength(1);
    expect(other.events).toEqual(['adopted']);
    await client.session.signOut();
    expect(await other.client.safe.me()).toMatchObject({ ok: false });
    expect(other.events).toEqual(['adopted', 'signed-out: elsewhere']);
  });

  test('the loser of a race takes over what the winner got', async () => {
    const { api, client, storage, events } = await signedIn();
    const other = setUp(api, storage);
    await other.client.session.ready();
    api.expire();
    api.renewals.push(async () => {
      await other.client.session.renew();
      return denied();
    });
    expect(await client.safe.me()).toMatchObject({ ok: true });
    expect(events).toEqual(['adopted']);
  });
});

describe('a storage', () => {
  test.each(['{', '{"v":2,"accessToken":"a"}', '{"v":1}', 'null', '[]', '{"v":1,"id":1,"at":1,"accessToken":"a","expiresAt":null}'])(
    'that holds %s holds no session',
    async (text) => {
      const storage = memoryStorage();
      await storage.set(text);
      expect(await setUp(undefined, storage).client.session.ready()).toMatchObject({ state: 'signed-out', isReady: true });
    },
  );

  test('that fails leaves the session in memory', async () => {
    const fail = () => {
      throw new Error('denied');
    };
    const { api, client } = await signedIn(undefined, { get: fail, set: fail, remove: fail, subscribe: fail });
    api.expire();
    expect(await client.safe.me()).toMatchObject({ ok: true });
    await client.session.signOut();
    await expect(client.me()).rejects.toMatchObject({ code: 'signed_out' });
  });

  test('that never answers does not hold up a sign-out for longer than the timeout', async () => {
    const api = createFakeApi();
    const never = () => new Promise<never>(() => {});
    const client = createClient({
      api: 'sign-in',
      baseUrl,
      fetch: api.fetch,
      storage: { get: never, set: never, remove: never },
      timeout: 50,
    });
    await client.session.signOut();
    expect(client.session.get().state).toBe('signed-out');
  });
});

describe('subscribers', () => {
  test('are called one after the other, whatever one of them does, and may call back', async () => {
    const { client, events, listen } = setUp();
    client.session.subscribe(() => {
      throw new Error('mine');
    });
    client.session.subscribe((_, { type }) => void (type === 'signed-in' && client.session.signOut()));
    listen();
    await expect(client.signIn(credentials)).rejects.toMatchObject({ code: 'session_changed' });
    expect(client.session.get().state).toBe('signed-out');
    expect(events).toContain('signed-out: requested');
  });

  test('hear no more after their end, nor after that of the client', async () => {
    const { client, events, listen } = setUp();
    listen()();
    await client.signIn(credentials);
    expect(events).toEqual([]);
    listen();
    client.session.dispose();
    client.session.dispose();
    await client.session.signOut();
    expect(events).toEqual([]);
  });
});
