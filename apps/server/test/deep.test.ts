import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectDocumented } from './contract.ts';
import { anyRequest, type AnyRequest } from './requests.ts';
import { describeServers } from './server.ts';

/** How many requests each database gets: 500, or as many as `DEEP` says. `SEED` repeats a run. */
const count = Number(process.env.DEEP ?? 500);
const seed = Number(process.env.SEED ?? (process.env.DEEP ? Date.now() % 2 ** 31 : 1));

/** How many are under way at once. */
const batch = 25;

/** What code that copies keys without looking would change: each property of the objects that all others inherit from. */
function inherited(): Map<string, unknown> {
  const prototypes = { Object: Object.prototype, Array: Array.prototype, Function: Function.prototype, String: String.prototype };
  const entries = Object.entries(prototypes).flatMap(([owner, prototype]) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { value, get }]) => [`${owner}.${key}`, value ?? get] as const),
  );
  return new Map(entries);
}

describeServers('deep', (start) => {
  test(`whatever is sent, the answer is in the contract: ${count} requests, SEED=${seed}`, { timeout: 60_000 + count * 20 }, async () => {
    const { address, lines } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: batch });
    const tokens = await signInEverywhere(address);
    const before = inherited();
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(fc.array(anyRequest(tokens), { minLength: batch, maxLength: batch }), async (requests) => {
      const answers = await Promise.all(requests.map(async (request) => ({ request, answer: await send(address, agent, request) })));
      for (const { request, answer } of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answer.status).toBeLessThan(500);
        expectDocumented({ method: request.method, path: request.path.split('?')[0] ?? '' }, answer);
      }
      // A line holds its whole error.
      lines.length = 0;
    });
    await fc.assert(property, { seed, numRuns: Math.ceil(count / batch), endOnFailure: count > 10_000 });
    expect([...inherited()].filter(([name, value]) => before.get(name) !== value)).toStrictEqual([]);
    expect((await fetch(new URL('/livez', address))).status).toBe(200);
    // Otherwise nothing but the first line of defence was tried.
    for (const status of [200, 400, 404, 405, 415, 422]) expect([...statuses.keys()]).toContain(status);
    if (process.env.DEEP) console.log(`SEED=${seed}`, Object.fromEntries([...statuses].toSorted()));
    agent.destroy();
  });
});

/** A good token of each API, which the requests may hit upon. */
async function signInEverywhere(address: string): Promise<string[]> {
  const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password123' });
  const texts = ['/api/v1/auths/sign-in', '/api/v1/auth/login'].map(async (path) => {
    const response = await fetch(new URL(path, address), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return response.text();
  });
  return (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(/"(?:accessToken|refreshToken|token)":"([^"]+)"/g)].map(([, token = '']) => token),
  );
}

/** By node:http, which sends any method and path that HTTP knows, as they stand. */
function send(
  address: string,
  agent: Agent,
  { method, path, headers, body }: AnyRequest,
): Promise<{ status: number; headers: Headers; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; headers: Headers; text: string }>();
  const { hostname, port } = new URL(address);
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const request = httpRequest({ hostname, port, agent, method, path, headers: { ...headers, ...length } }, async (response) => {
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
    const pairs = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value) => [name, value] as [string, string]),
    );
    resolve({ status: response.statusCode ?? 0, headers: new Headers(pairs), text });
  });
  request.on('error', reject);
  request.end(body);
  return promise;
}
