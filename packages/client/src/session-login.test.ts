import { describe, expect, test } from 'vitest';
import { denied, json } from './api.testing.ts';
import { createClient } from './index.ts';
import { baseUrl } from './session.testing.ts';

describe('the login API', () => {
  const token = `x.${Buffer.from(JSON.stringify({ exp: 4_102_444_800 })).toString('base64url')}.y`;
  const user = { id: 1, name: 'John Doe', email: 'john.doe@example.com', roles: [], permissions: [] };
  function logIn(me: () => Response) {
    const paths: string[] = [];
    const fetch = async (request: Request) => {
      paths.push(`${new URL(request.url).pathname.split('/').at(-1)} ${request.headers.get('authorization')?.length ?? 0}`);
      if (request.url.endsWith('/me')) return me();
      return request.url.endsWith('/logout')
        ? new Response(null, { status: 204 })
        : json(200, { status: 200, data: { token, token_type: 'Bearer', user } });
    };
    const client = createClient({ api: 'login', baseUrl, fetch });
    return { client, paths };
  }

  test('has a session without renewal', async () => {
    const { client, paths } = logIn(() => json(200, { status: 200, data: { user: { ...user, name: 'J' } } }));
    await client.login({ email: 'john.doe@example.com', password: 'x' });
    expect(client.session.get()).toMatchObject({ state: 'signed-in', user, isRenewable: false, expiresAt: 4_102_444_800_000 });
    await client.currentUser();
    expect(client.session.get().user?.name).toBe('J');
    await client.session.signOut();
    expect(paths).toEqual(['login 0', `me ${token.length + 7}`, `logout ${token.length + 7}`]);
  });

  test('a 401 ends it, but not the page of a proxy', async () => {
    let answer = () => new Response('', { status: 401 });
    const { client } = logIn(() => answer());
    await client.login({ email: 'john.doe@example.com', password: 'x' });
    expect(await client.safe.currentUser()).toMatchObject({ status: 'undocumented' });
    expect(client.session.get().state).toBe('signed-in');
    answer = () => json(401, { message: 'Unauthenticated.' });
    expect(await client.safe.currentUser()).toMatchObject({ status: 401 });
    expect(client.session.get().state).toBe('signed-out');
  });

  test('its own method ends it, too', async () => {
    const { client } = logIn(denied);
    await client.login({ email: 'john.doe@example.com', password: 'x' });
    await client.logout();
    expect(client.session.get().state).toBe('signed-out');
  });
});
