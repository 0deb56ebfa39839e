import { describe, expect, test } from 'vitest';
import { listen } from '../http/raw-server.testing.ts';
import type { Result } from '../result.ts';
import { run } from './run.ts';
import { fine, oracle, serve, spec, toCase, toRequest, verdicts } from './server.testing.ts';

const cases = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => toCase(id));
const options = { spec, oracle, timeout: 2000 };

describe('a run', () => {
  test('judges every case, and tells of each in the order of the cases', async () => {
    const later = Promise.withResolvers<void>();
    const url = await serve(async (request, response) => {
      // The second is answered only after one that comes behind it.
      if (request.url === '/api/slow') await later.promise;
      response.on('finish', () => request.headers['x-last'] && later.resolve());
      fine(request, response);
    });
    const seen: string[] = [];
    const slow = toCase('slow', { request: toRequest({ path: '/api/slow' }) });
    const last = toCase('last', { request: toRequest({ headers: { 'X-Last': 'yes' } }) });
    const onResult = (result: Result) => seen.push(result.case.id);
    const { results } = await run([...cases, slow, last], { ...options, baseUrl: url, onResult });
    expect(seen).toStrictEqual(['a', 'b', 'c', 'd', 'e', 'f', 'slow', 'last']);
    expect(results.map(({ verdict }) => verdict)).toStrictEqual(seen.map(() => 'passed'));
  });
  test('keeps what was sent and what came', async () => {
    const url = await serve(fine);
    const { results } = await run([toCase('a')], { ...options, baseUrl: `${url}/api/` });
    expect(results[0]?.exchanges).toMatchObject([{ request: { method: 'GET', url: `${url}/api/notes` }, answer: { status: 200 } }]);
  });
  test('puts the path of the base URL before that of the request', async () => {
    const url = await serve((request, response) => (request.url === '/v2/api/notes' ? fine(request, response) : response.end()));
    expect(await verdicts(`${url}/v2/`, [toCase('a')])).toStrictEqual(['a | passed']);
  });
  test('ends with its time and with its signal', async () => {
    const url = await serve(fine);
    expect(await verdicts(url, cases.slice(0, 2), { time: 0 })).toStrictEqual([
      'a | inconclusive | out of time',
      'b | inconclusive | out of time',
    ]);
    const controller = new AbortController();
    const stopping = await serve(() => controller.abort());
    expect(await verdicts(stopping, cases.slice(0, 2), { signal: controller.signal })).toStrictEqual([
      'a | inconclusive | interrupted',
      'b | inconclusive | interrupted',
    ]);
  });
  test('deletes last, and then what should be refused first', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      fine(request, response);
    });
    const toTest = (id: string, method: string, side: 'pass' | 'fail') =>
      toCase(id, { side, request: toRequest({ method, path: `/${id}` }) });
    const tests = [toTest('a', 'DELETE', 'pass'), toTest('b', 'DELETE', 'fail'), toTest('c', 'GET', 'pass'), toTest('d', 'PUT', 'pass')];
    const found = await verdicts(url, tests, { concurrency: 1 });
    expect(found.map((line) => line[0])).toStrictEqual(['a', 'b', 'c', 'd']);
    expect(seen).toStrictEqual(['GET /c', 'PUT /d', 'DELETE /b', 'DELETE /a']);
  });
  test('goes on after a case that cannot be judged or sent', async () => {
    const url = await serve(fine);
    const broken = toCase('broken', { request: toRequest({ headers: { X: 'a\nb' } }) });
    expect(await verdicts(url, [broken, toCase('a')])).toStrictEqual([
      expect.stringContaining('broken | inconclusive | the request cannot be sent'),
      'a | passed',
    ]);
  });
});

describe('a base URL', () => {
  test.each(['localhost:3000', 'ftp://localhost', 'nonsense', 'http://localhost/?a'])('like %s cannot be tested', async (baseUrl) => {
    await expect(run(cases, { ...options, baseUrl })).rejects.toThrow(/^the base URL must /);
  });
  test('where nothing listens cannot be tested', async () => {
    await expect(run(cases, { ...options, baseUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
      'http://127.0.0.1:1/api/notes: connection refused: nothing listens there (ECONNREFUSED)',
    );
  });
  test('that never answers is not asked for ever', async () => {
    let requests = 0;
    const url = await serve(() => void requests++);
    const found = await verdicts(url, cases, { timeout: 50 });
    expect(found).toStrictEqual([
      ...['a', 'b', 'c'].map((id) => `${id} | failed | no answer within 0.1 s`),
      ...['d', 'e', 'f'].map((id) => `${id} | inconclusive | the server has stopped answering`),
    ]);
    expect(requests).toBe(3);
  });
  test.each([
    [
      'closes in the middle',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc',
      'the connection was closed in the middle of the body (3 bytes came)',
    ],
    [
      'sends two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc',
      expect.stringContaining('not a valid HTTP answer'),
    ],
  ])('that %s fails each case', async (_title, bytes, message) => {
    const url = await listen((socket) => socket.end(bytes));
    const { results, hint } = await run(cases, { ...options, baseUrl: url });
    expect(results.flatMap(({ faults }) => faults)).toMatchObject(cases.map(() => ({ rule: 'connection', message })));
    expect(hint).toContain('gave no answer that could be read');
  });
  test('that sends more than anybody wants fails its case', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(1001)));
    expect(await verdicts(url, [toCase('a')], { maxBytes: 1000 })).toStrictEqual(['a | failed | the body is larger than 1000 bytes']);
  });
  test('that redirects, or answers with pages, gets a hint', async () => {
    const elsewhere = await serve((_request, response) => response.writeHead(308, { Location: 'https://other/' }).end());
    expect((await run(cases, { ...options, baseUrl: elsewhere })).hint).toContain('should the base URL be that of https://other/?');
    const pages = await serve((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>'));
    expect((await run(cases, { ...options, baseUrl: pages })).hint).toContain('answers with web pages');
    expect((await run(cases, { ...options, baseUrl: await serve(fine) })).hint).toBeUndefined();
  });
});
