import { setTimeout as wait } from 'node:timers/promises';

export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;

/** When a server asks for patience, all wait together: whoever went on would only be throttled as well. */
export interface Pause {
  /** Until nobody waits. */
  over(): Promise<void>;
  /** Waits that long, or with the others who wait already. False if that is more than is left. */
  take(milliseconds: number): Promise<boolean>;
}

/** `budget` in milliseconds, for all pauses together. */
export function createPause(budget: number, signal: AbortSignal | undefined, sleep: Sleep = sleepInTime): Pause {
  let left = budget;
  let current: Promise<unknown> | undefined;
  return {
    async over() {
      await current;
    },
    async take(milliseconds) {
      // The least of a second: `Retry-After: 0` must not make a loop without end.
      const needed = Math.max(milliseconds, 1_000);
      if (!current) {
        if (needed > left || signal?.aborted) return false;
        left -= needed;
        current = sleep(needed, signal).finally(() => (current = undefined));
      }
      await current;
      return true;
    },
  };
}

async function sleepInTime(milliseconds: number, signal?: AbortSignal): Promise<void> {
  // An interruption ends the sleep; what comes then sees the signal itself.
  await wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => {});
}
