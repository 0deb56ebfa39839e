import { once } from 'node:events';
import { connect } from 'node:net';
import { documents } from '@countersign/contracts/documents';
import { expect, test } from 'vitest';
import { good, post, signIn, start } from '../test/mock.testing.ts';
import { createMock } from './mock.ts';

test('other contracts lose no request, and the next one gets their answer', { timeout: 20_000 }, async () => {
  const { url, replace } = await start();
  const others = JSON.parse(JSON.stringify(documents).replaceAll('"firstName":"John"', '"firstName":"Joan"')) as typeof documents;
  const nameOf = async (response: Response) => ((await response.json()) as { user: { firstName: string } }).user.firstName;
  const names: string[] = [];
  const over = new AbortController();
  const ask = async () => {
    while (!over.signal.aborted) names.push(await nameOf(await post(url + signIn, good)));
  };
  const askers = Array.from({ length: 8 }, ask);
  for (let turn = 0; turn < 10; turn++) {
    const isOther = turn % 2 === 0;
    replace(isOther ? others : documents);
    expect(await nameOf(await post(url + signIn, good))).toBe(isOther ? 'Joan' : 'John');
  }
  over.abort();
  await Promise.all(askers);
  expect(names.length).toBeGreaterThan(20);
  expect(new Set(names)).toStrictEqual(new Set(['John', 'Joan']));
});

test('a request that has begun is answered by the contracts it came to', async () => {
  const { url, replace } = await start();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST ${signIn} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 61\r\n\r\n`);
  // Asked and answered on another connection, so the first has arrived.
  await fetch(`${url}/livez`);
  replace({ platform: documents.platform });
  expect((await post(url + signIn, good)).status).toBe(404);
  socket.write(JSON.stringify(good).padEnd(61));
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  expect(chunk.toString()).toMatch(/^HTTP\/1\.1 200 OK/);
  socket.destroy();
});

test('closing waits for answers, not for senders', async () => {
  let closing: Promise<void> | undefined;
  const media = {
    schema: { type: 'string' },
    // Read while a request is answered.
    get example() {
      closing ??= mock.close();
      return 'still here';
    },
  };
  const responses = { 200: { description: '', content: { 'text/plain': media } } };
  const mock = await createMock({ documents: { slow: { openapi: '3.1.0', paths: { '/slow': { get: { responses } } } } } });
  const { hostname, port } = new URL(mock.url);
  const stalled = connect(Number(port), hostname);
  stalled.write('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
  await once(stalled, 'connect');
  const ended = once(stalled, 'close');
  expect(await (await fetch(`${mock.url}/slow`)).text()).toBe('still here');
  const since = performance.now();
  await closing;
  await ended;
  // Not as long as the connection of that answer would be kept.
  expect(performance.now() - since).toBeLessThan(3_000);
  await expect(fetch(`${mock.url}/slow`)).rejects.toThrow('fetch failed');
});

test('who goes away before the answer is missed by nobody', async () => {
  const { url, close, log } = await start();
  const { hostname, port } = new URL(url);
  for (const [head, body] of [
    [`Content-Length: 99`, '{'],
    ['Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['Content-Length: 2', '{}'],
  ]) {
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${signIn} HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`);
    await once(socket, 'connect');
    socket.resetAndDestroy();
    await once(socket, 'close');
  }
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  await close();
  expect(log.filter(({ path }) => path === '/livez')).toHaveLength(1);
});

test('a port that is taken is told', async () => {
  const { url } = await start();
  await expect(createMock({ documents, port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('its log says neither bodies nor queries nor tokens', async () => {
  const { url, log } = await start();
  await post(`${url + signIn}?token=s3cret`, { ...good, password: 's3cret' }, { authorization: 'Bearer s3cret' });
  await post(url + signIn, { s3cret: 1 }, { prefer: 'code=s3cret' });
  await fetch(`${url}/api/v1/auths/me`, { headers: { authorization: 's3cret' } });
  expect(log).toHaveLength(3);
  expect(JSON.stringify(log)).not.toContain('s3cret');
});
