import type { Knex } from 'knex';
import { longestWait, type Attempt, type Charge } from '../core/attempt.ts';
import type { Taken, ThrottleStore } from '../core/throttle.ts';
import type { Query } from './query.ts';

/** What core/bucket.ts says, in SQL: `throttle` is the bucket as it is, `excluded` the attempt. */
const isOfTheFuture = 'throttle.taken_at > excluded.taken_at + excluded.refill';
const latest = 'case when throttle.taken_at > excluded.taken_at then throttle.taken_at else excluded.taken_at end';
const debt = `case when ${isOfTheFuture} or throttle.debt_until <= (${latest}) then 0 else throttle.debt_until - (${latest}) end`;
const beyond = '((throttle.debt_until - throttle.taken_at + excluded.refill - 1) / excluded.refill - excluded.burst)';
const doubled = `(excluded.block << cast(${beyond} as integer))`;
const block = `case when ${beyond} > 20 or ${doubled} > excluded.refill then excluded.refill else ${doubled} end`;
const isOpen = `(${isOfTheFuture} or ${beyond} < 0 or excluded.taken_at >= throttle.taken_at + (${block}))`;

/** Thrown to undo a transaction. */
const closed = new Error('A bucket of the throttle is closed');

const pruneBatch = 1_000;

/** Buckets that all processes share. Whatever is written is one statement per bucket that the unique key serialises: nothing is decided on what was read. */
export function createThrottleStore(query: Query): ThrottleStore {
  const waitFor = (attempt: Attempt, now: number) => query((knex) => findWait(knex, attempt, now));
  return {
    async take(attempt, now) {
      // A look first: during an attack most attempts are refused, and those should write nothing.
      const wait = await waitFor(attempt, now);
      if (wait > 0) return refused(wait);
      const taken = await query((knex) => knex.transaction((trx) => takeAll(trx, attempt, now))).catch((error: unknown) => {
        if (error !== closed) throw error;
      });
      return taken ?? refused(Math.max(1, await waitFor(attempt, now)));
    },
    async giveBack(charges) {
      await query((knex) =>
        knex.transaction(async (trx) => {
          // One after the other, in the order in which `take` locks them: two that wait for each other would wait a second.
          for (const { key, limit } of charges) await trx('throttle').where({ key }).decrement('debt_until', limit.refill);
        }),
      );
    },
    async prune(now) {
      let removed = 0;
      for (let last = pruneBatch; last === pruneBatch; removed += last) {
        // In pieces, because SQLite serves no one meanwhile.
        last = await query((knex) => {
          const empty = knex('throttle').where('debt_until', '<=', now).limit(pruneBatch).select('key');
          return knex('throttle').whereIn('key', empty).where('debt_until', '<=', now).delete();
        });
      }
      return removed;
    },
  };
}

function refused(wait: number): Taken {
  return { wait, silent: false, charges: [] };
}

async function findWait(knex: Knex, attempt: Attempt, now: number): Promise<number> {
  const { pairs, totals, spread } = attempt;
  const keys = [...pairs, ...totals, ...(spread ? [spread] : [])].map(({ key }) => key);
  const rows = await knex('throttle').whereIn('key', keys).select('key', 'taken_at', 'debt_until');
  const buckets = new Map(rows.map((row) => [row.key, { takenAt: row.taken_at, debtUntil: row.debt_until }]));
  return longestWait(attempt, (key) => buckets.get(key), now);
}

async function takeAll(trx: Knex, { pairs, totals, spread, hidden }: Attempt, now: number): Promise<Taken> {
  const tried = await take(trx, pairs, now);
  const isNew = tried.some(({ charge, debtUntil }) => debtUntil === now + charge.limit.refill);
  const required = [...totals, ...(spread && isNew ? [spread] : [])];
  const counted = await take(trx, [...required, hidden], now);
  const charges = [...tried, ...counted].map(({ charge }) => charge);
  if (![...pairs, ...required].every((charge) => charges.includes(charge))) throw closed;
  return { wait: 0, silent: !charges.includes(hidden), charges };
}

/** Counts in those that are open, in one statement. */
async function take(trx: Knex, charges: readonly Charge[], now: number): Promise<{ charge: Charge; debtUntil: number }[]> {
  if (charges.length === 0) return [];
  // Always in the same order, so that no two transactions wait for each other.
  const ordered = charges.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const rows = await trx('throttle')
    .insert(ordered.map(({ key, limit }) => ({ key, ...limit, taken_at: now, debt_until: now + limit.refill })))
    .onConflict('key')
    .merge({
      burst: trx.raw('excluded.burst'),
      block: trx.raw('excluded.block'),
      refill: trx.raw('excluded.refill'),
      taken_at: trx.raw('excluded.taken_at'),
      debt_until: trx.raw(`excluded.debt_until + ${debt}`),
    })
    .where(trx.raw(isOpen))
    .returning(['key', 'debt_until']);
  return ordered.flatMap((charge) => {
    const row = rows.find(({ key }) => key === charge.key);
    return row ? [{ charge, debtUntil: row.debt_until }] : [];
  });
}
