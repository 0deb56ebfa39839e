import { fill, waitOf, type Bucket, type Limit } from './bucket.ts';
import { fail } from './failures.ts';
import { hashRefreshToken } from './refresh-token.ts';

/** How often one session is renewed: 60 times at once, then once a second. A client in order does it once a day, one in a loop hundreds of times a second. */
export const defaultPace: Limit = { burst: 60, block: 1_000, refill: 1_000 };

/** Five times as often at once, like every limit outside production. */
export const relaxedPace: Limit = { ...defaultPace, burst: defaultPace.burst * 5 };

/** Slows down a client that renews its session in a loop: each renewal writes to the disk, and stays in the audit trail for months. */
export interface Pace {
  /** Throws `too-many-requests` when the session of that refresh token has to wait. The token is not used up by it. */
  check(refreshToken: string): void;
  /** Counts a renewal. */
  count(refreshToken: string, successor: string): void;
}

export interface PaceOptions {
  /** Epoch milliseconds. */
  clock: () => number;
  limit?: Limit;
  /** How many tokens are remembered at most; those that were used longest ago are forgotten first. */
  capacity?: number;
}

/**
 * Each process counts for itself. The bucket travels from a refresh token to its successor, because nobody knows the session of a token before the
 * database has used it up. Only tokens that were good are remembered, so that nobody fills the memory with others.
 */
export function createPace({ clock, limit = defaultPace, capacity = 50_000 }: PaceOptions): Pace {
  const buckets = new Map<string, Bucket>();
  const put = (key: string, bucket: Bucket) => {
    // A map keeps the order of insertion.
    buckets.delete(key);
    buckets.set(key, bucket);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= capacity) return;
      buckets.delete(oldest);
    }
  };
  return {
    check(refreshToken) {
      const wait = waitOf(buckets.get(hashRefreshToken(refreshToken)), limit, clock());
      if (wait > 0) fail('too-many-requests', { fields: [], retryAfter: Math.ceil(wait / 1_000) });
    },
    count(refreshToken, successor) {
      const [key, next] = [hashRefreshToken(refreshToken), hashRefreshToken(successor)];
      const bucket = fill(buckets.get(key), limit, clock());
      // Within its grace the token may be used again, and its successor may have been used already.
      put(key, bucket);
      const known = buckets.get(next);
      if (!known || known.debtUntil < bucket.debtUntil) put(next, bucket);
    },
  };
}

/** Lets everything pass: for servers under test. */
export const noPace: Pace = { check: () => {}, count: () => {} };
