import { expect, test } from 'vitest';
import { createFakeApi, denied, json } from '../src/api.testing.ts';
import { createClient, memoryStorage, type SessionStorage } from '../src/index.ts';
import { baseUrl, setUp, signedIn } from '../src/session.testing.ts';
import { webStorage } from '../src/storage/index.ts';

// What a tab meets that was asleep while another one went on: answers of long ago, and a storage that it sees as it was.

test('an answer that comes after two renewals of another tab does not undo them', async () => {
  const { api, client, events, storage } = await signedIn();
  const other = await tabOf(api, storage);
  api.renewals.push(async () => {
    await other.client.session.renew();
    // Within its grace a server gives the same successor to both.
    const { accessToken, refreshToken } = JSON.parse(String(await storage.get()));
    await other.client.session.renew();
    return json(200, { accessToken, refreshToken });
  });
  await client.session.renew();
  expect(JSON.parse(String(await storage.get()))).toMatchObject({ refreshToken: 'refresh-3' });
  expect(events).toEqual(['adopted']);
  api.expire();
  expect(await client.safe.me()).toMatchObject({ ok: true });
  expect(await other.client.safe.me()).toMatchObject({ ok: true });
});

test('a refresh token that another tab has spent is not sent, although the storage of the browser shows it for a moment more', async () => {
  const kept = memoryStorage();
  let isAsleep = false;
  let seen: string | null = null;
  const items = {
    getItem: () => (isAsleep ? seen : (kept.get() as string | null)),
    setItem: (_: string, text: string) => void kept.set(text),
    removeItem: () => void kept.remove(),
  };
  const { api, client } = await signedIn(
    undefined,
    webStorage(() => items),
  );
  const other = await tabOf(api, kept);
  seen = items.getItem();
  isAsleep = true;
  api.expire();
  await other.client.session.renew();
  const waking = client.safe.me();
  setTimeout(() => (isAsleep = false));
  expect(await waking).toMatchObject({ ok: true });
  expect(api.paths().filter((path) => path === 'refresh')).toHaveLength(1);
  expect(client.session.get().state).toBe('signed-in');
});

test('a call whose token was replaced by one that was replaced, too, is sent with the one of this moment', async () => {
  const api = createFakeApi();
  const listeners = new Set<() => void>();
  const storage: SessionStorage = {
    ...memoryStorage(),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  let answers = 0;
  const fetch = async (request: Request) => {
    if (!request.url.endsWith('/me') || answers === 2) return api.fetch(request);
    answers++;
    await other.client.session.renew();
    for (const listener of listeners) listener();
    await expect.poll(() => events).toHaveLength(answers);
    return denied();
  };
  const { client, events } = await signedIn({ ...api, fetch }, storage);
  const other = await tabOf(api, { ...storage, subscribe: () => () => undefined });
  expect(await client.safe.me()).toMatchObject({ ok: true });
  expect(events).toEqual(['adopted', 'adopted']);
});

test('what a call tells of the user does not bring back the tokens of before', async () => {
  const api = createFakeApi();
  let calls = 0;
  const fetch = async (request: Request) => {
    const response = await api.fetch(request);
    if (!request.url.endsWith('/me')) return response;
    if (++calls === 1) await other.client.session.renew();
    return json(200, { ...(await response.json()), firstName: 'Johnny' });
  };
  const { client, storage } = await signedIn({ ...api, fetch });
  const other = await tabOf(api, storage);
  await client.me();
  await client.me();
  await expect.poll(() => storage.get()).toContain('Johnny');
  const next = await tabOf(api, storage);
  api.expire();
  expect(await next.client.safe.me()).toMatchObject({ ok: true });
});

test('a token that was refused after another tab signed in anew ends the session of before, not that one', async () => {
  const storage = memoryStorage();
  const user = { id: 1, name: 'John Doe', email: 'john.doe@example.com', roles: [], permissions: [] };
  let count = 0;
  const fetch = async (request: Request) => {
    const isCurrent = request.headers.get('authorization') === `Bearer token-${count}`;
    if (request.url.endsWith('/me'))
      return isCurrent ? json(200, { status: 200, data: { user } }) : json(401, { message: 'Unauthenticated.' });
    return json(200, { status: 200, data: { token: `token-${++count}`, token_type: 'Bearer', user } });
  };
  let now = Date.UTC(2026, 0, 1);
  const open = () => createClient({ api: 'login', baseUrl, fetch, storage, clock: () => now++ });
  const [client, other] = [open(), open()];
  const input = { email: 'john.doe@example.com', password: 'password123' };
  await client.login(input);
  await other.login(input);
  expect(await client.safe.currentUser()).toMatchObject({ status: 401 });
  expect(await client.safe.currentUser()).toMatchObject({ ok: true });
  expect(await open().session.ready()).toMatchObject({ state: 'signed-in' });
});

/** Another tab of the same browser. */
async function tabOf(...given: Parameters<typeof setUp>) {
  const tab = setUp(...given);
  await tab.client.session.ready();
  return tab;
}
