/**
 * Where a session is kept between two runs of the program. It is handed a text with tokens in it and gives that text back; what it does with it is
 * its own business. Each method may answer at once or with a promise, and may fail: then the session lives in memory only.
 */
export interface SessionStorage {
  /** The text that was set last, or null. */
  get(): string | null | Promise<string | null>;
  set(text: string): void | Promise<void>;
  remove(): void | Promise<void>;
  /** Calls the listener when someone else, such as another tab, changed what is kept. @returns stops listening */
  subscribe?(listener: () => void): () => void;
  /**
   * For a storage that keeps the refresh token where no script can read it: exchanges it. @returns the new access token, or null when the session is
   * definitely over; rejects when it cannot tell. Must not wait without bound.
   */
  renew?(): Promise<string | null>;
  /** Runs the work while no other tab runs its own; must neither wait without bound nor refuse. */
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

/** Keeps the session in memory: it is gone when the page is left. No script of another page and no later user of the device can find it. */
export function memoryStorage(): SessionStorage {
  let kept: string | null = null;
  return {
    get: () => kept,
    set: (text) => {
      kept = text;
    },
    remove: () => {
      kept = null;
    },
  };
}
