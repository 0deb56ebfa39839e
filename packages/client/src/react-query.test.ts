import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { createFakeApi, denied, json } from './api.testing.ts';
import { createClient, type Fetch, isClientError } from './index.ts';
import { mutationOptions, queryOptions } from './react-query.ts';
import { baseUrl, credentials } from './session.testing.ts';

/** A query client that tries everything again at once, as an application may have configured it. */
function createEager(): QueryClient {
  const eager = { retry: 5, retryDelay: 0 };
  return new QueryClient({ defaultOptions: { queries: eager, mutations: eager } });
}

function setUp(fetch: (request: Request) => Promise<Response>) {
  let sent = 0;
  const count = (request: Request) => (sent++, fetch(request));
  return { client: createClient({ api: 'sign-in', baseUrl, fetch: count }), sent: () => sent, cache: createEager() };
}

describe('queryOptions', () => {
  test('fetches through the session, under a key of the API and the operation', async () => {
    const { client, cache } = setUp(createFakeApi().fetch);
    await client.signIn(credentials);
    const options = queryOptions(client, 'me');
    expect(options.queryKey).toEqual(['sign-in', 'me']);
    expect((await cache.fetchQuery(options)).role).toBe('admin');
    expect(cache.getQueryData(options.queryKey)?.role).toBe('admin');
  });

  const unavailable = (headers = {}) => json(503, { statusCode: 503, message: 'Service Unavailable' }, headers);
  const headers = { authorization: 'Bearer token' };

  test.each([
    ['trouble of the server', () => Promise.resolve(unavailable()), 'unavailable', 3],
    ['trouble of the network', () => Promise.reject(new TypeError('reset')), 'network', 3],
    ['a server that wants a pause', () => Promise.resolve(unavailable({ 'retry-after': '900' })), 'unavailable', 1],
    ['an answer that will not change', () => Promise.resolve(denied()), 'unauthorized', 1],
  ])('%s', async (_, fetch, code, times) => {
    const { client, cache, sent } = setUp(fetch);
    const error = await cache.fetchQuery({ ...queryOptions(client, 'me', { headers }), retryDelay: 0 }).catch((cause: unknown) => cause);
    expect([isClientError(error) && error.code, sent()]).toEqual([code, times]);
  });

  test('an abort of the query ends the request', async () => {
    const signals: AbortSignal[] = [];
    const fetch: Fetch = (_, { signal }) => (signals.push(signal), Promise.withResolvers<Response>().promise);
    const options = queryOptions(createClient({ api: 'sign-in', baseUrl, fetch }), 'me', { headers });
    const cache = createEager();
    const query = cache.fetchQuery(options).catch((cause: unknown) => cause);
    await expect.poll(() => signals.length).toBe(1);
    await cache.cancelQueries({ queryKey: options.queryKey });
    await query;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('mutationOptions', () => {
  test('credentials are sent once, whatever the defaults are, and nothing of them is kept', async () => {
    const { client, cache, sent } = setUp(async () => json(503, { statusCode: 503, message: 'Service Unavailable' }));
    const options = mutationOptions(client, 'signIn');
    expect(options.mutationKey).toEqual(['sign-in', 'signIn']);
    const observer = new MutationObserver(cache, options);
    const error = await observer.mutate(credentials).catch((cause: unknown) => cause);
    expect([isClientError(error) && error.code, sent()]).toEqual(['unavailable', 1]);
    observer.reset();
    await expect.poll(() => cache.getMutationCache().getAll().length).toBe(0);
  });

  test('resolves to the body of the success', async () => {
    const { client, cache } = setUp(createFakeApi().fetch);
    const { user } = await new MutationObserver(cache, mutationOptions(client, 'signIn')).mutate(credentials);
    expect([user.role, client.session.get().state]).toEqual(['admin', 'signed-in']);
  });

  test('of an operation without a body takes nothing', async () => {
    let seen: Request | undefined;
    const fetch = async (request: Request) => ((seen = request), new Response(null, { status: 204 }));
    const client = createClient({ api: 'login', baseUrl, fetch });
    await new MutationObserver(createEager(), mutationOptions(client, 'logout', { headers: { authorization: 'Bearer token' } })).mutate();
    expect([seen?.method, seen?.headers.get('authorization')]).toEqual(['POST', 'Bearer token']);
  });
});
