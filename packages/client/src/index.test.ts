import { getEventListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { apis, type ApiName } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from './index.ts';
import { serve } from './serve.testing.ts';

const credentials = { email: 'john.doe@example.com', password: 'password123' };
const denied = { statusCode: 401, message: 'Invalid email or password' };

/** A server that gives every request the same answer. */
function answer(status: number, body: string, headers: Record<string, string | number> = {}): Promise<string> {
  return serve(
    onTestFinished,
    (_, response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
  );
}

async function signIn(baseUrl: string) {
  return createClient({ api: 'sign-in', baseUrl }).safe.signIn(credentials);
}

describe('the request', () => {
  async function record(call: (baseUrl: string) => Promise<unknown>): Promise<{ request: IncomingMessage; body: string }[]> {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const baseUrl = await serve(onTestFinished, async (request, response) => {
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
      await createClient({ api: 'platform', baseUrl: `${baseUrl}/` }).safe.live();
    });
    expect(seen.map(({ request }) => [request.method, request.url])).toEqual([
      ['POST', '/behind/proxy/api/v1/auths/sign-in'],
      ['GET', '/livez'],
    ]);
  });

  test("carries the client's headers, and those of the call, which win", async () => {
    const seen = await record((baseUrl) => {
      const headers = { 'x-client': 'a', 'x-both': 'client' };
      return createClient({ api: 'platform', baseUrl, headers }).safe.live({ headers: { 'x-both': 'call' } });
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
    expect(await createClient({ api: 'platform', baseUrl: await answer(200, '{"status":"ok"}') }).safe.live()).toMatchObject({
      ok: true,
      status: 200,
      body: { status: 'ok' },
    });
  });

  test('gives the headers', async () => {
    const result = await signIn(await answer(401, JSON.stringify(denied), { 'x-request-id': 'r1' }));
    expect(result).toMatchObject({ requestId: 'r1', error: { requestId: 'r1' } });
    expect(result.status === 401 && result.headers.get('x-request-id')).toBe('r1');
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
    expect(result).toMatchObject({ ok: false, status: 'undocumented', body, error: { kind: 'undocumented', status } });
  });
});

describe('no answer', () => {
  const network = { ok: false, status: 'none', error: { kind: 'network', code: 'network', operation: 'signIn' } };

  test('of a network that fails', async () => {
    const baseUrl = await serve(onTestFinished, (request) => void request.socket.destroy());
    expect(await signIn(baseUrl)).toMatchObject(network);
  });

  test('whose body ends: it breaks off', async () => {
    const baseUrl = await serve(onTestFinished, (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"accessToken"', () => response.destroy());
    });
    expect(await signIn(baseUrl)).toMatchObject(network);
  });

  test('because the caller aborted', async () => {
    const baseUrl = await serve(onTestFinished, () => undefined);
    const controller = new AbortController();
    const call = createClient({ api: 'platform', baseUrl }).safe.live({ signal: controller.signal });
    const reason = new Error('the user left');
    controller.abort(reason);
    expect(await call).toMatchObject({ ok: false, status: 'none', error: { kind: 'aborted', cause: reason } });
  });

  test('in time: neither the head nor the whole body', async () => {
    const silent = await serve(onTestFinished, () => undefined);
    const slow = await serve(onTestFinished, (_, response) => void response.writeHead(200).write('{'));
    for (const baseUrl of [silent, slow]) {
      const result = await createClient({ api: 'platform', baseUrl }).safe.live({ timeout: 100 });
      expect(result).toMatchObject({ ok: false, status: 'none', error: { kind: 'timeout', code: 'timeout' } });
    }
  });

  test('leaves nothing behind at the signal, nor does an answer', async () => {
    const { signal } = new AbortController();
    const client = createClient({ api: 'platform', baseUrl: await answer(200, '{"status":"ok"}') });
    expect(await client.safe.live({ signal })).toMatchObject({ ok: true });
    expect(await client.safe.live({ signal, timeout: 0 })).toMatchObject({ error: { kind: 'timeout' } });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('because it was aborted before: nothing is sent', async () => {
    const fetch = () => Promise.reject(new Error('sent'));
    const client = createClient({ api: 'platform', baseUrl: 'https://a.example', fetch });
    await expect(client.live({ signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe.each(Object.keys(apis) as ApiName[])('the client of %s', (api) => {
  test('has one method per operation of the document', () => {
    const ids = JSON.stringify(documents[api].paths).matchAll(/"operationId":"(\w+)"/g);
    const operations = [...ids].map(([, id]) => id).toSorted();
    const client = createClient({ api, baseUrl: 'http://127.0.0.1:1' });
    expect(Object.keys(client.safe).toSorted()).toEqual(operations);
    const more = ['api', 'safe', ...(apis[api].session ? ['session'] : [])];
    expect(Object.keys(client).toSorted()).toEqual([...operations, ...more].toSorted());
  });
});
