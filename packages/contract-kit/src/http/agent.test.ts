import { describe, expect, test } from 'vitest';
import { createAgent } from './agent.ts';
import { closers, listen } from './raw-server.testing.ts';
import { send } from './send.ts';

const options = { timeout: 5000, maxBytes: 1000 };
const toRequest = (url: string) => ({ method: 'GET', url, headers: [], body: undefined });

describe('a connection that is kept', () => {
  const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
  test('is used again', async () => {
    const agent = createAgent();
    closers.push(() => agent.close());
    const seen: number[] = [];
    const url = await listen((socket, _request, connection) => {
      seen.push(connection);
      socket.write(ok);
    });
    for (const _ of [1, 2]) await send(toRequest(url), { ...options, agent });
    expect(seen).toStrictEqual([1, 1]);
  });
  test('and that the server closes in the moment of its next use is opened again, once', async () => {
    const agent = createAgent();
    closers.push(() => agent.close());
    const seen: number[] = [];
    const url = await listen((socket, _request, connection) => {
      seen.push(connection);
      if (seen.length === 2 || seen.length > 3) socket.resetAndDestroy();
      else socket.write(ok);
    });
    await send(toRequest(url), { ...options, agent });
    expect((await send(toRequest(url), { ...options, agent })).answer).toMatchObject({ status: 200 });
    expect(seen).toStrictEqual([1, 1, 2]);
    expect((await send(toRequest(url), { ...options, agent })).answer).toMatchObject({ kind: 'closed' });
  });
  test('is not used again after an answer that must not have a body', async () => {
    const agent = createAgent();
    closers.push(() => agent.close());
    const seen: number[] = [];
    const url = await listen((socket, _request, connection) => {
      seen.push(connection);
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    for (const _ of [1, 2]) expect((await send(toRequest(url), { ...options, agent })).answer).toMatchObject({ status: 204 });
    expect(seen).toStrictEqual([1, 2]);
  });
  test('is not opened again if the server closes a fresh one', async () => {
    const seen: number[] = [];
    const url = await listen((socket, _request, connection) => {
      seen.push(connection);
      socket.resetAndDestroy();
    });
    expect((await send(toRequest(url), options)).answer).toMatchObject({ kind: 'closed' });
    expect(seen).toStrictEqual([1]);
  });
});
