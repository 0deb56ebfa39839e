import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SentRequest } from '../exchange.ts';
import { closers, listen } from './raw-server.testing.ts';
import { send } from './send.ts';

const options = { timeout: 5000, maxBytes: 1000 };
function toRequest(url: string, request: Partial<SentRequest> = {}): SentRequest {
  return { method: 'GET', url, headers: [], body: undefined, ...request };
}
async function answerOf(url: string, more: Partial<typeof options> = {}) {
  return (await send(toRequest(url), { ...options, ...more })).answer;
}

describe('a server that', () => {
  test('answers is read as it stands', async () => {
    const url = await listen((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: /x\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nhi'),
    );
    const exchange = await send(toRequest(url), options);
    expect(exchange.answer).toStrictEqual({
      status: 302,
      headers: [
        ['Location', '/x'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['Content-Length', '2'],
      ],
      body: Buffer.from('hi'),
    });
    expect(exchange.duration).toBeGreaterThan(0);
  });
  test('is not there refuses', async () => {
    expect(await answerOf('http://127.0.0.1:1/')).toStrictEqual({
      kind: 'refused',
      message: 'connection refused: nothing listens there (ECONNREFUSED)',
    });
  });
  test('has no such name is not called refused', async () => {
    expect(await answerOf('http://nowhere.invalid/')).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^unknown host: /) as string,
    });
  });
  test.each([
    ['closes then', 'Connection: close\r\n', 'GET', 204],
    ['says nothing of its connection', '', 'GET', 204],
    ['tells its length', 'Content-Length: 5\r\n', 'GET', 304],
    ['is asked for the headers alone', 'Content-Length: 5\r\n', 'HEAD', 200],
  ])('sends a body where there is none is read to its end, if it %s', async (_title, header, method, status) => {
    const url = await listen((socket) => {
      socket.write(`HTTP/1.1 ${status} X\r\n${header}\r\n`);
      setImmediate(() => socket.end('hello'));
    });
    expect((await send(toRequest(url, { method }), options)).answer).toMatchObject({ status, body: Buffer.from('hello') });
    const atOnce = await listen((socket) => socket.end(`HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 ${status} X\r\n${header}\r\nhello`));
    expect((await send(toRequest(atOnce, { method }), options)).answer).toMatchObject({ status, body: Buffer.from('hello') });
  });
  test('sends no body where there is none has none', async () => {
    const url = await listen((socket) => socket.write('HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n'));
    expect(await answerOf(url)).toMatchObject({ status: 204, body: Buffer.alloc(0) });
  });
  test('hangs before its headers times out', async () => {
    const url = await listen(() => {});
    expect(await answerOf(url, { timeout: 100 })).toStrictEqual({ kind: 'timeout', message: 'no answer within 0.1 s' });
  });
  test('hangs within its headers times out', async () => {
    const url = await listen((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Le'));
    expect(await answerOf(url, { timeout: 100 })).toMatchObject({ kind: 'timeout', message: 'no answer within 0.1 s' });
  });
  test('hangs within its body times out', async () => {
    const url = await listen((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
    expect(await answerOf(url, { timeout: 100 })).toStrictEqual({
      kind: 'timeout',
      message: 'the body did not end within 0.1 s (3 bytes came)',
    });
  });
  test('drips its body forever times out, although something always comes', async () => {
    const url = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const timer = setInterval(() => socket.write('.'), 10);
      closers.push(() => clearInterval(timer));
    });
    expect(await answerOf(url, { timeout: 150 })).toMatchObject({ kind: 'timeout' });
  });
  test('closes without an answer', async () => {
    const url = await listen((socket) => socket.destroy());
    expect(await answerOf(url)).toMatchObject({ kind: 'closed', message: 'the connection was closed without an answer' });
  });
  test('resets the connection', async () => {
    const url = await listen((socket) => socket.resetAndDestroy());
    expect(await answerOf(url)).toMatchObject({ kind: 'closed' });
  });
  test('closes in the middle of its body', async () => {
    const url = await listen((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
    expect(await answerOf(url)).toStrictEqual({
      kind: 'closed',
      message: 'the connection was closed in the middle of the body (3 bytes came)',
    });
  });
  test('closes in the middle of its chunks', async () => {
    const url = await listen((socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'));
    expect(await answerOf(url)).toMatchObject({ kind: 'closed' });
  });
  test.each([
    ['speaks something else', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['sends two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
    ['sends a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['sends more than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc'],
  ])('%s does not speak HTTP', async (_title, bytes) => {
    const url = await listen((socket) => socket.write(bytes));
    expect(await answerOf(url)).toMatchObject({ kind: 'not-http', message: expect.stringMatching(/^not a valid HTTP answer: \w/) });
  });
  test('never stops is left alone at the limit', async () => {
    const url = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = () => {
        while (socket.writable && socket.write('x'.repeat(65_536)));
      };
      socket.on('drain', pour);
      pour();
    });
    expect(await answerOf(url)).toStrictEqual({ kind: 'too-large', message: 'the body is larger than 1000 bytes' });
  });
  test('sends endless headers is left alone', async () => {
    const url = await listen((socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`));
    expect(await answerOf(url)).toMatchObject({ kind: 'too-large' });
  });
  test('does not speak TLS is told from one that does', async () => {
    const url = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await answerOf(url.replace('http:', 'https:'))).toMatchObject({ kind: 'not-http' });
  });
});

describe('a request', () => {
  test('goes out with its method, its headers and its body, and no header of its own but three', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const url = await listen((socket, request) => {
      resolve(request);
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    const headers = [
      ['x-odd', 'a'],
      ['X-Odd', 'b'],
    ] as const;
    await send(toRequest(`${url}/A/../b?c=%2F[]`, { method: 'BREW', headers, body: Buffer.from('tea') }), options);
    const { port } = new URL(url);
    expect((await promise).split('\r\n')).toStrictEqual([
      'BREW /A/../b?c=%2F[] HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'x-odd: a',
      'x-odd: b',
      'Content-Length: 3',
      'Connection: close',
      '',
      'tea',
    ]);
  });
  test.each(['GET', 'DELETE', 'TRACE', 'OPTIONS'])('of %s may have a body', async (method) => {
    const server = http.createServer((request, response) => request.on('data', (data) => response.end(data)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { answer } = await send(toRequest(url, { method, body: Buffer.from('{}') }), options);
    expect(answer).toMatchObject({ status: 200, body: Buffer.from('{}') });
  });
  test('that HTTP cannot carry is not sent', async () => {
    const { answer } = await send(toRequest('http://127.0.0.1:1/', { headers: [['X', 'a\nb']] }), options);
    expect(answer).toMatchObject({ kind: 'unsendable' });
  });
  test('ends with its signal', async () => {
    const controller = new AbortController();
    const url = await listen(() => controller.abort());
    const { answer } = await send(toRequest(url), { ...options, signal: controller.signal });
    expect(answer).toStrictEqual({ kind: 'closed', message: 'interrupted' });
  });
});
