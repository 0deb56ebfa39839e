/** How long a tab waits for another one, in milliseconds: a frozen tab may hold a lock for ever. */
const patience = 5000;

/** Runs work under a Web Lock of that name; at once where there are none, and without it when it is not to be had in time. */
export function withLock(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    const { locks } = (globalThis as { navigator?: { locks?: Locks } }).navigator ?? {};
    if (!locks) return work();
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), patience);
    let begun: ReturnType<typeof work> | undefined;
    try {
      await locks.request(name, { signal: waiting.signal }, () => {
        clearTimeout(timer);
        begun = work();
        return begun.catch(() => undefined);
      });
    } catch {
      // Not granted, or not allowed in this context.
    } finally {
      clearTimeout(timer);
    }
    return begun ?? work();
  };
}

interface Locks {
  request(name: string, options: { signal: AbortSignal }, callback: () => Promise<unknown>): Promise<unknown>;
}
