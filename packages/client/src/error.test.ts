import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { json } from './api.testing.ts';
import { ClientError, createClient, isClientError } from './index.ts';
import { serve } from './serve.testing.ts';

const sentinel = 'sentinel-5f1c';
const credentials = { email: 'john.doe@example.com', password: sentinel };
const https = 'https://id.example.com';

function failWith(response: () => Response | Promise<Response>) {
  return createClient({ api: 'sign-in', baseUrl: https, fetch: async () => response(), clock: () => Date.UTC(2026, 0, 1) }).safe.signIn(
    credentials,
  );
}

describe('a failed sign-in is one request', () => {
  const answers: Record<string, [status: number, headers?: Record<string, string>]> = {
    '500': [500],
    '503': [503, { 'retry-after': '900' }],
    '429 with Retry-After': [429, { 'retry-after': '900' }],
  };

  test.each(Object.entries(answers))('%s, and nothing waits', async (_, [status, headers]) => {
    let count = 0;
    const baseUrl = await serve(onTestFinished, (_request, response) => {
      count++;
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"statusCode":0,"message":"no"}');
    });
    const start = performance.now();
    const error = await createClient({ api: 'sign-in', baseUrl })
      .signIn(credentials)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'http', status, ...(headers && { retryAfter: 900_000 }) });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(count).toBe(1);
  });

  test.each(['timeout', 'a reset connection'])('%s', async (how) => {
    let count = 0;
    const baseUrl = await serve(onTestFinished, (request) => {
      count++;
      if (how !== 'timeout') request.socket.resetAndDestroy();
    });
    const client = createClient({ api: 'sign-in', baseUrl, timeout: 100 });
    await expect(client.signIn(credentials)).rejects.toMatchObject({ kind: how === 'timeout' ? 'timeout' : 'network' });
    expect(count).toBe(1);
  });
});

describe('what an error tells', () => {
  test('Retry-After as a date, and nothing for what is neither', async () => {
    const at = (value: string) => failWith(() => json(429, {}, { 'retry-after': value }));
    expect(await at('Thu, 01 Jan 2026 00:00:30 GMT')).toMatchObject({ error: { retryAfter: 30_000 } });
    expect(await at('Thu, 01 Jan 2025 00:00:00 GMT')).toMatchObject({ error: { retryAfter: 0 } });
    expect(await at('soon')).not.toHaveProperty('error.retryAfter');
  });

  test('the issues of sentences that begin with a property or name one', async () => {
    const errors = ['email or username must be provided', 'property password should not exist', 'property x should not exist'];
    expect(await failWith(() => json(400, { statusCode: 400, message: 'no', errors }))).toMatchObject({
      error: { code: 'invalid_input', issues: [{ field: 'email' }, { field: 'password' }, { field: null, message: errors[2] }] },
    });
  });

  test('the issues of sentences by property', async () => {
    const fetch = async () => json(422, { message: 'no', errors: { email: ['a', 'b'], phone: ['c'] } });
    const result = await createClient({ api: 'login', baseUrl: https, fetch }).safe.login({ email: 'a@b.c', password: 'x' });
    expect(result).toMatchObject({
      error: {
        issues: [
          { field: 'email', message: 'a' },
          { field: 'email', message: 'b' },
          { field: 'phone', message: 'c' },
        ],
      },
    });
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [413, 'too_large'],
    [415, 'unsupported_media_type'],
    [429, 'too_many_requests'],
    [500, 'server_error'],
    [503, 'unavailable'],
  ])('%i is %s', async (status, code) => {
    expect(await failWith(() => json(status, { statusCode: status, message: 'no' }))).toMatchObject({
      ok: false,
      status,
      error: { kind: 'http', code },
    });
  });

  test('errors that are no list and no map are no issues', async () => {
    for (const body of [null, [], 'text', { errors: null }, { errors: 5 }])
      expect(await failWith(() => json(400, body))).toMatchObject({ error: { issues: [] } });
  });
});

describe('the brand', () => {
  test('holds for the class of another copy', () => {
    class Copy extends Error {}
    const error = Object.defineProperty(new Copy('x'), Symbol.for('@countersign/client.error'), { value: true });
    expect(error).toBeInstanceOf(ClientError);
    expect(isClientError(error)).toBe(true);
    for (const other of [new Error('x'), null, 'x', {}]) expect(isClientError(other)).toBe(false);
  });

  test('an error is a real one', () => {
    const error = new ClientError('http', 'unauthorized', 'signIn', { status: 401 });
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('ClientError: signIn: unauthorized (401)');
    expect(error.stack).toContain('error.test.ts');
  });
});

describe('no secret leaves with an error', () => {
  const echo = { statusCode: 400, message: sentinel, accessToken: sentinel };
  const answers: Record<string, () => Response | Promise<Response>> = {
    'a documented refusal': () => json(400, echo),
    'an undocumented status': () => json(418, echo),
    'a body that is no JSON': () => new Response(`{"accessToken":"${sentinel}`),
    'a broken text': () => new Response(sentinel),
    'a network error': () => Promise.reject(new TypeError('fetch failed')),
    'a success without a token': () => json(200, { refreshToken: sentinel }),
  };

  test.each(Object.entries(answers))('%s', async (_, answer) => {
    const lines: unknown[] = [];
    const client = createClient({ api: 'sign-in', baseUrl: https, fetch: async () => answer(), logger: (entry) => lines.push(entry) });
    const error = await client.signIn(credentials).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ClientError);
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      for (const text of [String(cause), cause.stack, JSON.stringify(cause), inspect(cause, { depth: 10 })])
        expect(text).not.toContain(sentinel);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(sentinel);
  });
});
