import { describe, expect, test } from 'vitest';
import { createFakeApi, denied, json } from './api.testing.ts';
import { credentials, setUp, signedIn } from './session.testing.ts';

describe('a session', () => {
  test('begins with a sign-in, carries calls, and ends with a sign-out', async () => {
    const { api, client, events, storage, listen } = setUp();
    listen();
    expect(client.session.get()).toMatchObject({ state: 'signed-out', isReady: false });
    expect(await client.session.ready()).toMatchObject({ state: 'signed-out', isReady: true });
    const { user } = await client.signIn(credentials);
    expect(client.session.get()).toMatchObject({ state: 'signed-in', user: { role: 'admin' }, isRenewable: true });
    expect(client.session.get()).toBe(client.session.get());
    expect(JSON.stringify(client.session.get())).not.toMatch(/ey|refresh-/);
    expect(await client.me()).toEqual(user);
    await client.session.signOut();
    expect(client.session.get()).toMatchObject({ state: 'signed-out', user: null, expiresAt: null });
    expect(await storage.get()).toBeNull();
    expect(events).toEqual(['updated', 'signed-in', 'signed-out: requested']);
    expect(api.paths()).toEqual(['sign-in', 'me', 'sign-out']);
  });

  test('nothing is sent without one', async () => {
    const { api, client } = setUp();
    await expect(client.me()).rejects.toMatchObject({ kind: 'session', code: 'signed_out' });
    expect(await client.session.accessToken()).toBeNull();
    await client.session.signOut();
    expect(api.seen).toEqual([]);
  });

  test('stays out of a call that brings credentials of its own', async () => {
    const { api, client } = setUp();
    await client.safe.me({ headers: { Authorization: 'Bearer mine' } });
    expect(api.seen).toMatchObject([{ path: 'me', authorization: 'Bearer mine' }]);
  });

  test('is found again in the storage', async () => {
    const { api, storage } = await signedIn();
    const next = setUp(api, storage);
    expect(await next.client.session.ready()).toMatchObject({ state: 'signed-in', user: { role: 'admin' } });
    await next.client.me();
    expect(api.paths()).toEqual(['sign-in', 'me']);
  });

  test('a wrong password renews nothing and ends nothing', async () => {
    const { api, client, events } = await signedIn();
    expect(await client.safe.signIn({ ...credentials, password: 'wrong' })).toMatchObject({ status: 401 });
    expect(api.paths()).toEqual(['sign-in', 'sign-in']);
    expect(events).toEqual([]);
  });
});

describe('renewal', () => {
  test('a hundred calls that meet a 401 together renew once, and none fails', async () => {
    const { api, client } = await signedIn();
    api.expire();
    const results = await Promise.all(Array.from({ length: 100 }, () => client.safe.me()));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(api.paths().filter((path) => path === 'refresh')).toHaveLength(1);
  });

  test('a late 401 of an old token renews nothing', async () => {
    const api = createFakeApi();
    const { promise: late, resolve: answerLate } = Promise.withResolvers<Response>();
    let held = false;
    const fetch = (request: Request) => {
      if (!held && request.url.endsWith('/me')) return ((held = true), late);
      return api.fetch(request);
    };
    const { client } = await signedIn({ ...api, fetch });
    const slow = client.safe.me();
    await expect.poll(() => held).toBe(true);
    api.expire();
    expect(await client.safe.me()).toMatchObject({ ok: true });
    answerLate(denied());
    expect(await slow).toMatchObject({ ok: true });
    expect(api.paths()).toEqual(['sign-in', 'me', 'refresh', 'me', 'me']);
  });

  test('comes before expiry', async () => {
    let now = Date.UTC(2026, 0, 1);
    const clock = () => now;
    const { api, client } = await signedIn(createFakeApi({ clock, life: 600_000 }), undefined, clock);
    expect(client.session.get().expiresAt).toBe(now + 600_000);
    now += 500_000;
    await client.me();
    now += 60_000;
    await client.me();
    expect(api.paths()).toEqual(['sign-in', 'me', 'refresh', 'me']);
  });

  const troubles: Record<string, () => Response | Promise<Response>> = {
    network: () => Promise.reject(new TypeError('fetch failed')),
    server_error: () => json(500, { statusCode: 500, message: 'no' }),
    unavailable: () => json(503, { statusCode: 503, message: 'no' }, { 'retry-after': '7' }),
    too_many_requests: () => json(429, { statusCode: 429, message: 'no' }),
    unexpected_body: () => new Response('<html>Log in to the Wi-Fi</html>', { status: 401 }),
    drift: () => json(200, {}),
  };

  test.each(Object.entries(troubles))('that meets %s keeps the session', async (code, trouble) => {
    const { api, client, events } = await signedIn();
    api.expire();
    api.renewals.push(trouble);
    const result = await client.safe.me();
    expect(result).toMatchObject({ ok: false, status: 'none', error: { kind: 'session', code: 'renewal_failed', cause: { code } } });
    if (code === 'unavailable') expect(result).toMatchObject({ error: { retryAfter: 7000 } });
    expect(client.session.get().state).toBe('signed-in');
    expect(events).toEqual([`renewal-failed: ${code}`]);
    expect(await client.safe.me()).toMatchObject({ ok: true });
  });

  test('that is refused ends the session', async () => {
    const { api, client, events, storage } = await signedIn();
    api.expire();
    api.renewals.push(denied);
    expect(await client.safe.me()).toMatchObject({ status: 401 });
    expect(client.session.get().state).toBe('signed-out');
    await expect.poll(() => storage.get()).toBeNull();
    expect(events).toEqual(['signed-out: refused']);
  });

  test('that brings no new refresh token keeps the old one', async () => {
    const { api, client } = await signedIn();
    api.renewals.push(() => json(200, { accessToken: 'new' }));
    await client.session.renew();
    expect(client.session.get().isRenewable).toBe(true);
    await client.session.renew();
    expect(api.seen.map(({ body }) => body['refreshToken'])).toEqual([undefined, 'refresh-1', 'refresh-1']);
  });

  test('whose answer comes after the sign-out is thrown away', async () => {
    const { api, client, storage } = await signedIn();
    const { promise, resolve: answer } = Promise.withResolvers<Response>();
    api.renewals.push(() => promise);
    api.expire();
    const call = client.safe.me();
    await expect.poll(() => api.paths().at(-1)).toBe('refresh');
    await client.session.signOut();
    answer(json(200, { accessToken: 'new', refreshToken: 'new' }));
    expect(await call).toMatchObject({ ok: false });
    expect(client.session.get().state).toBe('signed-out');
    expect(await storage.get()).toBeNull();
    expect(api.paths()).toEqual(['sign-in', 'me', 'refresh', 'sign-out']);
  });

  test('that a call did not wait for, because it was aborted, does not have it sent', async () => {
    const { api, client, events } = await signedIn();
    const { promise, resolve: answer } = Promise.withResolvers<Response>();
    api.renewals.push(() => promise);
    api.expire();
    const controller = new AbortController();
    const call = client.safe.me({ signal: controller.signal });
    await expect.poll(() => api.paths().at(-1)).toBe('refresh');
    controller.abort();
    expect(await call).toMatchObject({ status: 'none', error: { kind: 'aborted' } });
    answer(json(200, { accessToken: 'new', refreshToken: 'new' }));
    await expect.poll(() => events).toEqual(['renewed']);
    expect(await client.session.accessToken()).toBe('new');
    expect(api.paths()).toEqual(['sign-in', 'me', 'refresh']);
  });
});
