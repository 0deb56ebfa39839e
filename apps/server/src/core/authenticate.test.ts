import { beforeAll, beforeEach, expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { codeOf, profiles, renewed, single, startProcess, startSession, type TestClock, type TestProcess } from '../../test/sessions.ts';
import { authenticate, openSession, refreshSession } from './sessions.ts';
import type { TokenProfile } from './token-profile.ts';

const start = Date.UTC(2027, 0, 1);

describeDatabases('authenticate', (openFresh) => {
  let db: TestDatabase;
  let server: TestProcess;
  const clock: TestClock = { now: start };
  beforeAll(async () => {
    db = await openFresh();
    server = await startProcess(db.database, clock);
  });
  beforeEach(() => {
    clock.now = start;
  });

  const check = (token: string, profile: TokenProfile, from = server) => authenticate(from, { profile: profile.name, token });
  const codeFor = async (token: string, profile: TokenProfile, from = server) => codeOf(check(token, profile, from));
  const open = (profile: TokenProfile, accountId?: number) =>
    startSession(server, db, { profile: profile.name, ...(accountId !== undefined && { accountId }) });
  const accounts = () => server.store.accounts;

  test.each(profiles)('$name: tells the account as it is now, and the session', async (profile) => {
    const { accessToken, accountId, sessionId } = await open(profile);
    expect(await check(accessToken, profile)).toMatchObject({
      sessionId,
      profile: profile.name,
      account: { id: accountId, permissions: [] },
    });
    await db.knex('permissions').insert({ id: accountId, name: `permission ${accountId}` });
    await db.knex('account_permissions').insert({ account_id: accountId, permission_id: accountId });
    const { account } = await check(accessToken, profile);
    expect(account).toEqual(await accounts().find(accountId));
    expect(account.permissions).toEqual([{ id: accountId, name: `permission ${accountId}` }]);
  });

  test('tokens of one API are refused by the other, and so is a refresh token', async () => {
    const [short, long] = [await open(renewed), await open(single)];
    expect(await codeFor(short.accessToken, single)).toBe('unauthenticated');
    expect(await codeFor(long.accessToken, renewed)).toBe('unauthenticated');
    for (const profile of profiles) expect(await codeFor(short.refreshToken, profile)).toBe('unauthenticated');
  });

  test.each(profiles)('$name: a disabled account loses its tokens with the next request, and does not get them back', async (profile) => {
    const { accessToken, refreshToken, accountId } = await open(profile);
    const other = await open(profile);
    expect(await accounts().setStatus(accountId, 'inactive', ++clock.now)).toBe(true);
    expect(await codeFor(accessToken, profile)).toBe('unauthenticated');
    expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('invalid-token');
    expect(await codeFor(other.accessToken, profile)).toBe('none');
    await accounts().setStatus(accountId, 'active', ++clock.now);
    expect(await codeFor(accessToken, profile)).toBe('unauthenticated');
    expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('invalid-token');
    expect(await codeFor((await open(profile, accountId)).accessToken, profile)).toBe('none');
  });

  test('an account that was disabled by a bare UPDATE loses its tokens too', async () => {
    const { accessToken, refreshToken, accountId } = await open(renewed);
    await db.knex('accounts').where({ id: accountId }).update({ status: 'inactive' });
    expect(await codeFor(accessToken, renewed)).toBe('unauthenticated');
    expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('invalid-token');
  });

  test.each(profiles)(
    '$name: another password ends the tokens of before, in the same millisecond too, and none of after',
    async (profile) => {
      const { accessToken, refreshToken, accountId } = await open(profile);
      expect(await accounts().setPassword(accountId, 'hash', clock.now)).toBe(true);
      const ended = { ended_at: clock.now, end_reason: 'password-changed' };
      expect(await db.knex('sessions').where({ account_id: accountId })).toMatchObject([ended]);
      expect(await codeFor(accessToken, profile)).toBe('unauthenticated');
      expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('invalid-token');
      expect(await codeFor((await open(profile, accountId)).accessToken, profile)).toBe('none');
    },
  );

  test('a sign-in with the old password that was under way while it changed opens nothing', async () => {
    const { accountId } = await open(renewed);
    await accounts().setPassword(accountId, 'hash', clock.now);
    const { passwordChangedAt } = (await accounts().findCredential({ username: await usernameOf(accountId) })) ?? expect.fail('is gone');
    await accounts().setPassword(accountId, 'another hash', clock.now);
    clock.now += 60_000;
    const late = await openSession(server, { profile: renewed.name, accountId, passwordChangedAt });
    expect(await codeFor(late.accessToken, renewed)).toBe('unauthenticated');
    const { refreshToken = '' } = late;
    expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('invalid-token');
  });

  test('the same password under another hash ends nothing', async () => {
    const { accessToken, refreshToken, accountId } = await open(renewed);
    expect(await accounts().replaceHash(accountId, 'none', 'rehashed')).toBe(true);
    expect(await codeFor(accessToken, renewed)).toBe('none');
    expect(await codeOf(refreshSession(server, { profile: renewed.name, refreshToken }))).toBe('none');
  });

  test('a token whose session is gone, or is that of another account, opens nothing', async () => {
    const [mine, other] = [await open(renewed), await open(renewed)];
    await db.knex('sessions').where({ id: mine.sessionId }).update({ account_id: other.accountId });
    expect(await codeFor(mine.accessToken, renewed)).toBe('unauthenticated');
    await db.knex('sessions').where({ id: other.sessionId }).delete();
    expect(await codeFor(other.accessToken, renewed)).toBe('unauthenticated');
  });

  test('who reads the whole database finds no token and no private key in it', async () => {
    const session = await open(renewed);
    const next = await refreshSession(server, { profile: renewed.name, refreshToken: session.refreshToken });
    const { accessToken } = await open(single);
    const secrets = [session.refreshToken, session.accessToken, next.refreshToken, next.accessToken, accessToken];
    for (const { name } of profiles) {
      const { privateKey } = await server.keys.active(name);
      secrets.push(privateKey.export({ format: 'jwk' }).d ?? '', privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'));
    }
    const tables = ['accounts', 'sessions', 'refresh_tokens', 'signing_keys'];
    const rows = await Promise.all(tables.map((table) => db.knex(table)));
    const dump = JSON.stringify(rows);
    expect(rows.every(({ length }) => length > 0)).toBe(true);
    expect(secrets).toHaveLength(9);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(40);
      for (const form of formsOf(secret)) expect(dump).not.toContain(form);
    }
  });

  async function usernameOf(id: number): Promise<string> {
    const { username_canonical } = await db.knex('accounts').where({ id }).first();
    return username_canonical;
  }
});

/** As it stands, and as the bytes that it encodes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'base64url');
  return [secret, bytes.toString('hex'), bytes.toString('base64'), Buffer.from(secret).toString('base64url')];
}
