import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import type { Attempt } from '../core/attempt.ts';
import { createInsurance } from '../core/insurance.ts';
import type { Taken } from '../core/throttle.ts';
import { connect, parseDatabaseUrl } from './open.ts';
import { createThrottleStore } from './throttle.ts';

const limit = { burst: 3, block: 100, refill: 1_500 };
const charge = (key: string) => ({ key, limit });
const attemptOn = (who: string, where: string): Attempt => ({
  pairs: [charge(`pair ${who} ${where}`)],
  totals: [charge(`who ${who}`), { key: `where ${where}`, limit: { burst: 5, block: 40, refill: 200 } }],
  spread: { key: `spread ${where}`, limit: { burst: 2, block: 300, refill: 300 } },
  hidden: { key: 'hidden', limit: { burst: 4, block: 7, refill: 90 } },
});
const command = fc.record({
  who: fc.constantFrom('a', 'a', 'b'),
  where: fc.constantFrom('x', 'x', 'y'),
  // The last but one sets the clock back, the last lets everything end.
  pass: fc.constantFrom(0, 0, 1, 40, 99, 100, 200, 400, 800, -20, -5_000, 5_000),
  succeeds: fc.constantFrom(true, false, false),
});

describeDatabases('the buckets in the database', (openFresh) => {
  test('are those in memory, whatever happens', async () => {
    const { database, knex } = await openFresh();
    const store = createThrottleStore(database.query);
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 60 }), async (commands) => {
        await knex('throttle').delete();
        const memory = createInsurance();
        let now = 1_800_000_000_000;
        for (const { who, where, pass, succeeds } of commands) {
          now += pass;
          const attempt = attemptOn(who, where);
          const taken = await store.take(attempt, now);
          expect(summaryOf(taken)).toEqual(summaryOf(await memory.take(attempt, now)));
          if (succeeds) await Promise.all([store.giveBack(taken.charges), memory.giveBack(taken.charges)]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('take no more than their limit from sixty attempts at once, in two processes', async () => {
    const { database, knex, reopen } = await openFresh();
    const stores = [database, await reopen()].map(({ query }) => createThrottleStore(query));
    const results = await Promise.all(Array.from({ length: 60 }, (_, n) => stores[n % 2]?.take(attemptOn('a', 'x'), 1_000)));
    expect(results.filter((taken) => taken?.wait === 0)).toHaveLength(limit.burst);
    expect(results.filter((taken) => taken?.wait === limit.block)).toHaveLength(60 - limit.burst);
    // The refused ones are not counted elsewhere either.
    expect(await knex('throttle').whereIn('key', ['who a', 'where x']).orderBy('key', 'desc').pluck('debt_until')).toEqual([5_500, 1_600]);
  });

  test('sixty attempts at once on each other’s buckets wait for no deadlock', async () => {
    const { database, reopen } = await openFresh();
    const stores = [database, await reopen()].map(({ query }) => createThrottleStore(query));
    const wide = { burst: 1_000, block: 1, refill: 1_000 };
    const mixed = (n: number): Attempt => {
      const keys = ['a', 'b', 'c', 'd'].map((_, at, all) => `${all[(at + n) % 4]}`);
      return { pairs: [], totals: keys.map((key) => ({ key, limit: wide })), spread: undefined, hidden: { key: `h${n % 3}`, limit: wide } };
    };
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const store = stores[n % 2];
        const taken = await store?.take(mixed(n), 1_000);
        await store?.giveBack(taken?.charges ?? []);
      }),
    );
    const [row] = await database.query((knex) => knex('throttle').where({ key: 'a' }));
    expect(row).toMatchObject({ taken_at: 1_000, debt_until: 1_000 });
  });

  test('an attempt that is refused by one bucket leaves no trace in the others', async () => {
    const { database, knex } = await openFresh();
    const store = createThrottleStore(database.query);
    for (let n = 0; n < 3; n++) await store.take(attemptOn('a', 'x'), 1_000);
    const before = await knex('throttle').orderBy('key');
    expect(await store.take({ ...attemptOn('b', 'x'), pairs: [charge('new'), charge('pair a x')] }, 1_000)).toMatchObject({ wait: 100 });
    expect(await knex('throttle').orderBy('key')).toEqual(before);
  });

  test('waits for another process that writes', async () => {
    const { database, url, knex } = await openFresh();
    const store = createThrottleStore(database.query);
    const holder = connect(parseDatabaseUrl(url));
    const trx = await holder.transaction();
    await trx('throttle').insert({ key: 'who a', ...limit, taken_at: 1, debt_until: 2 });
    setTimeout(() => void trx.commit(), 200);
    expect(await store.take(attemptOn('a', 'x'), 1_000)).toMatchObject({ wait: 0 });
    await holder.destroy();
    expect(await knex('throttle').where({ key: 'who a' })).toMatchObject([{ taken_at: 1_000, debt_until: 2_500 }]);
  });

  test('are removed when they are empty, and not before', async () => {
    const { database, knex } = await openFresh();
    const store = createThrottleStore(database.query);
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ key: `k${n}`, ...limit, taken_at: 0, debt_until: n < 2_400 ? 1_000 : 1_001 }));
    await knex.batchInsert('throttle', rows, 100);
    expect(await store.prune(1_000)).toBe(2_400);
    expect(await knex('throttle').min({ first: 'debt_until' })).toEqual([{ first: 1_001 }]);
  });
});

function summaryOf({ wait, silent, charges }: Taken) {
  return { wait, silent, keys: charges.map(({ key }) => key).toSorted() };
}
