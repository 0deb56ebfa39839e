import type fc from 'fast-check';
import { createClient, memoryStorage, type Client, type SessionStorage } from '../../src/index.ts';
import { baseUrl } from '../../src/session.testing.ts';

export interface Tab {
  client: Client<'sign-in'>;
  /** Why the session ended, each time. */
  ends: string[];
  /** From now on no answer and no event reaches it. */
  sleep(): void;
  wake(): void;
}

interface Browser {
  scheduler: fc.Scheduler;
  clock: () => number;
  fetch(request: Request): Promise<Response>;
}

/** Two tabs of one browser. Answers, events and what the storage does come when the scheduler says so. */
export function openTabs(browser: Browser): { tabs: [Tab, Tab]; kept: SessionStorage } {
  const kept = memoryStorage();
  const listeners: Listeners = new Map();
  return { tabs: [openTab(browser, kept, listeners), openTab(browser, kept, listeners)], kept };
}

/** Of each tab. */
type Listeners = Map<object, () => void>;

function openTab({ scheduler, clock, fetch }: Browser, kept: SessionStorage, listeners: Listeners): Tab {
  const { reach, sleep, wake } = createSleep(scheduler);
  const send = async (request: Request) => {
    try {
      return await fetch(request);
    } finally {
      await reach();
    }
  };
  const storage = share(scheduler, kept, listeners, reach);
  const client = createClient({ api: 'sign-in', baseUrl, fetch: send, clock, storage });
  const ends: string[] = [];
  client.session.subscribe((_, { type, reason }) => void (type === 'signed-out' && ends.push(String(reason))));
  return { client, ends, sleep, wake };
}

function createSleep(scheduler: fc.Scheduler) {
  let asleep: PromiseWithResolvers<void> | undefined;
  return {
    /** What comes while it sleeps comes after it woke up, in any order. */
    async reach() {
      await scheduler.schedule(Promise.resolve());
      if (!asleep) return;
      await asleep.promise;
      await scheduler.schedule(Promise.resolve());
    },
    sleep: () => void (asleep ??= Promise.withResolvers()),
    wake() {
      asleep?.resolve();
      asleep = undefined;
    },
  };
}

function share(scheduler: fc.Scheduler, kept: SessionStorage, listeners: Listeners, reach: () => Promise<void>): SessionStorage {
  const own = {};
  const later = async <T>(work: () => T | Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve());
    return work();
  };
  const tell = () => {
    for (const [tab, listener] of listeners) if (tab !== own) listener();
  };
  return {
    get: () => later(() => kept.get()),
    set: (text) => later(() => kept.set(text)).then(tell),
    remove: () => later(() => kept.remove()).then(tell),
    subscribe(listener) {
      listeners.set(own, () => void reach().then(listener));
      return () => void listeners.delete(own);
    },
  };
}
