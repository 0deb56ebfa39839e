import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { createCore, type Core } from './core.ts';
import type { Failure } from './failures.ts';
import type { Identifiers } from './identifiers.ts';
import { createPasswords } from './passwords.ts';
import { hashRefreshToken } from './refresh-token.ts';
import type { TokenProfile } from './token-profile.ts';

const short: TokenProfile = {
  name: 'short',
  algorithm: 'ES256',
  type: 'at+jwt',
  audience: 'short',
  lifetime: 86_400,
  sessionClaim: 'sid',
  refresh: true,
};
const long: TokenProfile = { ...short, name: 'long', sessionClaim: 'jti', refresh: false };
const now = 1_800_000_000_123;
const password = ' pass word ';
const context = { requestId: 'r', source: '192.0.2.1' };
const passwords = await createPasswords({ random: randomBytes });

describeDatabases('signIn', (openFresh) => {
  let db: TestDatabase;
  let core: Core;
  let verifications = 0;

  beforeAll(async () => {
    db = await openFresh();
    core = await createCore({
      store: db.database.store,
      profiles: [short, long],
      secret: 'secret',
      clock: () => now,
      random: randomBytes,
      phoneRegion: 'MX',
      throttle: 'off',
      passwords: {
        ...passwords,
        verify(...given) {
          verifications++;
          return passwords.verify(...given);
        },
      },
    });
    const password_hash = await passwords.hash(password);
    await addAccount(db.knex, { id: 1, username: 'Ann', email: 'ann@example.com', phone: '+525511111111', password_hash });
    await addAccount(db.knex, { id: 2, username: 'bob', email: 'bob@example.com', status: 'inactive', password_hash });
  });

  const signIn = (identifiers: Identifiers, sent = password, profile = 'short') =>
    core.signIn({ profile, identifiers, password: sent, context });
  const failureOf = (identifiers: Identifiers, sent = password) =>
    signIn(identifiers, sent).then(
      () => expect.fail('was signed in'),
      (failure: Failure) => failure.value,
    );
  const countSessions = async () => (await db.knex('sessions')).length;

  test.each<Identifiers>([
    { email: 'ANN@example.com' },
    { username: 'ａnn' },
    { phone: '+52 55 1111 1111' },
    { phone: '55 1111 1111' },
    { email: 'ann@example.com', username: 'ANN' },
  ])('opens the account of %j', async (identifiers) => {
    expect((await signIn(identifiers)).account).toMatchObject({ id: 1, username: 'Ann' });
  });

  test('keeps a session and only the hash of its refresh token', async () => {
    const { refreshToken, accessToken } = await signIn({ username: 'ann' });
    const { sid } = claimsOf(accessToken);
    expect(await db.knex('sessions').where({ id: sid })).toMatchObject([{ id: sid, account_id: 1, profile: 'short', created_at: now }]);
    expect(await db.knex('refresh_tokens').where({ session_id: sid })).toMatchObject([
      { token_hash: hashRefreshToken(refreshToken ?? ''), session_id: sid, created_at: now },
    ]);
  });

  test('a profile without renewal gets no refresh token; its token names the session', async () => {
    const result = await signIn({ username: 'ann' }, password, 'long');
    expect(result).not.toHaveProperty('refreshToken');
    const { jti } = claimsOf(result.accessToken);
    expect(await db.knex('sessions').where({ id: jti })).toHaveLength(1);
    expect(await db.knex('refresh_tokens').where({ session_id: jti })).toEqual([]);
  });

  test('this sign-in is the last one', async () => {
    await db.knex('accounts').where({ id: 1 }).update({ last_login_at: null });
    expect((await signIn({ username: 'ann' })).account.lastLoginAt).toBe(now);
    expect(await db.database.store.accounts.find(1)).toMatchObject({ lastLoginAt: now });
  });

  test.each<[string, Identifiers, string]>([
    ['an unknown email', { email: 'nobody@example.com' }, password],
    ['an unknown phone', { phone: '+525599999999' }, password],
    ['what is no phone number', { phone: 'call me' }, password],
    ['a NUL byte', { username: 'ann\u0000' }, password],
    ['a lone surrogate', { username: '\ud800' }, password],
    ['no identifier', {}, password],
    ['the identifiers of two accounts', { email: 'ann@example.com', username: 'bob' }, password],
    ['a known identifier with an unreadable one', { email: 'ann@example.com', username: 'ann\u0000' }, password],
    ['a wrong password', { username: 'ann' }, 'wrong'],
    ['a trimmed password', { username: 'ann' }, password.trim()],
    ['an empty password', { username: 'ann' }, ''],
    ['a password with a lone surrogate', { username: 'ann' }, `${password}\ud800`],
    ['a wrong password of an inactive account', { username: 'bob' }, 'wrong'],
  ])('%s: wrong credentials after one verification, and nothing changes', async (_, identifiers, sent) => {
    const sessions = await countSessions();
    verifications = 0;
    expect(await failureOf(identifiers, sent)).toEqual({ code: 'wrong-credentials', data: { fields: Object.keys(identifiers) } });
    expect(verifications).toBe(1);
    expect(await countSessions()).toBe(sessions);
  });

  test('an inactive account is told only to who knows the password, and nothing changes', async () => {
    const sessions = await countSessions();
    verifications = 0;
    expect(await failureOf({ email: 'bob@example.com' })).toEqual({ code: 'inactive', data: { fields: ['email'] } });
    expect(verifications).toBe(1);
    expect(await countSessions()).toBe(sessions);
    expect(await db.database.store.accounts.find(2)).toMatchObject({ lastLoginAt: null });
  });

  test('fifty at once get fifty sessions', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => signIn({ username: 'ann' })));
    expect(new Set(results.map(({ accessToken }) => claimsOf(accessToken).sid)).size).toBe(50);
    expect(new Set(results.map(({ refreshToken }) => refreshToken)).size).toBe(50);
  });

  test('a profile that nobody brought is a programming error', async () => {
    await expect(signIn({ username: 'ann' }, password, 'other')).rejects.toThrow('No token profile is named "other"');
  });
});

function claimsOf(token: string): Record<string, string> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
