import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFakeApi } from '../api.testing.ts';
import { createClient } from '../index.ts';
import { serve } from '../serve.testing.ts';
import { asyncStorage, cookieBridge, webStorage } from './index.ts';

const credentials = { email: 'john.doe@example.com', password: 'password123' };
const baseUrl = 'https://id.example.com';

/** A Storage as browsers have it. */
function createItems() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

afterEach(() => void vi.unstubAllGlobals());

describe('webStorage', () => {
  test('keeps the session under its key, and touches nothing before it is needed', async () => {
    const items = createItems();
    let touched = 0;
    const storage = webStorage(() => (touched++, items), { key: 'mine' });
    const client = createClient({ api: 'sign-in', baseUrl, fetch: createFakeApi().fetch, storage });
    expect(touched).toBe(0);
    await client.signIn(credentials);
    expect(JSON.parse(items.items.get('mine') ?? '')).toMatchObject({ v: 1, user: { role: 'admin' } });
    await client.session.signOut();
    expect([...items.items]).toEqual([]);
  });

  test('hears of other tabs by the storage event of its key, until it stops listening', () => {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    let heard = 0;
    const stop = webStorage(createItems).subscribe?.(() => heard++);
    const tell = (key: string | null) => target.dispatchEvent(Object.assign(new Event('storage'), { key }));
    tell('other');
    expect(heard).toBe(0);
    tell('countersign.session');
    tell(null);
    expect(heard).toBe(2);
    stop?.();
    tell(null);
    expect(heard).toBe(2);
  });

  test('with a lock runs one renewal at a time, without one where there are no locks, and once if its holder hangs', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const run = () => webStorage(createItems, { lock: true }).exclusive?.(async () => 'done');
    vi.stubGlobal('navigator', {});
    expect(await run()).toBe('done');
    const names: string[] = [];
    vi.stubGlobal('navigator', { locks: { request: (name: string, _: object, work: () => unknown) => (names.push(name), work()) } });
    expect(await run()).toBe('done');
    expect(names).toEqual(['countersign.session']);
    const hang = (_: string, { signal }: { signal: AbortSignal }) => once(signal, 'abort').then(() => Promise.reject(signal.reason));
    vi.stubGlobal('navigator', { locks: { request: hang } });
    const late = run();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await late).toBe('done');
  });

  test('an error of the work comes through the lock', async () => {
    vi.stubGlobal('navigator', { locks: { request: (_: string, __: object, work: () => unknown) => work() } });
    const work = () => Promise.reject(new Error('mine'));
    await expect(webStorage(createItems, { lock: true }).exclusive?.(work)).rejects.toThrow('mine');
  });
});

test('asyncStorage keeps the session, and tells other tabs by a word alone', async () => {
  const items = createItems();
  const store = {
    getItem: async (key: string) => items.getItem(key),
    setItem: async (key: string, value: string) => items.setItem(key, value),
    removeItem: async (key: string) => items.removeItem(key),
  };
  const api = createFakeApi();
  const clients = [0, 1].map(() => createClient({ api: 'sign-in', baseUrl, fetch: api.fetch, storage: asyncStorage(store) }));
  const [one, two] = clients;
  onTestFinished(() => clients.forEach(({ session }) => session.dispose()));
  const channel = new BroadcastChannel('countersign.session');
  const frames: unknown[] = [];
  channel.addEventListener('message', ({ data }) => frames.push(data));
  onTestFinished(() => channel.close());
  for (const { session } of clients) session.subscribe(() => {});
  await one?.signIn(credentials);
  await expect.poll(() => two?.session.get().state).toBe('signed-in');
  await two?.session.signOut();
  await expect.poll(() => one?.session.get().state).toBe('signed-out');
  expect(new Set(frames)).toEqual(new Set(['changed']));
});

describe('cookieBridge', () => {
  /** A backend as the bridge wants it, before the API in memory. */
  async function startBackend(api: ReturnType<typeof createFakeApi>) {
    let cookie: string | undefined;
    const methods: string[] = [];
    const ask = (path: string, body: object) =>
      api.fetch(
        new Request(`${baseUrl}/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      );
    const url = await serve(onTestFinished, async (request, response) => {
      const { method = '', headers } = request;
      methods.push(`${method} ${headers['x-session-bridge']}`);
      if (method === 'PUT') cookie = JSON.parse(await text(request)).refreshToken;
      if (method !== 'POST') {
        if (method === 'DELETE') await ask('sign-out', { refreshToken: cookie });
        if (method === 'DELETE') cookie = undefined;
        return void response.writeHead(204).end();
      }
      const answer = await ask('refresh', { refreshToken: cookie });
      const { accessToken, refreshToken } = (await answer.json()) as Record<string, string>;
      if (answer.ok) cookie = refreshToken;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify({ accessToken }));
    });
    return { url, methods };
  }

  test('leaves the refresh token to the backend, which renews, restores and ends the session', async () => {
    const api = createFakeApi();
    const { url, methods } = await startBackend(api);
    const client = createClient({ api: 'sign-in', baseUrl, fetch: api.fetch, storage: cookieBridge(url) });
    onTestFinished(() => client.session.dispose());
    expect(await client.session.ready()).toMatchObject({ state: 'signed-out' });
    await client.signIn(credentials);
    api.expire();
    expect(await client.safe.me()).toMatchObject({ ok: true });
    // The page is loaded anew: nothing is left but the cookie.
    const next = createClient({ api: 'sign-in', baseUrl, fetch: api.fetch, storage: cookieBridge(url) });
    expect(await next.session.ready()).toMatchObject({ state: 'signed-in', user: { role: 'admin' }, isRenewable: true });
    await next.session.signOut();
    // Another tab of the same page is told.
    await expect.poll(() => client.session.get().state).toBe('signed-out');
    expect(methods.slice(0, 5)).toEqual(['POST 1', 'PUT 1', 'POST 1', 'POST 1', 'DELETE 1']);
  });
});
