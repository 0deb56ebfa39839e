import { createWireClient } from '../../../test/wire.ts';
import { beforeAll, expect, test } from 'vitest';
import { describeServers, type TestServer } from '../../../test/server.ts';
import { verifyWithPublishedKey } from '../../../test/tokens.ts';

describeServers('login', (start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  async function logIn(): Promise<string> {
    const client = createWireClient({ api: 'login', baseUrl: server.address });
    const result = await client.login({ body: { phone: '+525512345678', password: 'password123' } });
    if (result.status !== 200) throw new Error(`status ${result.status}`);
    return result.body.data.token;
  }

  test('hands out an RS256 token of 365 days with exactly the documented claims', async () => {
    const { header, claims } = await verifyWithPublishedKey(server.address, await logIn());
    expect(header).toStrictEqual({ typ: 'JWT', alg: 'RS256', kid: expect.stringMatching(/^[\w-]{43}$/) });
    expect(Object.keys(claims).toSorted()).toStrictEqual(['aud', 'exp', 'iat', 'jti', 'nbf', 'scopes', 'sub']);
    expect(claims).toMatchObject({ aud: '1', sub: '1', scopes: [], nbf: claims.iat });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(31_536_000);
    expect(Number.isInteger(claims.iat)).toBe(true);
  });

  test('every token has an id of its own', async () => {
    const tokens = await Promise.all([logIn(), logIn()]);
    const [first, second] = await Promise.all(tokens.map((token) => verifyWithPublishedKey(server.address, token)));
    expect(first?.claims.jti).not.toBe(second?.claims.jti);
  });
});
