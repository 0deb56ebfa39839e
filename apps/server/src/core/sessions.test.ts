import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { codeOf, day, minute, renewed, single, startProcess, startSession, type TestClock, type TestProcess } from '../../test/sessions.ts';
import { Failure } from './failures.ts';
import { authenticate, endSession, refreshSession } from './sessions.ts';

const start = Date.UTC(2027, 0, 1);
const grace = 10_000;

describeDatabases('sessions', (openFresh) => {
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

  const open = (from = server) => startSession(from, db);
  const refresh = (refreshToken: string, from = server) => refreshSession(from, { profile: renewed.name, refreshToken });
  const refused = async (refreshToken: string, from = server) => codeOf(refresh(refreshToken, from));
  const isGood = async (token: string) => (await codeOf(authenticate(server, { profile: renewed.name, token }))) === 'none';
  const rowsOf = (sessionId: string) => db.knex('refresh_tokens').where({ session_id: sessionId }).orderBy('generation');

  describe('a refresh token', () => {
    test('renews the session: another pair, of which both are good', async () => {
      const { sessionId, accountId, accessToken, refreshToken } = await open();
      const next = await refresh(refreshToken);
      expect(next).toMatchObject({ sessionId, account: { id: accountId } });
      expect(next.refreshToken).not.toBe(refreshToken);
      expect(next.accessToken).not.toBe(accessToken);
      expect([await isGood(accessToken), await isGood(next.accessToken)]).toEqual([true, true]);
      expect((await refresh(next.refreshToken)).sessionId).toBe(sessionId);
    });

    test('used again within the grace gets the same successor: a lost answer or a second tab logs nobody out', async () => {
      const { sessionId, refreshToken } = await open();
      const first = await refresh(refreshToken);
      clock.now += grace;
      const second = await refresh(refreshToken);
      expect(second.refreshToken).toBe(first.refreshToken);
      expect(await isGood(second.accessToken)).toBe(true);
      expect(await rowsOf(sessionId)).toHaveLength(2);
    });

    test('used again after the grace ends the session, the newest tokens included', async () => {
      const other = await open();
      const { accessToken, refreshToken, sessionId, accountId } = await open();
      const second = await refresh(refreshToken);
      clock.now += grace + 1;
      const failure = await refresh(refreshToken).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Failure);
      expect(failure).toMatchObject({ value: { code: 'invalid-token' }, cause: { reason: 'token-reused', sessionId, accountId } });
      expect(await refused(second.refreshToken)).toBe('invalid-token');
      expect([await isGood(accessToken), await isGood(second.accessToken)]).toEqual([false, false]);
      expect(await db.knex('sessions').where({ id: sessionId })).toMatchObject([{ ended_at: clock.now, end_reason: 'token-reused' }]);
      expect(await isGood(other.accessToken)).toBe(true);
    });

    test('whose successor was used too ends the session, even within the grace', async () => {
      const { refreshToken } = await open();
      const second = await refresh(refreshToken);
      const third = await refresh(second.refreshToken);
      expect(await refused(refreshToken)).toBe('invalid-token');
      expect(await refused(third.refreshToken)).toBe('invalid-token');
      expect(await isGood(third.accessToken)).toBe(false);
    });

    test('of twenty generations ago still ends the session', async () => {
      const { refreshToken } = await open();
      let newest = refreshToken;
      for (let generation = 0; generation < 20; generation++) {
        clock.now += day;
        newest = (await refresh(newest)).refreshToken;
        await db.database.store.prune(clock.now);
      }
      expect(await refused(refreshToken)).toBe('invalid-token');
      expect(await refused(newest)).toBe('invalid-token');
    });

    test('allows no second use at all where the grace is 0', async () => {
      const strict = await startProcess(db.database, clock, { limits: { grace: 0 } });
      const { refreshToken, sessionId } = await open(strict);
      const second = await refresh(refreshToken, strict);
      expect(await rowsOf(sessionId)).toMatchObject([{ sealed_successor: null, grace_until: null }, {}]);
      expect(await refused(refreshToken, strict)).toBe('invalid-token');
      expect(await refused(second.refreshToken, strict)).toBe('invalid-token');
    });

    test('leaves its successor sealed only until that is used', async () => {
      const { refreshToken, sessionId } = await open();
      const { refreshToken: successor } = await refresh(refreshToken);
      const [row] = await rowsOf(sessionId);
      expect(row.sealed_successor).toMatch(/^[\w-]{90,}$/);
      expect(Buffer.from(row.sealed_successor, 'base64url').includes(successor)).toBe(false);
      await refresh(successor);
      expect(await rowsOf(sessionId)).toMatchObject([{ sealed_successor: null, grace_until: null }, {}, {}]);
    });
  });

  describe('limits', () => {
    test('a session that nobody renews ends at the idle limit, and its access token with it', async () => {
      const { refreshToken, accessToken } = await open(await startProcess(db.database, clock, { limits: { idle: day / 2 } }));
      clock.now += day / 2 - 1;
      expect(await isGood(accessToken)).toBe(true);
      clock.now++;
      expect(await refused(refreshToken)).toBe('invalid-token');
      expect(await isGood(accessToken)).toBe(false);
    });

    test('each renewal starts the idle limit anew', async () => {
      const { refreshToken } = await open();
      clock.now += 30 * day - 1;
      const second = await refresh(refreshToken);
      clock.now += 30 * day - 1;
      expect(await refused(second.refreshToken)).toBe('none');
    });

    test('no renewal extends the absolute limit', async () => {
      let { refreshToken, accessToken } = await open();
      for (let days = 0; days < 89; days++) {
        clock.now += day;
        ({ refreshToken, accessToken } = await refresh(refreshToken));
      }
      clock.now += day - 1;
      ({ refreshToken, accessToken } = await refresh(refreshToken));
      expect(await isGood(accessToken)).toBe(true);
      clock.now++;
      expect([await isGood(accessToken), await refused(refreshToken)]).toEqual([false, 'invalid-token']);
    });

    test('a session with one token lives as long as the token', async () => {
      const { accessToken: token, sessionId } = await startSession(server, db, { profile: single.name });
      expect(await db.knex('sessions').where({ id: sessionId })).toMatchObject([{ expires_at: start + 365 * day }]);
      clock.now += 365 * day - 1;
      expect(await codeOf(authenticate(server, { profile: single.name, token }))).toBe('none');
      clock.now++;
      expect(await codeOf(authenticate(server, { profile: single.name, token }))).toBe('unauthenticated');
    });
  });

  test.each<[string, (session: { accessToken: string; refreshToken: string }) => string]>([
    ['a random token', () => randomBytes(32).toString('base64url')],
    ['an empty one', () => ''],
    ['a truncated one', ({ refreshToken }) => refreshToken.slice(0, -1)],
    ['one with a character more', ({ refreshToken }) => `${refreshToken}A`],
    ['one with another last character', ({ refreshToken }) => refreshToken.slice(0, -1) + (refreshToken.endsWith('A') ? 'B' : 'A')],
    ['the access token', ({ accessToken }) => accessToken],
    ['a megabyte', () => 'A'.repeat(1_000_000)],
    ['SQL', () => "' OR 1=1 --".padEnd(43)],
  ])('%s renews nothing, and ends nothing', async (_name, make) => {
    const session = await open();
    expect(await refused(make(session))).toBe('invalid-token');
    expect(await endSession(server, { profile: renewed.name, refreshToken: make(session) })).toBeUndefined();
    expect(await refused(session.refreshToken)).toBe('none');
  });

  test('a refresh token of another API renews nothing, and ends nothing', async () => {
    const { refreshToken } = await open();
    expect(await codeOf(refreshSession(server, { profile: single.name, refreshToken }))).toBe('invalid-token');
    expect(await endSession(server, { profile: single.name, refreshToken })).toBeUndefined();
    const second = await refresh(refreshToken);
    expect(await codeOf(refreshSession(server, { profile: single.name, refreshToken }))).toBe('invalid-token');
    expect(await refused(second.refreshToken)).toBe('none');
  });

  describe('signing out', () => {
    test.each(['unused', 'used'])('with an %s refresh token ends all tokens of the session at once, and no others', async (kind) => {
      const other = await open();
      const { refreshToken, accessToken, sessionId, accountId } = await open();
      const second = kind === 'used' ? await refresh(refreshToken) : { refreshToken, accessToken };
      clock.now += minute;
      expect(await endSession(server, { profile: renewed.name, refreshToken })).toEqual({ sessionId, accountId });
      for (const token of [refreshToken, second.refreshToken]) expect(await refused(token)).toBe('invalid-token');
      for (const token of [accessToken, second.accessToken]) expect(await isGood(token)).toBe(false);
      expect([await isGood(other.accessToken), await refused(other.refreshToken)]).toEqual([true, 'none']);
      expect(await endSession(server, { profile: renewed.name, refreshToken })).toBeUndefined();
    });

    test('by the id of the session, once', async () => {
      const { accessToken: token, sessionId, accountId } = await startSession(server, db, { profile: single.name });
      const end = () => endSession(server, { profile: single.name, sessionId });
      expect(await endSession(server, { profile: renewed.name, sessionId })).toBeUndefined();
      expect([await end(), await end()]).toEqual([{ sessionId, accountId }, undefined]);
      expect(await codeOf(authenticate(server, { profile: single.name, token }))).toBe('unauthenticated');
      expect(await db.knex('sessions').where({ id: sessionId })).toMatchObject([{ end_reason: 'signed-out' }]);
    });
  });
});
