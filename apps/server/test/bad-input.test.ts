import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { describeServers, type TestServer } from './server.ts';

const json = { 'Content-Type': 'application/json' };
const right = { email: 'john.doe@example.com', password: 'password123' };

/** What the world may throw at an endpoint. Each must get an answer below 500, and no session. */
const inputs: Record<string, { headers: Record<string, string>; body: string | Uint8Array }> = {
  'NUL in an identifier': { headers: json, body: JSON.stringify({ username: 'john\0doe', password: 'password123' }) },
  'NUL in an email address': { headers: json, body: JSON.stringify({ ...right, email: 'john\0doe@example.com' }) },
  'NUL in a phone number': { headers: json, body: JSON.stringify({ phone: '+5255\u000012345678', password: 'password123' }) },
  'NUL in a password': { headers: json, body: JSON.stringify({ ...right, password: 'password123\0' }) },
  'NUL in a property name': { headers: json, body: JSON.stringify({ ...right, 'ema\0il': 'x' }) },
  'lone surrogate in an identifier': { headers: json, body: String.raw`{"username":"john\ud800","password":"password123"}` },
  'lone surrogate in a password': { headers: json, body: String.raw`{"email":"john.doe@example.com","password":"password123\udfff"}` },
  'lone surrogate in a property name': {
    headers: json,
    body: String.raw`{"email":"john.doe@example.com","password":"password123","\ud800":1}`,
  },
  'a __proto__ key': { headers: json, body: '{"__proto__":{"email":"john.doe@example.com"},"password":"password123"}' },
  'a __proto__ key beside right credentials': { headers: json, body: `{"__proto__":{},${JSON.stringify(right).slice(1)}` },
  'constructor and prototype keys': { headers: json, body: JSON.stringify({ ...right, constructor: { prototype: { admin: true } } }) },
  'a duplicate key': { headers: json, body: '{"email":"john.doe@example.com","password":"x","password":"password123"}' },
  '10,000 nested arrays': { headers: json, body: '['.repeat(10_000) + ']'.repeat(10_000) },
  'nested arrays in a property': { headers: json, body: `{"email":${'['.repeat(8_000)}${']'.repeat(8_000)},"password":"password123"}` },
  'nested objects in a property': {
    headers: json,
    body: `{"email":${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)},"password":"password123"}`,
  },
  'a gzip body': { headers: { ...json, 'Content-Encoding': 'gzip' }, body: gzipSync(JSON.stringify(right)) },
  'a gzip body that says nothing of it': { headers: json, body: gzipSync(JSON.stringify(right)) },
  'a UTF-16 body': { headers: { 'Content-Type': 'application/json; charset=utf-16' }, body: Buffer.from(JSON.stringify(right), 'utf16le') },
  'a UTF-16 body that says nothing of it': { headers: json, body: Buffer.from(JSON.stringify(right), 'utf16le') },
  'bytes that are no UTF-8': {
    headers: json,
    body: Buffer.concat([Buffer.from('{"email":"'), Buffer.of(0xff, 0xfe), Buffer.from('","password":"password123"}')]),
  },
  'operators instead of values': { headers: json, body: JSON.stringify({ email: { $ne: null }, password: { $gt: '' } }) },
  'SQL in a value': { headers: json, body: JSON.stringify({ username: "johndoe' OR '1'='1", password: "' OR '1'='1" }) },
  'a thousand unknown properties': { headers: json, body: `{${Array.from({ length: 1_000 }, (_, n) => `"p${n}":0`).join(',')}}` },
  'a form': { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(right).toString() },
  'two content types': { headers: { 'Content-Type': 'application/json, text/plain' }, body: JSON.stringify(right) },
};

describeServers('bad input', (start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const sessions = async () => (await server.knex('sessions').select('id')).length;

  for (const path of ['/api/v1/auths/sign-in', '/api/v1/auth/login']) {
    test.each(Object.entries(inputs))(`${path} refuses %s`, async (_name, init) => {
      const before = await sessions();
      const response = await fetch(new URL(path, server.address), { method: 'POST', ...init });
      const text = await response.text();
      expect({ status: response.status, text }).toSatisfy(({ status }) => status >= 400 && status < 500);
      expect(() => JSON.parse(text)).not.toThrow();
      expect(await sessions()).toBe(before);
      expect(Object.keys(Object.prototype)).toStrictEqual([]);
    });

    test(`${path} refuses headers of 64 kB`, async () => {
      const response = await fetch(new URL(path, server.address), {
        method: 'POST',
        headers: { ...json, 'X-Long': 'a'.repeat(65_536) },
        body: '{}',
      });
      expect(response.status).toBe(431);
    });

    test(`${path} answers 413 to a body that says it is 10 MB, before it has arrived`, async () => {
      const answer = await raw(
        server,
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    });

    test(`${path} answers 413 to chunks that exceed the limit together`, async () => {
      const chunk = `4000\r\n${' '.repeat(0x40_00)}\r\n`;
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
      expect(await raw(server, `${head}${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    });

    test(`${path} ignores credentials in the query`, async () => {
      const url = new URL(`${path}?${new URLSearchParams(right).toString()}`, server.address);
      const response = await fetch(url, { method: 'POST', headers: json, body: '{}' });
      expect([400, 422]).toContain(response.status);
    });
  }

  test('the server still signs in', async () => {
    const response = await fetch(new URL('/api/v1/auths/sign-in', server.address), {
      method: 'POST',
      headers: json,
      body: JSON.stringify(right),
    });
    expect(response.status).toBe(200);
  });
});

/** Sends bytes as they stand and returns what comes back up to the end of the headers. */
async function raw({ address }: TestServer, request: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.write(request);
  while (!answer.includes('\r\n\r\n')) answer += String((await once(socket, 'data'))[0]);
  socket.destroy();
  return answer;
}
