import { setTimeout } from 'node:timers/promises';

/** Spares queries a database that cannot be reached: each would wait for itself, and one request as often as it has queries. */
export interface Breaker {
  /** Resolves when a query may be sent; rejects with what was told to `open` last, at once or within `patience`. */
  pass(): Promise<void>;
  /** To be told of each query that found the database unreachable. */
  open(cause: unknown): void;
}

export interface BreakerOptions {
  /** Resolves when the database answers. It must end by itself. */
  probe(): PromiseLike<unknown>;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
  /** Resolves after that many milliseconds. */
  wait?: (duration: number) => Promise<unknown>;
}

/** How long queries wait for a probe before it says no, in milliseconds: a database that is there answers much sooner. */
const patience = 250;

/** How long after one probe the next may start although the first has not ended, in milliseconds: it may hang where a new connection does not. */
const probeEvery = 1_000;

/**
 * While it is open no query is sent but probes, and those only when somebody asks, one at a time or a second apart. The first that succeeds closes
 * it, before whoever waits for it is refused: a connection that broke by itself costs the next request nothing.
 */
export function createBreaker({ probe, now = () => performance.now(), wait = pause }: BreakerOptions): Breaker {
  let cause: unknown;
  let isOpen = false;
  let probedAt = -Infinity;
  let underWay: Promise<boolean> | undefined;
  let verdict = Promise.resolve(false);

  const start = () => {
    probedAt = now();
    const ended = settle(probe).then((succeeded) => {
      if (succeeded) isOpen = false;
      if (underWay === ended) underWay = undefined;
      return succeeded;
    });
    underWay = ended;
    verdict = Promise.race([ended, wait(patience).then(() => false)]);
  };

  return {
    async pass() {
      if (!isOpen) return;
      if (!underWay || now() - probedAt >= probeEvery) start();
      if (!(await verdict)) throw cause;
    },
    open(reason) {
      cause = reason;
      isOpen = true;
    },
  };
}

async function settle(work: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

/** Keeps no process alive. */
async function pause(duration: number): Promise<void> {
  await setTimeout(duration, undefined, { ref: false });
}
