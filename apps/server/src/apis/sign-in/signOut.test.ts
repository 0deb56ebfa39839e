import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
import { bearer, signIn } from '../../../test/sign-in.ts';

describeServers('signOut', (start) => {
  test('ends all tokens of the session on the next request, and no others', async () => {
    const server = await start();
    const [mine, other] = [await signIn(server), await signIn(server)];
    expect((await mine.client.signOut({ body: { refreshToken: mine.refreshToken } })).status).toBe(204);
    expect((await mine.client.me({ headers: bearer(mine.accessToken) })).status).toBe(401);
    expect((await mine.client.refresh({ body: { refreshToken: mine.refreshToken } })).status).toBe(401);
    expect((await other.client.me({ headers: bearer(other.accessToken) })).status).toBe(200);
  });

  test('a token that has been used ends its session too', async () => {
    const server = await start();
    const { client, refreshToken } = await signIn(server);
    const renewed = await client.refresh({ body: { refreshToken } });
    if (renewed.status !== 200) throw new Error(`status ${renewed.status}`);
    await client.signOut({ body: { refreshToken } });
    expect((await client.me({ headers: bearer(renewed.body.accessToken) })).status).toBe(401);
  });

  test('answers the same again', async () => {
    const server = await start();
    const { client, refreshToken } = await signIn(server);
    await client.signOut({ body: { refreshToken } });
    expect((await client.signOut({ body: { refreshToken } })).status).toBe(204);
  });
});
