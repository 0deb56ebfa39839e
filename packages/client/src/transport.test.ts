import type { ApiName } from '@countersign/contracts';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HeadersInput } from './client.ts';
import { createFrom } from './create-from.ts';
import { createClient } from './index.ts';
import { serve } from './serve.testing.ts';

const operations = {
  change: { method: 'patch', path: '/things/{id}', responses: { 204: 'none' }, fields: ['name'] },
  find: { method: 'get', path: '/things', responses: { 204: 'none' } },
} as const;

type Call = (...input: unknown[]) => Promise<unknown>;

/** What is sent by a client of an API with parameters, which none here has. */
async function sent(id: keyof typeof operations, input: unknown[], headers?: HeadersInput): Promise<Request> {
  const seen: Request[] = [];
  const fetch = async (request: Request) => {
    seen.push(request);
    return new Response(null, { status: 204 });
  };
  const options = { baseUrl: 'https://id.example.com/', fetch, ...(headers && { headers }) };
  const client = createFrom({ api: 'platform', operations, serverPath: '/v1' }, options);
  await (client as unknown as Record<string, Call>)[id]?.(...input);
  expect(seen).toHaveLength(1);
  return seen[0] as Request;
}

describe('a request', () => {
  test('has its parameters in the path and in the query, and its method in capitals', async () => {
    const params = { path: { id: 'a/b ü' }, query: { tag: ['x', 'y&z'], page: 2, none: undefined } };
    const { method, url } = await sent('change', [{}, { params }]);
    expect([method, url]).toEqual(['PATCH', 'https://id.example.com/v1/things/a%2Fb%20%C3%BC?tag=x&tag=y%26z&page=2']);
  });

  test('with a body says that it is JSON and follows no redirect', async () => {
    const request = await sent('change', [{ name: 'ü' }]);
    expect(await request.text()).toBe('{"name":"ü"}');
    expect(request.redirect).toBe('error');
    expect(Object.fromEntries(request.headers)).toEqual({ 'content-type': 'application/json' });
  });

  test('without one says nothing and follows', async () => {
    for (const request of [await sent('find', []), await sent('find', [{ headers: {} }]), await sent('change', [])]) {
      expect([request.body, request.redirect, [...request.headers]]).toEqual([null, 'follow', []]);
    }
  });

  test('takes headers from the client, the call and the parameters; the last one wins, and undefined is none', async () => {
    const own = new Headers({ 'X-A': 'client', 'x-b': 'client', 'content-type': 'application/json; charset=utf-8' });
    const input = { headers: { 'x-a': 'call', 'x-c': undefined, 'x-d': 'call' }, params: { header: { 'x-d': 'parameter' } } };
    const { headers } = await sent('change', [{}, input], own);
    expect(Object.fromEntries(headers)).toEqual({
      'x-a': 'call',
      'x-b': 'client',
      'x-d': 'parameter',
      'content-type': 'application/json; charset=utf-8',
    });
    expect((await sent('find', [], { 'x-a': 'client' })).headers.get('x-a')).toBe('client');
  });

  test('that cannot be made is wrong use, not a result', async () => {
    await expect(sent('find', [{ headers: { 'not a name': '1' } }])).rejects.toThrow(TypeError);
  });
});

describe('where it sends', () => {
  test.each([
    'http://id.example.com',
    'http://localhost.example.com',
    'http://localhost@a.example',
    'ftp://localhost',
    '//a.example',
    'a.example',
  ])('%s is refused', (baseUrl) => {
    expect(() => createClient({ api: 'sign-in', baseUrl })).toThrow(TypeError);
  });

  test.each(['https://id.example.com', 'http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:1/x', '', '/behind'])(
    '%s is taken',
    (baseUrl) => {
      expect(createClient({ api: 'sign-in', baseUrl })).toHaveProperty('signIn');
    },
  );

  test('no API that the contract has not', () => {
    for (const api of ['sign_in', 'constructor', ''])
      expect(() => createClient({ api: api as ApiName, baseUrl: 'https://id.example.com' })).toThrow(`no API is called ${api}`);
  });

  test('credentials follow no redirect', async () => {
    const seen: string[] = [];
    const away = await serve(onTestFinished, (request, response) => {
      seen.push(String(request.url));
      response.end();
    });
    const baseUrl = await serve(onTestFinished, (_, response) => void response.writeHead(307, { location: away }).end());
    expect(await createClient({ api: 'sign-in', baseUrl }).safe.signIn({ username: 'a', password: 'b' })).toMatchObject({
      status: 'none',
      error: { kind: 'network' },
    });
    expect(seen).toEqual([]);
    // What carries none may be moved.
    await createClient({ api: 'platform', baseUrl }).safe.live();
    expect(seen).toEqual(['/']);
  });
});
