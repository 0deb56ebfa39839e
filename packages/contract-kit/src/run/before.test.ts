import { describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { fine, oracle, serve, spec, toCase, toRequest, verdicts } from './server.testing.ts';

/** Hands out tokens, and lets each of them work until it is used for something else than GET. */
async function serveTokens() {
  const seen: string[] = [];
  const good = new Set<string>();
  let tokens = 0;
  const url = await serve((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('Content-Type', 'application/json');
    if (request.url === '/in') {
      const token = `token-${++tokens}`;
      good.add(token);
      return void response.writeHead(201).end(JSON.stringify({ token }));
    }
    const token = request.headers['x-key'] as string;
    const isGood = good.has(token);
    if (request.method !== 'GET') good.delete(token);
    response.writeHead(isGood ? 200 : 418).end('[]');
  });
  return { url, seen };
}

const before = toRequest({ method: 'POST', path: '/in' });
const headers = { 'X-Key': '{$response.body#/token}' };

describe('what comes before a request', () => {
  test('is sent first, and fills it in', async () => {
    const { url, seen } = await serveTokens();
    expect(await verdicts(url, [toCase('a', { request: toRequest({ before, headers }) })])).toStrictEqual(['a | passed']);
    expect(seen).toStrictEqual(['POST /in', 'GET /api/notes']);
  });
  test('is shared by those that change nothing, and by no others', async () => {
    const { url, seen } = await serveTokens();
    const get = toRequest({ before, headers });
    const end = toRequest({ before, headers, method: 'DELETE' });
    const tests = [
      toCase('a', { request: end }),
      toCase('b', { request: get }),
      toCase('c', { request: end }),
      toCase('d', { request: get }),
    ];
    expect(await verdicts(url, tests, { concurrency: 1 })).toStrictEqual(['a', 'b', 'c', 'd'].map((id) => `${id} | passed`));
    expect(seen.filter((line) => line === 'POST /in')).toHaveLength(3);
  });
  test.each([
    ['is refused', 401, '', 'a | failed | POST /in, which comes before it, was answered 401'],
    ['has not what is wanted', 200, '{}', 'a | inconclusive | the answer to POST /in has no $response.body#/token'],
  ])('and %s decides its case', async (_title, status, body, verdict) => {
    const url = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await verdicts(url, [toCase('a', { request: toRequest({ before, headers }) })])).toStrictEqual([verdict]);
  });
  test('and throttles for too long leaves its case open, if the contract knows of it', async () => {
    const url = await serve((_request, response) => response.writeHead(429, { 'Retry-After': '60' }).end());
    const late = (path: string) => [toCase('a', { request: toRequest({ before: toRequest({ path }), headers }) })];
    expect(await verdicts(url, late('/api/notes'), { wait: 0 })).toStrictEqual([
      'a | inconclusive | throttled: GET /api/notes asks for more patience than there is',
    ]);
    expect(await verdicts(url, late('/api/plain'), { wait: 0 })).toStrictEqual([
      'a | failed | GET /api/plain, which comes before it, was answered 429',
    ]);
  });
  test('and is refused is a fault of what the contract says of its success', async () => {
    const url = await serve((_request, response) => response.writeHead(401).end());
    const made = toCase('a', { request: toRequest({ before: toRequest(), headers }) });
    const { results } = await run([made], { baseUrl: url, spec, oracle });
    const at = spec.operations[0]?.responses[0]?.at;
    expect(results[0]?.faults).toMatchObject([{ rule: 'status', expected: '200', actual: '401', at }]);
  });
  test('and gets no answer fails its case', async () => {
    const url = await serve((request, response) => (request.url === '/in' ? request.socket.destroy() : fine(request, response)));
    expect(await verdicts(url, [toCase('a', { request: toRequest({ before }) })])).toStrictEqual([
      'a | failed | the connection was closed without an answer',
    ]);
  });
});

describe('a twin', () => {
  const twin = toRequest({ path: '/api/notes?other' });
  test('must get the same answer', async () => {
    const url = await serve((request, response) =>
      fine(request, request.url === twin.path ? response.setHeader('X-Account', 'none') : response),
    );
    const wanted = 'the header x-account tells two requests apart that must get the same answer';
    expect(await verdicts(url, [toCase('a', { twin })])).toStrictEqual([`a | failed | ${wanted}`]);
    expect(await verdicts(await serve(fine), [toCase('a', { twin })])).toStrictEqual(['a | passed']);
  });
});

describe('a state', () => {
  const given = toCase('a', { given: 'sleepy', request: toRequest({ before, headers }) });
  test('that nobody can bring about leaves its cases open', async () => {
    expect(await verdicts(await serve(fine), [given])).toStrictEqual(['a | inconclusive | state: nobody can bring about sleepy']);
    const failing = { sleepy: () => Promise.reject(new Error('no bed')) };
    expect(await verdicts(await serve(fine), [given], { states: failing })).toStrictEqual([
      'a | inconclusive | state: sleepy could not be brought about: no bed',
    ]);
  });
  test('has a server of its own, and comes about after what is sent before', async () => {
    const { url: baseUrl, seen } = await serveTokens();
    const log: string[] = [];
    const sleepy = async () => ({
      baseUrl,
      bring: async (requests: readonly { url: string }[]) => log.push(`brought about for ${requests.length} after ${seen.join()}`),
      close: async () => log.push('closed'),
    });
    const other = toCase('b', { given: 'sleepy' });
    const found = await verdicts(await serve(fine), [given, toCase('c'), other], { states: { sleepy } });
    expect(found).toStrictEqual(['a | passed', 'c | passed', 'b | failed | answers 418 instead of 200']);
    // Once more after a failure: a state may have passed while its cases were sent.
    expect(log).toStrictEqual(['brought about for 2 after POST /in', 'closed', expect.stringMatching(/^brought about for 2/), 'closed']);
  });
});
