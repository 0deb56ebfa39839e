import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openConnection, readAnswers, sendRaw } from '../../test/raw.ts';
import { createHttpServer, listen, stop, type Limits } from './listen.ts';

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const slowPost = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{';
const soon = { headersTimeout: 200, requestTimeout: 400, keepAliveTimeout: 200, connectionsCheckingInterval: 50 };

async function serve(app: RequestListener, limits: Partial<Limits> = {}) {
  const server = createHttpServer(app, { 'X-Always': 'here' }, limits);
  const address = await listen(server, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => stop(server, 0));
  return { server, address };
}

const greet: RequestListener = (_request, response) => void response.end('hello');

/** Reads the body and then answers, like an API; says nothing to a body that breaks off. */
const readFirst: RequestListener = (request, response) => {
  request.resume().on('end', () => response.end('read'));
  request.on('error', () => {});
};

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost:'],
  ['a body', slowPost],
])('a client that is slow with %s gets 408 and loses its connection', async (_name, bytes) => {
  const { address } = await serve(readFirst, soon);
  const answers = await sendRaw(address, bytes);
  expect(answers).toStrictEqual([{ status: 408, headers: expect.anything(), body: '{"statusCode":408,"message":"Request Timeout"}' }]);
  const [{ headers } = { headers: new Headers() }] = answers;
  expect(Object.fromEntries(headers)).toStrictEqual({
    'cache-control': 'no-store',
    connection: 'close',
    'content-length': '46',
    'content-type': 'application/json; charset=utf-8',
    date: expect.any(String),
    'x-always': 'here',
  });
});

test('a connection that idles is closed', async () => {
  const { address } = await serve(greet, soon);
  expect(await sendRaw(address, get)).toMatchObject([{ status: 200, body: 'hello' }]);
});

test('a request that was answered before its body came is not answered a second time', async () => {
  const { address } = await serve(greet, soon);
  expect(await sendRaw(address, slowPost)).toMatchObject([{ status: 200 }]);
});

test('a bad request behind an answer that is half said is not answered inside it', async () => {
  const { address } = await serve((_request, response) => void response.writeHead(200, { 'Content-Length': '10' }).write('half'));
  const { socket, received, closed } = await openConnection(address);
  socket.write(get);
  await expect.poll(received).toContain('half');
  socket.write('nonsense\r\n\r\n');
  await closed;
  expect(received()).toMatch(/half$/);
});

test('a connection beyond the limit is closed, and there is room again when one ends', async () => {
  const { address } = await serve(greet, { maxConnections: 2 });
  const first = await openConnection(address);
  await openConnection(address);
  const third = await openConnection(address);
  third.socket.write(get);
  await third.closed;
  expect(third.received()).toBe('');
  first.socket.destroy();
  await expect.poll(async () => (await fetch(address).catch(() => undefined))?.status).toBe(200);
});

test('a client that resets its connection in the middle of anything harms nobody', async () => {
  const { address } = await serve(readFirst);
  for (const bytes of ['', 'GET', slowPost, get, 'nonsense\r\n\r\n']) {
    const { socket, closed } = await openConnection(address);
    socket.write(bytes, () => socket.resetAndDestroy());
    await closed;
  }
  expect((await fetch(address)).status).toBe(200);
});

test('says which port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(listen(createHttpServer(greet), { port, host: '127.0.0.1' })).rejects.toThrow(`PORT ${port} on 127.0.0.1 is in use`);
});

test('stopping answers what was asked, tells the clients to go, closes what idles and takes no more', async () => {
  const waiting: (() => void)[] = [];
  const { server, address } = await serve((_request, response) => void waiting.push(() => void response.end('late')));
  const idle = await openConnection(address);
  const asked = await Promise.all(Array.from({ length: 20 }, () => openConnection(address)));
  for (const { socket } of asked) socket.write(get);
  await expect.poll(() => waiting.length).toBe(20);
  const stopped = stop(server, 60_000);
  expect(await idle.closed).toBeUndefined();
  expect((await openConnection(address)).socket.destroyed).toBe(true);
  for (const answer of waiting) answer();
  await stopped;
  for (const { closed, received } of asked) {
    expect(await closed).toBeUndefined();
    const [answer] = readAnswers(received());
    expect([answer?.status, answer?.headers.get('Connection'), answer?.body]).toStrictEqual([200, 'close', 'late']);
  }
});

test('stopping waits for an answer that has begun, and not for the next request on its connection', async () => {
  const { promise: rest, resolve: sayRest } = Promise.withResolvers<void>();
  const { server, address } = await serve(
    (_request, response) => {
      response.writeHead(200, { 'Content-Length': '8' }).write('half');
      void rest.then(() => response.end('half'));
    },
    { keepAliveTimeout: 60_000 },
  );
  const { socket, received, closed } = await openConnection(address);
  socket.write(get);
  await expect.poll(received).toContain('half');
  const stopped = stop(server, 60_000);
  // After the moment in which everything else that idles is closed.
  setTimeout(sayRest, 500);
  await stopped;
  await closed;
  expect(received()).toMatch(/halfhalf$/);
});

test('stopping cuts off what takes longer than the deadline', async () => {
  const { server, address } = await serve(() => {});
  const { socket, closed } = await openConnection(address);
  socket.write(get);
  await once(server, 'request');
  await stop(server, 100);
  await closed;
  expect(socket.destroyed).toBe(true);
});

test('a request on a connection from before the stop is answered, as its last', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { server, address } = await serve(
    (request, response) => void (request.url === '/first' ? gate.then(() => response.end()) : response.end('second')),
  );
  const { socket, received, closed } = await openConnection(address);
  // Two in one segment: the second is read when the first has been answered.
  socket.write(`${get.replace('/', '/first')}${get}`);
  await once(server, 'request');
  const stopped = stop(server, 60_000);
  open();
  await Promise.all([stopped, closed]);
  expect(readAnswers(received()).at(-1)?.headers.get('Connection')).toBe('close');
});
