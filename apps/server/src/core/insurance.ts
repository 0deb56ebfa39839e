import { longestWait, required } from './attempt.ts';
import { drain, fill, waitOf, type Bucket } from './bucket.ts';
import type { ThrottleStore } from './throttle.ts';

/**
 * Buckets in the memory of this process, for the time in which the database does not answer. It keeps at most `capacity` of them and forgets the
 * one that was used longest ago: an attacker must not be able to fill the memory.
 */
export function createInsurance(capacity = 50_000): ThrottleStore {
  const buckets = new Map<string, Bucket>();
  const find = (key: string) => buckets.get(key);
  return {
    async take(attempt, now) {
      const wait = longestWait(attempt, find, now);
      if (wait > 0) return { wait, silent: false, charges: [] };
      const { hidden } = attempt;
      const silent = waitOf(find(hidden.key), hidden.limit, now) > 0;
      const charges = [...required(attempt, find, now), ...(silent ? [] : [hidden])];
      for (const { key, limit } of charges) putLast(buckets, key, fill(find(key), limit, now));
      forgetOldest(buckets, capacity);
      return { wait: 0, silent, charges };
    },
    async giveBack(charges) {
      for (const { key, limit } of charges) {
        const bucket = find(key);
        if (bucket) buckets.set(key, drain(bucket, limit));
      }
    },
    async prune(now) {
      const size = buckets.size;
      for (const [key, { debtUntil }] of buckets) if (debtUntil <= now) buckets.delete(key);
      return size - buckets.size;
    },
  };
}

/** A map keeps the order of insertion: what was used longest ago stands first. */
function putLast(buckets: Map<string, Bucket>, key: string, bucket: Bucket): void {
  buckets.delete(key);
  buckets.set(key, bucket);
}

function forgetOldest(buckets: Map<string, Bucket>, capacity: number): void {
  for (const key of buckets.keys()) {
    if (buckets.size <= capacity) return;
    buckets.delete(key);
  }
}
