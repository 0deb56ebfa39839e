import { createHash } from 'node:crypto';
import type { RequestBody } from '@countersign/contracts';
import { createWireClient } from '../../../test/wire.ts';
import { beforeAll, expect, test } from 'vitest';
import { describeServers, type TestServer } from '../../../test/server.ts';
import { verifyWithPublishedKey } from '../../../test/tokens.ts';

describeServers('signIn', (start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const credentials = { email: 'john.doe@example.com', password: 'password123' };
  const signIn = async (body: RequestBody<'sign-in', 'signIn'>) => clientOf(server).signIn({ body });
  const clientOf = ({ address }: TestServer) => createWireClient({ api: 'sign-in', baseUrl: address });

  test('hands out an ES256 access token of 24 hours that the published keys verify', async () => {
    const before = Math.floor(Date.now() / 1000);
    const result = await signIn(credentials);
    if (result.status !== 200) throw new Error(`status ${result.status}`);
    const { header, claims } = await verifyWithPublishedKey(server.address, result.body.accessToken);
    expect(header).toStrictEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{43}$/) });
    expect(claims).toMatchObject({ sub: '1', aud: 'sign-in', jti: expect.any(String), sid: expect.any(String) });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(86_400);
    expect(Number(claims.iat)).toBeGreaterThanOrEqual(before);
  });

  test('hands out a refresh token of 256 bits, of which only the hash is stored', async () => {
    const result = await signIn(credentials);
    if (result.status !== 200) throw new Error(`status ${result.status}`);
    const { refreshToken } = result.body;
    expect(Buffer.from(refreshToken, 'base64url')).toHaveLength(32);
    const rows = await server.knex('refresh_tokens');
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
    expect(JSON.stringify(rows)).toContain(createHash('sha256').update(refreshToken).digest('base64url'));
  });

  test('lastLogin is the time of this very sign-in', async () => {
    const before = Date.now();
    const result = await signIn({ username: 'johndoe', password: 'password123' });
    if (result.status !== 200) throw new Error(`status ${result.status}`);
    const { lastLogin, createdAt } = result.body.user;
    expect(Date.parse(lastLogin)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(lastLogin)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(createdAt)).toBeLessThan(before);
  });

  test('two sign-ins share no token', async () => {
    const [first, second] = await Promise.all([signIn(credentials), signIn(credentials)]);
    if (first.status !== 200 || second.status !== 200) throw new Error(`status ${first.status}, ${second.status}`);
    expect(first.body.accessToken).not.toBe(second.body.accessToken);
    expect(first.body.refreshToken).not.toBe(second.body.refreshToken);
  });

  test('a refused sign-in changes nothing', async () => {
    const state = () => Promise.all([server.knex('sessions').count(), server.knex('accounts').select('id', 'last_login_at').orderBy('id')]);
    const before = await state();
    for (const body of [
      { ...credentials, password: 'password124' },
      { email: 'nobody@example.com', password: 'password123' },
      { email: 'jane.roe@example.com', password: 'password123' },
      { ...credentials, username: 'janeroe' },
    ]) {
      expect((await signIn(body)).status).toBeGreaterThanOrEqual(401);
    }
    expect(await state()).toStrictEqual(before);
  });

  test('unknown account, wrong password and foreign username get the same bytes', async () => {
    const answers = await Promise.all(
      [
        { ...credentials, password: 'password124' },
        { username: 'nobody', password: 'password123' },
        { ...credentials, username: 'janeroe' },
        { email: 'jane.roe@example.com', password: 'password124' },
      ].map(async (body) => {
        const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
        const response = await fetch(new URL('/api/v1/auths/sign-in', server.address), init);
        const headers = Object.fromEntries([...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name)));
        return JSON.stringify([response.status, headers, await response.text()]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
  });
});
