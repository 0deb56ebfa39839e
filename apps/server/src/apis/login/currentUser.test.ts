import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
import { bearer, logIn } from '../../../test/sign-in.ts';

const day = 24 * 60 * 60_000;

describeServers('currentUser', (start) => {
  test('a token lives 365 days', async () => {
    let now = Date.now();
    const server = await start({ clock: () => now });
    const { client, token } = await logIn(server);
    now += 365 * day - 1_000;
    expect((await client.currentUser({ headers: bearer(token) })).status).toBe(200);
    now += 32_000;
    expect((await client.currentUser({ headers: bearer(token) })).status).toBe(401);
  });

  test('a disabled account: its token of 365 days ends on the next request', async () => {
    const server = await start();
    const { client, token } = await logIn(server);
    await server.knex('accounts').where({ id: 1 }).update({ status: 'inactive' });
    expect((await client.currentUser({ headers: bearer(token) })).status).toBe(401);
  });
});
