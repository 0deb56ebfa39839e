import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { apis, type ApiName } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from './index.ts';

const credentials = { email: 'john.doe@example.com', password: 'password123' };
const denied = { statusCode: 401, message: 'Invalid email or password' };

/** A real server for one test. @returns its base URL */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that gives every request the same answer. */
function answer(status: number, body: string, headers: Record<string, string | number> = {}): Promise<string> {
  return serve((_, response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body));
}

async function signIn(baseUrl: string) {
  return createClient({ api: 'sign-in', baseUrl }).signIn({ body: credentials });
}

describe('the request', () => {
  async function record(call: (baseUrl: string) => Promise<unknown>): Promise<{ request: IncomingMessage; body: string }[]> {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const baseUrl = await serve(async (request, response) => {
      seen.push({ request, body: await text(request) });
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(denied));
    });
    await call(baseUrl);
    return seen;
  }

  test('goes to the path of the operation under the server path, as JSON, once', async () => {
    const seen = await record(signIn);
    expect(seen.map(({ request }) => [request.method, request.url])).toEqual([['POST', '/api/v1/auths/sign-in']]);
    expect(seen[0]?.request.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(credentials);
  });

  test('follows a base URL with a path and a slash, and an API at the root', async () => {
    const seen = await record(async (baseUrl) => {
      await signIn(`${baseUrl}/behind/proxy/`);
      await createClient({ api: 'platform', baseUrl: `${baseUrl}/` }).live();
    });
    expect(seen.map(({ request }) => [request.method, request.url])).toEqual([
      ['POST', '/behind/proxy/api/v1/auths/sign-in'],
      ['GET', '/livez'],
    ]);
  });

  test("carries the client's headers, and those of the call, which win", async () => {
    const seen = await record((baseUrl) => {
      const headers = { 'x-client': 'a', 'x-both': 'client' };
      return createClient({ api: 'platform', baseUrl, headers }).live({ headers: { 'x-both': 'call' } });
    });
    expect(seen[0]?.request.headers).toMatchObject({ 'x-client': 'a', 'x-both': 'call' });
  });

  test('is sent by the given fetch, or by the global one of the moment', async () => {
    const baseUrl = await answer(200, '{"status":"ok"}');
    const urls: string[] = [];
    const fetch = (request: Request) => {
      urls.push(request.url);
      return globalThis.fetch(request);
    };
    await createClient({ api: 'platform', baseUrl, fetch }).live();
    expect(urls).toEqual([`${baseUrl}/livez`]);
  });
});

describe('the result', () => {
  test('a documented status has its number and its body', async () => {
    expect(await signIn(await answer(401, JSON.stringify(denied), { 'x-request-id': 'r1' }))).toMatchObject({
      ok: false,
      status: 401,
      body: denied,
    });
    expect(await createClient({ api: 'platform', baseUrl: await answer(200, '{"status":"ok"}') }).live()).toMatchObject({
      ok: true,
      status: 200,
      body: { status: 'ok' },
    });
  });

  test('gives the headers', async () => {
    const { response } = await signIn(await answer(401, JSON.stringify(denied), { 'x-request-id': 'r1' }));
    expect(response.headers.get('x-request-id')).toBe('r1');
  });

  const broken: [title: string, status: number, body: string, headers?: Record<string, string | number>][] = [
    ['a 401 with Content-Length 0', 401, '', { 'content-length': 0 }],
    ['an empty 401', 401, ''],
    ['an empty 502', 502, ''],
    ['a 502 of a proxy', 502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }],
    ['an empty 200', 200, ''],
    ['a 200 with Content-Length 0', 200, '', { 'content-length': 0 }],
    ['a 204', 204, ''],
    ['the 200 of a captive portal', 200, '<html>Welcome</html>', { 'content-type': 'text/html' }],
    ['a JSON that ends too early', 200, '{"accessToken":'],
    ['a status that the contract does not name', 418, '{"teapot":true}'],
    ['a 2xx that the contract does not name', 201, '{"accessToken":"a"}'],
  ];

  test.each(broken)('%s is never a success', async (_, status, body, headers) => {
    const result = await signIn(await answer(status, body, headers));
    expect(result).toMatchObject({ ok: false, status: 'undocumented', body });
    expect(result.response.status).toBe(status);
  });
});

describe('no answer', () => {
  test('a network error rejects', async () => {
    const baseUrl = await serve((request) => void request.socket.destroy());
    await expect(signIn(baseUrl)).rejects.toThrow(TypeError);
  });

  test('a body that breaks off rejects', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"accessToken"', () => response.destroy());
    });
    await expect(signIn(baseUrl)).rejects.toThrow(TypeError);
  });

  test('an aborted call rejects with the reason', async () => {
    const baseUrl = await serve(() => undefined);
    const controller = new AbortController();
    const call = createClient({ api: 'platform', baseUrl }).live({ signal: controller.signal });
    const reason = new Error('the user left');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });
});

describe.each(Object.keys(apis) as ApiName[])('the client of %s', (api) => {
  test('has one method per operation of the document', () => {
    const ids = JSON.stringify(documents[api].paths).matchAll(/"operationId":"(\w+)"/g);
    expect(Object.keys(createClient({ api, baseUrl: 'http://127.0.0.1:1' })).toSorted()).toEqual([...ids].map(([, id]) => id).toSorted());
  });
});
