import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
import { bearer, signIn } from '../../../test/sign-in.ts';

const minute = 60_000;

describeServers('refresh', (start) => {
  let now = Date.now();
  const clock = () => now;

  test('exchanges the tokens of a session for new ones that work', async () => {
    const server = await start({ clock });
    const { client, accessToken, refreshToken } = await signIn(server);
    const result = await client.refresh({ body: { refreshToken } });
    if (result.status !== 200) throw new Error(`status ${result.status}`);
    expect(result.body.refreshToken).not.toBe(refreshToken);
    expect(result.body.accessToken).not.toBe(accessToken);
    expect((await client.me({ headers: bearer(result.body.accessToken) })).status).toBe(200);
    expect((await client.refresh({ body: { refreshToken: result.body.refreshToken } })).status).toBe(200);
  });

  test('a lost answer: the same token again within the grace gets the same successor', async () => {
    const server = await start({ clock });
    const { client, refreshToken } = await signIn(server);
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.refresh({ body: { refreshToken } })));
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
    const successors = answers.map((answer) => (answer.status === 200 ? answer.body.refreshToken : ''));
    expect(new Set(successors).size).toBe(1);
    expect(await server.knex('refresh_tokens')).toHaveLength(2);
  });

  test('a stolen token: used again after the grace it ends the session, newest tokens included', async () => {
    const server = await start({ clock });
    const { client, refreshToken } = await signIn(server);
    const renewed = await client.refresh({ body: { refreshToken } });
    if (renewed.status !== 200) throw new Error(`status ${renewed.status}`);
    now += minute;
    const reused = await client.refresh({ body: { refreshToken } });
    expect(reused.body).toStrictEqual({ statusCode: 401, message: 'Invalid or expired refresh token' });
    expect((await client.refresh({ body: { refreshToken: renewed.body.refreshToken } })).status).toBe(401);
    expect((await client.me({ headers: bearer(renewed.body.accessToken) })).status).toBe(401);
  });

  test('other sessions of the account go on when one ends', async () => {
    const server = await start({ clock });
    const [first, second] = [await signIn(server), await signIn(server)];
    await first.client.refresh({ body: { refreshToken: first.refreshToken } });
    now += minute;
    await first.client.refresh({ body: { refreshToken: first.refreshToken } });
    expect((await second.client.refresh({ body: { refreshToken: second.refreshToken } })).status).toBe(200);
  });
});
