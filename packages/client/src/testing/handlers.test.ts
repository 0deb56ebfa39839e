import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../index.ts';
import { handlers } from './index.ts';

// Nobody listens here.
const baseUrl = 'http://127.0.0.1:9/behind/proxy';
const credentials = { email: 'john.doe@example.com', password: 'password123' };
const mock = handlers({ api: 'sign-in', baseUrl });
const server = setupServer(...mock);
// Made before the mock begins to listen.
const client = createClient({ api: 'sign-in', baseUrl });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('all handlers of an API', () => {
  test('carry a session from sign-in to sign-out', async () => {
    const { user } = await client.signIn(credentials);
    expect(await client.me()).toEqual(user);
    expect((await client.session.renew()).state).toBe('signed-in');
    expect((await client.me()).role).toBe('admin');
    await client.session.signOut();
    expect(client.session.get().state).toBe('signed-out');
  });

  test('answer what no example shows: a success, else what the path, the method or a missing token asks for', async () => {
    expect((await client.safe.signIn({ username: 'someone', password: 'something' })).status).toBe(200);
    const statuses = ['/me', '/sign-in', '/elsewhere'].map(async (path) => (await fetch(`${baseUrl}/api/v1/auths${path}`)).status);
    expect(await Promise.all(statuses)).toEqual([401, 405, 404]);
    const large = await fetch(`${baseUrl}/api/v1/auths/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ' '.repeat(20_000),
    });
    expect(large.status).toBe(413);
  });

  test('a token that no example shows is good, whatever else the request says', async () => {
    server.use(...handlers({ api: 'login', baseUrl }));
    const headers = { Authorization: 'Bearer another', Accept: 'application/json' };
    expect((await fetch(`${baseUrl}/api/v1/auth/me`, { headers })).status).toBe(200);
    expect((await fetch(`${baseUrl}/api/v1/auth/me`, { headers: { Accept: 'application/json' } })).status).toBe(401);
  });

  test('the order of the properties does not matter, nor that JSON is said to be in UTF-8', async () => {
    const body = '{ "password": "password124", "email": "john.doe@example.com" }';
    const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
    expect((await fetch(`${baseUrl}/api/v1/auths/sign-in`, { method: 'POST', headers, body })).status).toBe(401);
  });
});

describe('a handler by the name of an example', () => {
  test('answers every call so, with the headers of the contract', async () => {
    server.use(mock.signIn.tooManyAttempts());
    const result = await client.safe.signIn(credentials);
    expect(result).toMatchObject({ status: 429, body: { statusCode: 429 }, error: { retryAfter: 1000 } });
    expect((await client.safe.signIn(credentials)).status).toBe(429);
  });

  test('once, and then no more', async () => {
    server.use(mock.signIn.wrongPassword({ once: true }));
    const first = await client.safe.signIn(credentials);
    expect([first.status, first.status === 401 && first.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    expect((await client.safe.signIn(credentials)).status).toBe(200);
  });

  test('with another body and other headers', async () => {
    server.use(
      mock.signIn.byEmail({
        body: (shown) => ({ ...shown, user: { ...shown.user, rol: 'clerk' } }),
        headers: { 'X-Request-Id': 'r1', 'Cache-Control': null },
      }),
    );
    const result = await client.safe.signIn(credentials);
    expect(result).toMatchObject({ ok: true, requestId: 'r1', body: { user: { role: 'clerk', username: 'johndoe' } } });
    expect(result.ok && result.headers.get('Cache-Control')).toBeNull();
    server.use(mock.signIn.byEmail({ body: (shown) => Object.assign(shown, { user: Object.assign(shown.user, { rol: 'clerk' }) }) }));
    expect((await client.signIn(credentials)).user.role).toBe('clerk');
    // What a change did to its own copy is not shown to the next.
    server.use(mock.signIn.byEmail());
    expect((await client.signIn(credentials)).user.role).toBe('admin');
  });
});
