import { createClient } from '@countersign/client';
import { createValidate } from '@countersign/client/validate';
import { expect, test } from 'vitest';
import { good, start } from './mock.testing.ts';

// Every answer is also held against its schema.
const validate = createValidate({ mode: 'throw' });

test('a session of the sign-in API: sign in, me, renew, me again, sign out', async () => {
  const { url: baseUrl, log } = await start();
  const client = createClient({ api: 'sign-in', baseUrl, validate });
  const { user } = await client.signIn(good);
  expect(user).toMatchObject({ username: 'johndoe', role: 'admin' });
  expect(await client.me()).toStrictEqual(user);
  expect((await client.session.renew()).state).toBe('signed-in');
  expect(await client.me()).toStrictEqual(user);
  await client.session.signOut();
  expect(client.session.get().state).toBe('signed-out');
  expect(log.map(({ operationId, status, example }) => `${operationId} ${status} ${example}`)).toStrictEqual([
    'signIn 200 byEmail',
    'me 200 signedIn',
    'refresh 200 refreshed',
    'me 200 signedIn',
    'signOut 204 signedOut',
  ]);
});

test('a session of the login API: log in, me, log out', async () => {
  const { url: baseUrl, log } = await start();
  const client = createClient({ api: 'login', baseUrl, validate });
  const { data } = await client.login(good);
  expect(data.user.email).toBe('john.doe@example.com');
  expect((await client.currentUser()).data.user).toStrictEqual(data.user);
  await client.session.signOut();
  expect(client.session.get().state).toBe('signed-out');
  expect(log.map(({ operationId, status, example }) => `${operationId} ${status} ${example}`)).toStrictEqual([
    'login 200 byEmail',
    'currentUser 200 loggedIn',
    'logout 204 loggedOut',
  ]);
});

test('refusals reach the caller as the contract words them', async () => {
  const { url: baseUrl } = await start();
  const client = createClient({ api: 'sign-in', baseUrl, validate });
  const wrong = await client.safe.signIn({ ...good, password: 'password124' });
  expect(wrong).toMatchObject({ status: 401, error: { code: 'unauthorized' } });
  const inactive = await client.safe.signIn({ email: 'jane.roe@example.com', password: 'password123' });
  expect(inactive).toMatchObject({ status: 403, error: { code: 'forbidden' } });
  const limited = await client.safe.signIn(good, { headers: { Prefer: 'example=tooManyAttempts' } });
  expect(limited).toMatchObject({ status: 429, error: { code: 'too_many_requests', retryAfter: 1000 } });
});
