import { fail } from './failures.ts';

/** How long a client that found the queue full should stay away, in seconds. */
const retryAfter = 1;

export interface PermitsOptions {
  /** How much work runs at once. */
  permits: number;
  /** How much may wait for a permit. */
  queue: number;
}

export interface Permits {
  /**
   * Runs the work as soon as there is a permit, first come first served, and holds the permit until the work has really ended, whoever still
   * waits for it. Throws `unavailable` at once when the queue is full: waiting longer than a client does helps nobody.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Bounds the memory and the processor time of hashing: what waits has allocated nothing yet. */
export function createPermits({ permits, queue }: PermitsOptions): Permits {
  if (!Number.isSafeInteger(permits) || permits < 1) throw new RangeError('permits must be a whole number of at least 1');
  if (!Number.isSafeInteger(queue) || queue < 0) throw new RangeError('queue must be a whole number of at least 0');
  const waiting: (() => void)[] = [];
  let free = permits;

  async function acquire(): Promise<void> {
    if (free > 0) free--;
    else if (waiting.length >= queue) fail('unavailable', { retryAfter });
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }
  /** Handed over rather than freed, so that a newcomer cannot overtake. */
  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }

  return {
    async run(work) {
      await acquire();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
