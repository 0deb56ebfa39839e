import { expect, test } from 'vitest';
import { admin } from '../../test/admin.ts';
import { describeServers, type TestServer } from '../../test/server.ts';
import { bearer, signIn } from '../../test/sign-in.ts';

const minute = 60_000;

describeServers('key', (start) => {
  /** A server whose clock is moved ahead, as time would. */
  const open = async () => {
    let ahead = 0;
    const server = await start({ clock: () => Date.now() + ahead });
    return { server, pass: (duration: number) => void (ahead += duration) };
  };
  const key = (server: TestServer, ...argv: string[]) => admin(server, ['key', ...argv]);
  const keys = async (server: TestServer) => (await key(server, 'list')).out.slice(1).map((line) => line.split('\t'));
  const kidOf = async (server: TestServer, state: string, profile = 'sign-in') =>
    (await keys(server)).find((each) => each[1] === profile && each[3] === state)?.[0] ?? '';
  const events = async (server: TestServer) =>
    (await server.knex('audit').where('event', 'like', 'sys_key%').orderBy('id')).map(({ event, profile, reason }) => [
      event,
      profile,
      reason,
    ]);
  const meStatus = async (server: TestServer, token: string) =>
    (await fetch(`${server.address}/api/v1/auths/me`, { headers: bearer(token) })).status;
  const kidIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

  test('list: a line for each key', async () => {
    const { server } = await open();
    expect((await key(server, 'list')).out[0]).toBe('kid\tprofile\talgorithm\tstate\tactiveFrom\tverifyUntil');
    const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const kid = expect.stringMatching(/^[\w-]{43}$/);
    expect((await keys(server)).toSorted((a, b) => String(a[1]).localeCompare(String(b[1])))).toEqual([
      [kid, 'login', 'RS256', 'active', isoTime, '-'],
      [kid, 'sign-in', 'ES256', 'active', isoTime, '-'],
    ]);
  });

  test('rotate: published at once, signs 20 minutes later; asked twice it stays the same', async () => {
    const { server } = await open();
    const active = await kidOf(server, 'active');
    const { code, out } = await key(server, 'rotate', 'sign-in');
    const pending = await kidOf(server, 'pending');
    expect({ code, out }).toEqual({ code: 0, out: [expect.stringContaining(`published ${pending}, which signs from 20`)] });
    const activeFrom = Date.parse(/from (\S+)/.exec(out[0] ?? '')?.[1] ?? '');
    expect(Math.abs(activeFrom - Date.now() - 20 * minute)).toBeLessThan(minute);
    expect((await key(server, 'rotate', 'sign-in')).out).toEqual(out);
    expect(await kidOf(server, 'active')).toBe(active);
    expect(await events(server)).toEqual([['sys_key_published', 'sign-in', `kid ${pending}`]]);

    // As when no server ran in the meantime.
    await server.knex('signing_keys').where({ kid: pending }).update({ active_from: Date.now() });
    expect((await key(server, 'rotate', 'sign-in')).out).toEqual([`${pending} signs now`]);
    expect(await kidOf(server, 'active')).toBe(pending);
  });

  test('rotate --now: signs within seconds, and what the old key signed is still good', async () => {
    const { server, pass } = await open();
    const { accessToken } = await signIn(server);
    const old = await kidOf(server, 'active');
    expect((await key(server, 'rotate', 'sign-in', '--now')).code).toBe(0);
    const active = await kidOf(server, 'active');
    expect([await kidOf(server, 'retired'), active === old]).toEqual([old, false]);
    const [{ verify_until: verifyUntil }] = await server.knex('signing_keys').where({ kid: old });
    expect(Math.abs(verifyUntil - Date.now() - 24 * 60 * minute - minute)).toBeLessThan(minute);
    expect((await events(server)).map(([event]) => event)).toEqual(['sys_key_published', 'sys_key_activated']);
    pass(6_000);
    expect(kidIn((await signIn(server)).accessToken)).toBe(active);
    expect(await meStatus(server, accessToken)).toBe(200);
  });

  test.each(['active', 'retired'])('revoke of the %s key: its tokens are refused, and the server goes on signing', async (state) => {
    const { server, pass } = await open();
    const { accessToken } = await signIn(server);
    const kid = kidIn(accessToken);
    if (state === 'retired') await key(server, 'rotate', 'sign-in', '--now');
    const { code, out } = await key(server, 'revoke', kid);
    const successor = await kidOf(server, 'active');
    expect({ code, out }).toEqual({ code: 0, out: [`revoked ${kid}`, ...(state === 'active' ? [`${successor} signs now`] : [])] });
    pass(6_000);
    expect(await meStatus(server, accessToken)).toBe(401);
    const again = await signIn(server);
    expect([kidIn(again.accessToken), await meStatus(server, again.accessToken)]).toEqual([successor, 200]);
    expect(await events(server)).toContainEqual(['sys_key_revoked', 'sign-in', `kid ${kid}`]);
    expect((await events(server)).at(-1)?.[0]).toBe(state === 'active' ? 'sys_key_activated' : 'sys_key_revoked');
    expect(await key(server, 'revoke', kid)).toEqual({ code: 1, out: [], err: ['there is no such key'] });
  });

  test.each(['-', '--'])('a kid that begins with %s is no option', async (hyphens) => {
    const { server } = await open();
    const kid = hyphens.padEnd(43, 'k');
    for (const argv of [[kid], ['--', kid]]) {
      expect(await key(server, 'revoke', ...argv)).toEqual({ code: 1, out: [], err: ['there is no such key'] });
    }
    expect(await key(server, 'revoke', kid, kid)).toMatchObject({ code: 2, err: [expect.stringContaining('too many arguments')] });
  });

  test('what is not there is refused, and changes nothing', async () => {
    const { server } = await open();
    const before = await server.knex('signing_keys').orderBy('kid');
    expect(await key(server, 'revoke', 'x')).toEqual({ code: 1, out: [], err: ['there is no such key'] });
    expect(await key(server, 'rotate', 'x')).toEqual({ code: 1, out: [], err: ['there is no such profile; there are sign-in, login'] });
    expect(await server.knex('signing_keys').orderBy('kid')).toEqual(before);
    expect(await events(server)).toEqual([]);
  });

  test('with another secret than that of the servers no key is touched', async () => {
    const { server } = await open();
    const [first] = await server.knex('signing_keys').where({ profile: 'login' });
    await server.knex('signing_keys').where({ profile: 'login' }).update({ sealed_private_key: 'sealed by another secret' });
    const before = await server.knex('signing_keys').orderBy('kid');
    for (const argv of [
      ['revoke', first.kid],
      ['revoke', await kidOf(server, 'active')],
      ['rotate', 'sign-in', '--now'],
    ]) {
      expect(await key(server, ...argv)).toMatchObject({
        code: 1,
        err: [expect.stringContaining('The secret is not the one that sealed')],
      });
    }
    expect(await server.knex('signing_keys').orderBy('kid')).toEqual(before);
  });
});
