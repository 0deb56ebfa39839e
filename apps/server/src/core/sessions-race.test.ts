import { beforeAll, expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { codeOf, renewed, startProcess, startSession, type TestClock, type TestProcess } from '../../test/sessions.ts';
import { authenticate, endSession, refreshSession } from './sessions.ts';

/** `REFRESH_ROUNDS=200` for the deep run. */
const rounds = Number(process.env.REFRESH_ROUNDS ?? 20);
const parallel = 50;
const times = (count: number) => Array.from({ length: count }, (_, n) => n);

describeDatabases('parallel refreshes', (openFresh) => {
  let db: TestDatabase;
  let servers: [TestProcess, TestProcess];
  const clock: TestClock = { now: Date.UTC(2027, 0, 1) };
  beforeAll(async () => {
    db = await openFresh();
    servers = [await startProcess(db.database, clock), await startProcess(await db.reopen(), clock)];
  });

  const refresh = (refreshToken: string, n = 0) => refreshSession(servers[n % 2 === 0 ? 0 : 1], { profile: renewed.name, refreshToken });
  const generations = (sessionId: string) =>
    db.knex('refresh_tokens').where({ session_id: sessionId }).orderBy('generation').pluck('generation');

  test(`${rounds} rounds of ${parallel} in two processes: one successor each, and no session is lost`, { timeout: 600_000 }, async () => {
    const session = await startSession(servers[0], db);
    const { sessionId } = session;
    let newest = session.refreshToken;
    for (const round of times(rounds)) {
      clock.now += 60_000;
      const token = newest;
      const results = await Promise.all(times(parallel).map((n) => refresh(token, n)));
      const successors = new Set(results.map(({ refreshToken }) => refreshToken));
      expect(successors.size).toBe(1);
      [newest = ''] = successors;
      expect(await generations(sessionId)).toEqual(times(round + 2));
    }
    clock.now += 60_000;
    const accessToken = (await refresh(newest)).accessToken;
    clock.now += 60_000;
    // After the grace each of them would have to end the session; one is enough.
    expect(await Promise.all(times(parallel).map((n) => codeOf(refresh(newest, n))))).toEqual(Array(parallel).fill('invalid-token'));
    expect(await codeOf(authenticate(servers[1], { profile: renewed.name, token: accessToken }))).toBe('unauthenticated');
  });

  test(`${rounds} sessions each renewed twice at the same time, by two processes`, async () => {
    for (const n of times(rounds)) {
      const { refreshToken, sessionId } = await startSession(servers[0], db);
      const [one, two] = await Promise.all([refresh(refreshToken, n), refresh(refreshToken, n + 1)]);
      expect(one.refreshToken).toBe(two.refreshToken);
      expect(await generations(sessionId)).toEqual([0, 1]);
    }
  });

  test('a refresh and a sign-out at the same time: nothing of the session is good afterwards', async () => {
    for (const n of times(rounds)) {
      const { refreshToken, accessToken } = await startSession(servers[0], db);
      const [renewal] = await Promise.allSettled([
        refresh(refreshToken, n),
        endSession(servers[n % 2 === 0 ? 1 : 0], { profile: renewed.name, refreshToken }),
      ]);
      const tokens = renewal.status === 'fulfilled' ? [accessToken, renewal.value.accessToken] : [accessToken];
      for (const token of tokens) {
        expect(await codeOf(authenticate(servers[0], { profile: renewed.name, token }))).toBe('unauthenticated');
      }
      if (renewal.status === 'fulfilled') expect(await codeOf(refresh(renewal.value.refreshToken))).toBe('invalid-token');
    }
  });

  test('a refresh and a change of the password at the same time: nothing of the session is good afterwards', async () => {
    for (const n of times(rounds)) {
      const { refreshToken, accessToken, accountId } = await startSession(servers[0], db);
      const [renewal] = await Promise.allSettled([
        refresh(refreshToken, n),
        servers[n % 2 === 0 ? 1 : 0].store.accounts.setPassword(accountId, 'another hash', clock.now),
      ]);
      const tokens = renewal.status === 'fulfilled' ? [accessToken, renewal.value.accessToken] : [accessToken];
      for (const token of tokens) {
        expect(await codeOf(authenticate(servers[0], { profile: renewed.name, token }))).toBe('unauthenticated');
      }
      if (renewal.status === 'fulfilled') expect(await codeOf(refresh(renewal.value.refreshToken))).toBe('invalid-token');
    }
  });
});
