import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
import { bearer, logIn } from '../../../test/sign-in.ts';

describeServers('logout', (start) => {
  test('ends this token on the next request, and no others', async () => {
    const server = await start();
    const [mine, other] = [await logIn(server), await logIn(server)];
    expect((await mine.client.logout({ headers: bearer(mine.token) })).status).toBe(204);
    expect((await mine.client.currentUser({ headers: bearer(mine.token) })).body).toStrictEqual({ message: 'Unauthenticated.' });
    expect((await mine.client.logout({ headers: bearer(mine.token) })).status).toBe(401);
    expect((await other.client.currentUser({ headers: bearer(other.token) })).status).toBe(200);
  });
});
