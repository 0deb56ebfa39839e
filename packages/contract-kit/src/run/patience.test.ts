import { describe, expect, test } from 'vitest';
import { fine, serve, toCase, toRequest, verdicts, type Handler } from './server.testing.ts';

/** The first answers are of this status, the others fine. */
function refusing(
  status: number,
  times: number,
  headers: Record<string, string> = { 'Retry-After': '2' },
): { handler: Handler; count(): number } {
  let requests = 0;
  return {
    handler: (request, response) => (requests++ < times ? response.writeHead(status, headers).end() : fine(request, response)),
    count: () => requests,
  };
}

/** A clock that does not wait. */
function createSleep() {
  const slept: number[] = [];
  return { slept, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
}

describe('a 429', () => {
  test('is waited for as long as it says', async () => {
    const { slept, sleep } = createSleep();
    const { handler, count } = refusing(429, 2);
    expect(await verdicts(await serve(handler), [toCase('a')], { sleep })).toStrictEqual(['a | passed']);
    expect({ slept, requests: count() }).toStrictEqual({ slept: [2000, 2000], requests: 3 });
  });
  test('that asks for more than there is leaves its case open', async () => {
    const { slept, sleep } = createSleep();
    const { handler } = refusing(429, 3);
    const reason = 'throttled: the server asks for more patience than there is';
    expect(await verdicts(await serve(handler), [toCase('a'), toCase('b')], { sleep, wait: 3000 })).toStrictEqual([
      `a | inconclusive | ${reason}`,
      `b | inconclusive | ${reason}`,
    ]);
    expect(slept).toStrictEqual([2000]);
  });
  test('of no time does not make a loop', async () => {
    const { slept, sleep } = createSleep();
    const { handler } = refusing(429, Infinity, { 'Retry-After': '0' });
    await expect(verdicts(await serve(handler), [toCase('a')], { sleep, wait: 3000 })).resolves.toMatchObject([
      /inconclusive \| throttled/,
    ]);
    expect(slept).toStrictEqual([1000, 1000, 1000]);
  });
  test('that does not say how long is a fault', async () => {
    const { handler } = refusing(429, 1, {});
    expect(await verdicts(await serve(handler), [toCase('a')])).toStrictEqual([
      'a | failed | answers 429 instead of 200 | has no Retry-After',
    ]);
  });
  test('that breaks its own contract is a fault, throttled or not', async () => {
    const { handler } = refusing(429, 1, { 'Retry-After': '2', 'X-Powered-By': 'x' });
    expect(await verdicts(await serve(handler), [toCase('a')], { wait: 0 })).toStrictEqual([
      expect.stringContaining('a | failed | has the header x-powered-by'),
    ]);
  });
  test('that the case wants is no reason to wait', async () => {
    const { handler, count } = refusing(429, 9);
    const wanted = toCase('a', { expect: { statuses: ['429'], documented: true } });
    expect(await verdicts(await serve(handler), [wanted])).toStrictEqual(['a | passed']);
    expect(count()).toBe(1);
  });
  test('to what comes before is waited for as well', async () => {
    const { sleep } = createSleep();
    const { handler } = refusing(429, 1);
    const patient = toCase('a', { request: toRequest({ before: toRequest({ path: '/api/in' }) }) });
    expect(await verdicts(await serve(handler), [patient], { sleep })).toStrictEqual(['a | passed']);
  });
});

describe('a 503', () => {
  test('is waited for once', async () => {
    const { slept, sleep } = createSleep();
    const { handler } = refusing(503, 3);
    expect(await verdicts(await serve(handler), [toCase('a'), toCase('b')], { sleep })).toStrictEqual([
      'a | failed | answers 503 instead of 200',
      'b | passed',
    ]);
    expect(slept).toStrictEqual([2000, 2000]);
  });
});

describe('credentials that are made up', () => {
  const madeUp = toCase('a', { expect: { statuses: ['200'], documented: true, credentials: 'made-up' } });
  test('say nothing when they are refused', async () => {
    const url = await serve((_request, response) => response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end());
    expect(await verdicts(url, [madeUp])).toStrictEqual([
      'a | inconclusive | no credentials for GET /notes: name them in the fixtures file',
    ]);
  });
  test('are refused as the contract says', async () => {
    const url = await serve((_request, response) => response.writeHead(401).end());
    expect(await verdicts(url, [madeUp])).toStrictEqual(['a | failed | has no WWW-Authenticate']);
  });
});
