import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { day, minute, renewed, startProcess, startSession, type TestClock } from '../../test/sessions.ts';
import { maintain } from './maintain.ts';

describeDatabases('maintain', (openFresh) => {
  test('in many processes, over a year: expired sessions go, keys follow one another, and exactly one signs', async () => {
    const db = await openFresh();
    const clock: TestClock = { now: Date.UTC(2027, 0, 1) };
    const processes = await Promise.all([db.database, await db.reopen(), await db.reopen()].map((each) => startProcess(each, clock)));
    const [server = expect.fail()] = processes;
    await startSession(server, db);
    const kids = new Set<string>();
    for (let week = 0; week < 53; week++) {
      clock.now += 7 * day;
      for (let tick = 0; tick < 3; tick++) {
        await Promise.all(processes.map(maintain));
        clock.now += 20 * minute;
      }
      const active = await db.knex('signing_keys').where({ profile: renewed.name, state: 'active' });
      expect(active).toHaveLength(1);
      kids.add(active[0].kid);
    }
    expect(kids.size).toBe(5);
    expect(await db.knex('signing_keys').where({ profile: renewed.name })).toHaveLength(1);
    expect([await db.knex('sessions'), await db.knex('refresh_tokens')]).toEqual([[], []]);
  });
});
