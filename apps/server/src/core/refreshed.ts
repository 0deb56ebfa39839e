/** A value that others change, looked at anew now and then. */
export interface Refreshed<T> {
  /** As it was when last looked at. */
  latest(): T;
  /** At most as old as it may be. */
  current(): Promise<T>;
  /** Looks anew, also when that was done a moment ago. */
  refresh(): Promise<T>;
  /** Looks anew, but seldom: for a stranger's claim that there is something new. */
  seek(): Promise<T>;
}

export interface RefreshedOptions<T> {
  load(previous: T): Promise<T>;
  /** Epoch milliseconds. */
  clock: () => number;
  /** How old the value may become, in milliseconds. */
  refreshEvery: number;
  /** How long after a `seek` the next one does nothing, in milliseconds. */
  seekEvery: number;
}

export function createRefreshed<T>(initial: T, { load, clock, refreshEvery, seekEvery }: RefreshedOptions<T>): Refreshed<T> {
  let [latest, loadedAt, soughtAt] = [initial, clock(), -Infinity];
  const reload = async () => {
    const startedAt = clock();
    latest = await load(latest);
    loadedAt = startedAt;
    return latest;
  };
  // One after the other, so that an older answer never replaces a newer one.
  let last: Promise<unknown> = Promise.resolve();
  const refresh = () => {
    const next = last.then(reload, reload);
    last = next;
    return next;
  };
  const refreshOnce = joined(refresh);
  const seekOnce = joined(refresh);
  // By the distance: a clock that was put back must not stop the refreshing.
  const isPast = (time: number, span: number) => Math.abs(clock() - time) >= span;

  return {
    latest: () => latest,
    current: async () => (isPast(loadedAt, refreshEvery) ? refreshOnce.join() : latest),
    refresh,
    async seek() {
      if (seekOnce.isUnderWay()) return seekOnce.join();
      if (!isPast(soughtAt, seekEvery)) return latest;
      soughtAt = clock();
      return seekOnce.join();
    },
  };
}

/** Work that whoever wants it in the meantime shares. */
function joined<T>(work: () => Promise<T>) {
  let underWay: Promise<T> | undefined;
  return {
    isUnderWay: () => underWay !== undefined,
    join: () => (underWay ??= work().finally(() => (underWay = undefined))),
  };
}
