import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient, memoryStorage } from '../src/index.ts';
import { serve } from '../src/serve.testing.ts';

const input = { email: 'john.doe@example.com', password: 'password123' };

/** Each API's way in, and the one that would follow if it did not fail. */
const entries = {
  'sign-in': (baseUrl: string) => createClient({ api: 'sign-in', baseUrl, timeout: 200, storage: memoryStorage() }).safe.signIn(input),
  login: (baseUrl: string) => createClient({ api: 'login', baseUrl, timeout: 200, storage: memoryStorage() }).safe.login(input),
};

const answerWith = (status: number, headers = {}) =>
  ((_, response) => {
    const body = { statusCode: status, status, message: 'no' };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }) satisfies Answer;

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const failures: Record<string, [answer: Answer, error: object]> = {
  'a 401': [answerWith(401), { status: 401 }],
  'a 429': [answerWith(429, { 'retry-after': '900' }), { status: 429, retryAfter: 900_000 }],
  'a 429 that asks for no wait': [answerWith(429, { 'retry-after': '0' }), { status: 429, retryAfter: 0 }],
  'a 500': [answerWith(500), { status: 500 }],
  'a 503': [answerWith(503, { 'retry-after': '1' }), { status: 503, retryAfter: 1000 }],
  'the page of a proxy': [(_, response) => response.writeHead(502).end('<html>'), { kind: 'undocumented', status: 502 }],
  'no answer in time': [() => undefined, { kind: 'timeout' }],
  'a reset connection': [({ socket }) => socket.resetAndDestroy(), { kind: 'network' }],
  'half an answer': [
    (_, response) => response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()),
    { kind: 'network' },
  ],
};

describe.each(Object.entries(entries))('%s: a password is sent once, and meets', (_, enter) => {
  test.each(Object.entries(failures))('%s', async (_name, [answer, error]) => {
    let count = 0;
    const baseUrl = await serve(onTestFinished, (request, response) => {
      count++;
      answer(request, response);
    });
    expect(await enter(baseUrl)).toMatchObject({ ok: false, error });
    expect(count).toBe(1);
    // Whoever tried again after a while would have done it by the end of the next one.
    await enter(baseUrl);
    expect(count).toBe(2);
  });
});
