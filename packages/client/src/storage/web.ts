import type { SessionStorage } from '../storage.ts';
import { withLock } from './lock.ts';

/** What is needed of a `Storage` of the browser. */
export interface WebItems {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface WebOptions {
  /** The name of the item. One for each client that shares the storage; `countersign.session` if left out. */
  key?: string;
  /**
   * Lets one tab renew at a time, by a Web Lock. Without it two tabs that renew together both do, which the server allows within its grace: take it for a
   * server without one. A tab waits 5 s for the lock at most, then goes on.
   */
  lock?: boolean;
}

/**
 * Keeps the session in `localStorage` or `sessionStorage`, where every script of the page can read it. In `localStorage` all tabs share one session.
 * @param items gives the storage; called when it is needed, so that nothing is touched where there is none, as on a server
 * @example
 * ```ts
 * import { createClient } from '@countersign/client';
 * import { webStorage } from '@countersign/client/storage';
 *
 * const client = createClient({ api: 'sign-in', baseUrl: 'http://127.0.0.1:3000', storage: webStorage(() => sessionStorage) });
 * console.log((await client.session.ready()).state); // signed-out
 * ```
 */
export function webStorage(items: () => WebItems, { key = 'countersign.session', lock = false }: WebOptions = {}): SessionStorage {
  return {
    get: () => items().getItem(key),
    set: (text) => items().setItem(key, text),
    remove: () => items().removeItem(key),
    subscribe: (listener) => onStorage(key, listener),
    exclusive: lock ? withLock(key) : settled,
  };
}

/** How long a tab that woke up may still see what the storage held when it fell asleep, in milliseconds. */
const delay = 20;

/** Runs the work when the storage shows what other tabs have written. */
async function settled<T>(work: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  return work();
}

/** A storage event comes from another tab, never from this one; its key is null when everything was cleared. */
function onStorage(key: string, listener: () => void): () => void {
  const target = globalThis as { addEventListener?: Listen; removeEventListener?: Listen };
  const heed = (event: { key?: string | null }) => {
    if (event.key === key || event.key === null) listener();
  };
  target.addEventListener?.('storage', heed);
  return () => target.removeEventListener?.('storage', heed);
}

type Listen = (type: 'storage', listener: (event: { key?: string | null }) => void) => void;
