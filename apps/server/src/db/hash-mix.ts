import { setImmediate } from 'node:timers/promises';
import type { HashCount } from '../core/dummies.ts';
import { labelOf, readClass } from '../core/hashes.ts';
import type { Query } from './query.ts';

/** Accounts looked at, at most: enough to know each share to a hundredth. */
const sampleSize = 4_096;

/** Accounts per query: SQLite answers on the thread that serves requests, and this keeps it for a few milliseconds. */
const step = 512;

/**
 * How many accounts have a hash of each class; up to 4,096 accounts all are counted, of more that many. Always the same ones: with other ones each
 * time the shares would waver, and unknown identifiers would change their class, which those of accounts do not.
 */
export async function countHashes(query: Query): Promise<HashCount[]> {
  const counts = new Map<string, HashCount>();
  for (const beginning of await readBeginnings(query)) {
    const hashClass = readClass(beginning);
    if (!hashClass) continue;
    const label = labelOf(hashClass);
    counts.set(label, { hashClass, count: 1 + (counts.get(label)?.count ?? 0) });
  }
  return [...counts.values()];
}

async function readBeginnings(query: Query): Promise<string[]> {
  const last = await query((knex) => knex('accounts').max({ id: 'id' }).first());
  const ids = spread(Number(last?.id ?? 0));
  const beginnings: string[] = [];
  for (let start = 0; start < ids.length; start += step) {
    const rows = await query((knex) =>
      knex('accounts')
        .whereIn('id', ids.slice(start, start + step))
        .select(beginningOf(knex)),
    );
    beginnings.push(...rows.map(({ beginning }) => beginning));
    await setImmediate();
  }
  // Where most ids are unused, such as after an import from a far larger product, the newest accounts speak for all.
  return beginnings.length >= sampleSize / 8 ? beginnings : readNewest(query);
}

async function readNewest(query: Query): Promise<string[]> {
  const rows = await query((knex) => knex('accounts').orderBy('id', 'desc').limit(sampleSize).select(beginningOf(knex)));
  return rows.map(({ beginning }) => beginning);
}

/** As much as the class is written in: the digest stays in the database. */
const beginningOf = (knex: Parameters<Parameters<Query>[0]>[0]) => knex.raw('substr(password_hash, 1, 48) as beginning');

/** One id of each of 4,096 stretches of equal length. Not the same place in each, because ids may have a pattern. */
function spread(last: number): number[] {
  const length = 2 ** Math.max(0, Math.ceil(Math.log2(last / sampleSize)));
  const count = Math.min(sampleSize, Math.ceil(last / length));
  return Array.from({ length: count }, (_, index) => index * length + 1 + ((Math.imul(index, 2_654_435_761) >>> 4) % length));
}
