import type { SessionStorage } from '../storage.ts';
import { createChannel } from './channel.ts';

/** What is needed of an asynchronous key-value store, such as React Native's AsyncStorage or a wrapper of IndexedDB. */
export interface AsyncItems {
  getItem(key: string): Promise<string | null | undefined>;
  setItem(key: string, value: string): Promise<unknown>;
  removeItem(key: string): Promise<unknown>;
}

/** Keeps the session in an asynchronous store. Where there is a BroadcastChannel, tabs that share the store share the session. */
export function asyncStorage(items: AsyncItems, { key = 'countersign.session' }: { key?: string } = {}): SessionStorage {
  const channel = createChannel(key);
  return {
    get: async () => (await items.getItem(key)) ?? null,
    async set(text) {
      await items.setItem(key, text);
      channel.tell();
    },
    async remove() {
      await items.removeItem(key);
      channel.tell();
    },
    subscribe: channel.listen,
  };
}
