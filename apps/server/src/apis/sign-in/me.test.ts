import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
import { bearer, signIn } from '../../../test/sign-in.ts';

const day = 24 * 60 * 60_000;

describeServers('me', (start) => {
  test('shows the user as at sign-in', async () => {
    const server = await start();
    const { client, accessToken, user } = await signIn(server);
    expect((await client.me({ headers: bearer(accessToken) })).body).toStrictEqual(user);
  });

  test('shows a change of permissions at once', async () => {
    const server = await start();
    const { client, accessToken } = await signIn(server);
    await server.knex('role_permissions').where({ permission_id: 12 }).delete();
    expect((await client.me({ headers: bearer(accessToken) })).body).toMatchObject({ permissions: ['view-items'] });
  });

  test('a disabled account: its tokens end on the next request', async () => {
    const server = await start();
    const { client, accessToken, refreshToken } = await signIn(server);
    await server.knex('accounts').where({ id: 1 }).update({ status: 'inactive' });
    expect((await client.me({ headers: bearer(accessToken) })).status).toBe(401);
    expect((await client.refresh({ body: { refreshToken } })).status).toBe(401);
  });

  test('an access token ends after 24 hours, and 30 seconds of clock skew', async () => {
    let now = Date.now();
    const server = await start({ clock: () => now });
    const { client, accessToken } = await signIn(server);
    now += day - 1_000;
    expect((await client.me({ headers: bearer(accessToken) })).status).toBe(200);
    now += 32_000;
    expect((await client.me({ headers: bearer(accessToken) })).status).toBe(401);
  });
});
