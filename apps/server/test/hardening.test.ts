import { beforeAll, expect, test } from 'vitest';
import { securityHeaders } from '../src/http/security-headers.ts';
import { expectDocumented, operations } from './contract.ts';
import { openConnection, sendRaw } from './raw.ts';
import { describeServers, type TestServer } from './server.ts';

/** What the contracts say of each of their answers is true of these, too. */
const everywhere = securityHeaders;
const json = { 'Content-Type': 'application/json' };
const withBody = operations.filter(({ bodySchema }) => bodySchema);
const signIns = ['/api/v1/auths/sign-in', '/api/v1/auth/login'];
const head = 'POST /api/v1/auths/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const hidden = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n';

/** What two readers could understand differently, or what only an attacker sends. One answer, and then no connection any more. */
const unsound: Record<string, [status: number, bytes: string]> = {
  'a length beside a transfer encoding (CL.TE)': [400, `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
  'a transfer encoding beside a length (TE.CL)': [
    400,
    `${head}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n8\r\nsmuggled\r\n0\r\n\r\n${hidden}`,
  ],
  'two lengths': [400, `${head}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`],
  'a length with a sign': [400, `${head}Content-Length: +0\r\n\r\n${hidden}`],
  'a length beyond all numbers': [400, `${head}Content-Length: 99999999999999999999\r\n\r\n${hidden}`],
  'two transfer encodings': [400, `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`],
  'a transfer encoding that is not read': [400, `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${hidden}`],
  'a transfer encoding in HTTP/1.0': [
    400,
    `${head.replace('1.1', '1.0')}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
  ],
  'a transfer encoding spelt otherwise': [400, `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
  'a chunk without a size': [400, `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n${hidden}`],
  'a chunk larger than all numbers': [400, `${head}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n${hidden}`],
  'a chunk that ends in a bare LF': [400, `${head}Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n${hidden}`],
  'chunk extensions without end': [400, `${head}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`],
  'a folded header (obs-fold)': [400, `${head}X-Folded: a\r\n b\r\n\r\n${hidden}`],
  'a space before the colon': [400, `${head}Content-Length : 0\r\n\r\n${hidden}`],
  'a line that ends in a bare LF': [400, `${head}X-Bare: a\nX-Other: b\r\n\r\n${hidden}`],
  'a bare CR in a header': [400, `${head}X-Bare: a\rX-Other: b\r\n\r\n${hidden}`],
  'NUL in a header': [400, `${head}X-Nul: a\0b\r\n\r\n${hidden}`],
  'a control character in the path': [400, `GET /livez\x01 HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
  'no host': [400, `GET /livez HTTP/1.1\r\n\r\n${hidden}`],
  'two hosts': [400, `GET /livez HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n${hidden}`],
  'an expectation': [417, `${head}Expect: wonders\r\n\r\n${hidden}`],
  'the start of HTTP/2': [400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  'the start of TLS': [400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  'a tunnel': [400, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\nSSH-2.0-x\r\n'],
  'a header of 9 kB': [431, `GET /livez HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(9_216)}\r\n\r\n${hidden}`],
  'a path of 9 kB': [431, `GET /${'a'.repeat(9_216)} HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
  'a trailer of 9 kB': [431, `${head}Transfer-Encoding: chunked\r\n\r\n0\r\nX-Long: ${'a'.repeat(9_216)}\r\n\r\n${hidden}`],
  '2000 headers': [431, `GET /livez HTTP/1.1\r\nHost: x\r\n${'a:\r\n'.repeat(2_000)}\r\n${hidden}`],
  '101 headers': [431, `GET /livez HTTP/1.1\r\nHost: x\r\n${'a:b\r\n'.repeat(100)}\r\n${hidden}`],
};

describeServers('hardening', (start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });
  const sessions = async () => (await server.knex('sessions').select('id')).length;

  test.each(Object.entries(unsound))('nothing is smuggled in by %s', async (_name, [status, bytes]) => {
    const answers = await sendRaw(server.address, bytes);
    expect(answers.map(({ status: answered }) => answered)).toStrictEqual([status]);
    const [{ headers, body } = { headers: new Headers(), body: '' }] = answers;
    expect(JSON.parse(body)).toStrictEqual({ statusCode: status, message: expect.any(String) });
    expect([headers.get('Cache-Control'), headers.get('Connection')]).toStrictEqual(['no-store', 'close']);
    for (const [header, value] of Object.entries(everywhere)) expect(headers.get(header), header).toBe(value);
  });

  test('as many headers as are allowed are read', async () => {
    const bytes = `GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a:b\r\n'.repeat(98)}\r\n`;
    expect(await sendRaw(server.address, bytes)).toMatchObject([{ status: 200 }]);
  });

  test.each(operations.map(({ method, path }) => [`${method} ${path}`, path] as const))(
    'a method that the contract does not have cannot get around %s',
    async (_title, path) => {
      const known = operations.filter((operation) => operation.path === path).map(({ method }) => method);
      const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
      for (const method of methods.filter((each) => !known.includes(each))) {
        const bytes = `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: planted\r\nX-HTTP-Method-Override: ${known[0]}\r\n\r\n`;
        const { status, headers, body } = (await sendRaw(server.address, bytes))[0] ?? expect.fail(`${method} was not answered`);
        expect([method, status, headers.get('Allow'), headers.get('Location')]).toStrictEqual([method, 405, known.join(', '), null]);
        // TRACE would send the caller's own headers back, tokens included.
        expect(body).not.toContain('planted');
      }
    },
  );

  test.each(withBody.map((operation) => [operation.operationId, operation] as const))(
    'no setting can switch off the body limit of %s',
    async (_name, { method, path }) => {
      const statusOf = async (size: number) => {
        const response = await fetch(new URL(path, server.address), { method, headers: json, body: '{}'.padEnd(size) });
        return response.status;
      };
      expect(await statusOf(16_384)).not.toBe(413);
      expect(await statusOf(16_385)).toBe(413);
    },
  );

  const injections = [
    "' OR '1'='1' --",
    "'; DROP TABLE accounts; --",
    '" OR ""="',
    "') UNION SELECT * FROM accounts --",
    '\\',
    '%',
    '${jndi:ldap://x}',
    '{"$gt":""}',
    '$ne',
    '*)(uid=*',
  ];
  test.each(signIns)('nothing in a field of %s becomes part of a query', async (path) => {
    const before = [await sessions(), await server.knex('accounts').pluck('username')];
    for (const text of injections) {
      for (const identifiers of [{ email: `${text}@example.com` }, { email: text }, { username: text }, { phone: text }]) {
        const body = JSON.stringify({ ...identifiers, password: `password${text}` });
        const response = await fetch(new URL(path, server.address), { method: 'POST', headers: json, body });
        expect([400, 401, 422, 429]).toContain(response.status);
        expectDocumented({ method: 'POST', path }, { status: response.status, headers: response.headers, text: await response.text() });
      }
    }
    expect([await sessions(), await server.knex('accounts').pluck('username')]).toStrictEqual(before);
  });

  test('a preflight of an unknown origin gets nothing that would let its page in', async () => {
    for (const { method, path } of operations) {
      const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': method };
      const asked = await fetch(new URL(path, server.address), { method: 'OPTIONS', headers });
      expect(asked.status).toBe(405);
      const sent = await fetch(new URL(path, server.address), { method, headers, ...(method === 'POST' && { body: '{}' }) });
      for (const answer of [asked, sent])
        expect([...answer.headers.keys()].filter((name) => /^(access-control|vary)/.test(name))).toStrictEqual([]);
    }
  });

  test('two thousand connections that never end their headers keep nobody else waiting, and are closed', { timeout: 90_000 }, async () => {
    const slow = await Promise.all(Array.from({ length: 2_000 }, () => openConnection(server.address)));
    for (const { socket } of slow) socket.write('POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const drip = setInterval(() => slow.map(({ socket }) => socket.writable && socket.write('a')), 1_000);
    const begin = performance.now();
    for (let count = 0; count < 100; count++) expect((await fetch(new URL('/livez', server.address))).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(15_000);
    await Promise.all(slow.map(({ closed }) => closed));
    clearInterval(drip);
    expect(performance.now() - begin).toBeLessThan(60_000);
    expect(slow[0]?.received()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('no answer tells what runs behind it', async () => {
    const { socket, received, closed } = await openConnection(server.address);
    await server.knex.schema.renameTable('accounts', 'accounts_gone');
    const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password123' });
    const answers = [];
    for (const path of signIns) {
      for (const sent of [body, '{', '[', `{"a":${'['.repeat(8_000)}`]) {
        const response = await fetch(new URL(path, server.address), { method: 'POST', headers: json, body: sent });
        answers.push({
          path,
          sent: sent.slice(0, 9),
          status: response.status,
          head: [...response.headers].join('\n'),
          text: await response.text(),
        });
      }
    }
    socket.write('nonsense\r\n\r\n');
    await closed;
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toStrictEqual([
      '{"statusCode":500,"message":"Internal Server Error"}',
      '{"status":500,"message":"An unexpected error occurred"}',
    ]);
    const said = JSON.stringify(answers.map((answer) => [answer.head, answer.text])) + received();
    expect(said).not.toMatch(/node|express|x-powered-by|server:|sqlite|postgres|select|accounts_?gone|\.ts|\/work|stack|at Object/i);
  });
});
