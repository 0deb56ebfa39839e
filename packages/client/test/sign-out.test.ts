import { expect, test } from 'vitest';
import { createFakeApi, json } from '../src/api.testing.ts';
import { createClient, memoryStorage } from '../src/index.ts';
import { baseUrl, credentials, setUp, signedIn } from '../src/session.testing.ts';

// What was under way when someone signed out, and comes later.

test('a session that the storage gives away late is not taken up', async () => {
  const { api, storage: kept } = await signedIn();
  const { promise: late, resolve: give } = Promise.withResolvers<void>();
  const get = async () => {
    const text = await kept.get();
    await late;
    return text;
  };
  const { client } = setUp(api, { ...kept, get });
  const ready = client.session.ready();
  const out = client.session.signOut();
  give();
  await Promise.all([ready, out]);
  expect(client.session.get().state).toBe('signed-out');
  expect(await client.safe.me()).toMatchObject({ error: { code: 'signed_out' } });
  expect(api.paths()).toEqual(['sign-in', 'sign-out']);
});

test('a session that the storage takes in late does not stay there', async () => {
  const api = createFakeApi();
  const kept = memoryStorage();
  const { promise: late, resolve: takeIn } = Promise.withResolvers<void>();
  const set = async (text: string) => {
    await late;
    await kept.set(text);
  };
  const client = createClient({ api: 'sign-in', baseUrl, fetch: api.fetch, storage: { ...kept, set }, timeout: 50 });
  // The storage takes longer than the call may.
  await client.safe.signIn(credentials);
  expect(client.session.get().state).toBe('signed-in');
  await client.session.signOut();
  takeIn();
  await expect.poll(() => kept.get()).toBeNull();
  // By then nothing is left to do that could put it there.
  await new Promise((resolve) => setTimeout(resolve));
  expect(kept.get()).toBeNull();
});

test('a call that waited for a renewal in vain is not sent with the token of before', async () => {
  let now = Date.UTC(2026, 0, 1);
  const clock = () => now;
  const { api, client } = await signedIn(createFakeApi({ clock }), undefined, clock);
  const { promise: answer, resolve: fail } = Promise.withResolvers<Response>();
  api.renewals.push(() => answer);
  now += 86_400_000 - 30_000;
  const call = client.safe.me();
  await expect.poll(() => api.paths().at(-1)).toBe('refresh');
  await client.session.signOut();
  fail(json(503, { statusCode: 503, message: 'no' }));
  expect(await call).toMatchObject({ status: 'none', error: { code: 'signed_out' } });
  expect(api.paths()).toEqual(['sign-in', 'refresh', 'sign-out']);
});
