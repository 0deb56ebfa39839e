import { createServer, request as send } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from './index.ts';
import { startProgram } from './serve.testing.ts';

const ends: (() => void | Promise<void>)[] = [];
const revoked = new Set<string>();
const refreshes: string[] = [];
let baseUrl = '';

// A proxy before the real server, which refuses the access tokens that the test names: as if each had just expired.
beforeAll(async () => {
  const { hostname, port } = new URL(await startProgram((end) => ends.push(end)));
  const proxy = createServer((request, response) => {
    if (revoked.has(request.headers.authorization ?? ''))
      return void response.writeHead(401, { 'content-type': 'application/json' }).end('{"statusCode":401,"message":"Unauthorized"}');
    if (request.url?.endsWith('/refresh')) refreshes.push(request.url);
    const { method, url, headers } = request;
    const onward = send({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  ends.push(() => void proxy.close());
  baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}, 30_000);

afterAll(async () => {
  for (const end of ends) await end();
});

test('20 rounds of 100 calls that meet a 401 together: 20 renewals, no failed call', { timeout: 60_000 }, async () => {
  const client = createClient({ api: 'sign-in', baseUrl, timeout: 30_000 });
  await client.signIn({ email: 'john.doe@example.com', password: 'password123' });
  const failed: unknown[] = [];
  for (let round = 0; round < 20; round++) {
    revoked.add(`Bearer ${await client.session.accessToken()}`);
    const results = await Promise.all(Array.from({ length: 100 }, () => client.safe.me()));
    failed.push(...results.filter(({ ok }) => !ok));
  }
  expect(failed).toEqual([]);
  expect(refreshes).toHaveLength(20);
  await client.session.signOut();
});
