import { describe, expect, test } from 'vitest';
import { json } from './api.testing.ts';
import { createRawClient } from './raw.ts';

const user = { rol: 'admin' };

describe('createRawClient', () => {
  test("is openapi-fetch's client under the API's own path, with the names of the wire", async () => {
    const seen: Request[] = [];
    const fetch = async (request: Request) => (seen.push(request), json(200, user));
    const client = createRawClient({ api: 'sign-in', baseUrl: 'https://id.example.com/', fetch, headers: { 'x-client': 'a' } });
    const { data, response } = await client.GET('/me');
    expect([data?.rol, response.status]).toEqual(['admin', 200]);
    expect(seen.map(({ url, method, redirect, headers }) => [url, method, redirect, headers.get('x-client')])).toEqual([
      ['https://id.example.com/api/v1/auths/me', 'GET', 'error', 'a'],
    ]);
  });

  test('sends a body, and gives an error by its status', async () => {
    const fetch = async (request: Request) => json(401, { statusCode: 401, message: await request.text() });
    const client = createRawClient({ api: 'sign-in', baseUrl: 'https://id.example.com', fetch });
    const { error } = await client.POST('/sign-in', { body: { email: 'a@b.example', password: 'secret' } });
    expect(error?.message).toBe('{"email":"a@b.example","password":"secret"}');
  });

  test('takes the fetch of the moment', async () => {
    const client = createRawClient({ api: 'platform', baseUrl: 'https://id.example.com' });
    const before = globalThis.fetch;
    globalThis.fetch = async () => json(200, { status: 'ok' });
    try {
      expect((await client.GET('/livez')).data).toEqual({ status: 'ok' });
    } finally {
      globalThis.fetch = before;
    }
  });

  test('sends no password in the clear', () => {
    expect(() => createRawClient({ api: 'login', baseUrl: 'http://id.example.com' })).toThrow(TypeError);
  });
});
