import { debtOf, waitOf, type Bucket, type Limit } from './bucket.ts';

/** One attempt, counted in the bucket of that name. */
export interface Charge {
  /** A pseudonym. No two charges of an attempt share it. */
  key: string;
  limit: Limit;
}

/** The buckets that one attempt counts in. */
export interface Attempt {
  /** One per identifier, as it is tried from this source. */
  pairs: readonly Charge[];
  /** Across identifiers or sources. */
  totals: readonly Charge[];
  /** Counted only if one of `pairs` was empty: it counts the distinct identifiers. */
  spread: Charge | undefined;
  /** Closed, it refuses nothing and makes the attempt silent. */
  hidden: Charge;
}

/** Milliseconds until the last of the buckets that can refuse the attempt is open. */
export function longestWait(attempt: Attempt, find: (key: string) => Bucket | undefined, now: number): number {
  return Math.max(0, ...required(attempt, find, now).map(({ key, limit }) => waitOf(find(key), limit, now)));
}

/** Without `hidden`, which refuses nothing. */
export function required({ pairs, totals, spread }: Attempt, find: (key: string) => Bucket | undefined, now: number): Charge[] {
  const isNew = pairs.some(({ key, limit }) => debtOf(find(key), limit.refill, now) === 0);
  return [...pairs, ...totals, ...(spread && isNew ? [spread] : [])];
}
