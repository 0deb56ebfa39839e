/** What a bucket of attempts allows. Times in milliseconds. */
export interface Limit {
  /** That many attempts at once. */
  burst: number;
  /** How long a full bucket is closed; each further attempt doubles it, … */
  block: number;
  /** … but never beyond this, the time in which one attempt is forgotten. */
  refill: number;
}

/**
 * The state of a bucket, in epoch milliseconds. Each attempt costs `refill` milliseconds, which pass by themselves: at `debtUntil` the bucket is
 * empty, so nothing in it can be permanent, and an attempt that is given back leaves no trace.
 */
export interface Bucket {
  takenAt: number;
  debtUntil: number;
}

/** The bucket after one more attempt. */
export function fill(bucket: Bucket | undefined, { refill }: Limit, now: number): Bucket {
  return { takenAt: now, debtUntil: now + debtOf(bucket, refill, now) + refill };
}

/** The bucket without one of its attempts. */
export function drain(bucket: Bucket, { refill }: Limit): Bucket {
  return { ...bucket, debtUntil: bucket.debtUntil - refill };
}

/** Milliseconds until the next attempt may be made; 0 when it may be made now. */
export function waitOf(bucket: Bucket | undefined, { burst, block, refill }: Limit, now: number): number {
  if (!bucket || isOfTheFuture(bucket, refill, now)) return 0;
  const beyond = Math.ceil((bucket.debtUntil - bucket.takenAt) / refill) - burst;
  return beyond < 0 ? 0 : Math.max(0, bucket.takenAt + Math.min(block * 2 ** beyond, refill) - now);
}

/** Milliseconds that earlier attempts still cost. */
export function debtOf(bucket: Bucket | undefined, refill: number, now: number): number {
  if (!bucket || isOfTheFuture(bucket, refill, now)) return 0;
  return Math.max(0, bucket.debtUntil - Math.max(now, bucket.takenAt));
}

/** Written by a clock that went wrong and was set back: it would keep everyone out until that time comes. */
function isOfTheFuture({ takenAt }: Bucket, refill: number, now: number): boolean {
  return takenAt > now + refill;
}
