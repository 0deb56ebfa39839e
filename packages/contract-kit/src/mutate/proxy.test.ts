import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { SentRequest } from '../exchange.ts';
import { closers } from '../http/raw-server.testing.ts';
import { send } from '../http/send.ts';
import { openProxy } from './proxy.ts';
import type { Wire } from './wire.ts';

const good: Wire = { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from('{"a":1}') };
const limits = { timeout: 2_000, maxBytes: 1_000 };

/** What a client gets, and what the proxy was asked. */
async function ask(wire: Wire | undefined, request: Partial<SentRequest> = {}) {
  const asked: SentRequest[] = [];
  const proxy = await openProxy(async (incoming) => {
    asked.push(incoming);
    return wire;
  });
  closers.push(() => proxy.close());
  const { answer } = await send(
    {
      method: 'GET',
      url: `${proxy.url}/a?b=%20c`,
      headers: [],
      body: undefined,
      ...request,
      ...(request.url && { url: proxy.url + request.url }),
    },
    limits,
  );
  return { answer, asked };
}

describe('the proxy', () => {
  test('hands a request on as it stands, without what belongs to the connection', async () => {
    const body = Buffer.from('{"ä":1}');
    const { asked } = await ask(good, {
      method: 'PUT',
      url: '//A%2f?x=1&x=2',
      headers: [
        ['X-B', '1'],
        ['X-B', '2'],
      ],
      body,
    });
    expect(asked).toStrictEqual([
      {
        method: 'PUT',
        url: '//A%2f?x=1&x=2',
        headers: [
          ['X-B', '1'],
          ['X-B', '2'],
        ],
        body,
      },
    ]);
  });
  test('tells an empty body from none', async () => {
    expect((await ask(good, { method: 'POST', body: Buffer.alloc(0) })).asked[0]?.body).toStrictEqual(Buffer.alloc(0));
    expect((await ask(good)).asked[0]?.body).toBeUndefined();
  });
  test('answers with headers of one name as often as it is told', async () => {
    const { answer } = await ask({
      ...good,
      headers: [
        ['X-A', '1'],
        ['X-A', '1'],
      ],
    });
    expect(answer).toMatchObject({
      status: 200,
      headers: [
        ['X-A', '1'],
        ['X-A', '1'],
        ['Content-Length', '7'],
        ['Connection', 'close'],
      ],
    });
  });
  test('says a length that is not the one of the body', async () => {
    expect((await ask({ ...good, length: 20 })).answer).toMatchObject({ kind: 'closed' });
    expect((await ask({ ...good, length: 3 })).answer).toMatchObject({ kind: 'not-http' });
  });
  test('gives 204 a length, and HEAD no body', async () => {
    const { answer } = await ask({ status: 204, headers: [], body: Buffer.from('{}'), length: 2 });
    expect(answer).toMatchObject({
      status: 204,
      headers: [
        ['Content-Length', '2'],
        ['Connection', 'close'],
      ],
    });
    expect((await ask(good, { method: 'HEAD' })).answer).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });
  test('closes without an answer where there is none', async () => {
    expect((await ask(undefined)).answer).toMatchObject({ kind: 'closed' });
  });
});
