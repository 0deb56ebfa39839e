import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeApi } from './api.testing.ts';
import { createClient, memoryStorage, type SessionStorage } from './index.ts';

const credentials = { email: 'john.doe@example.com', password: 'password123' };
const steps = ['signIn', 'signIn', 'signOut', 'me', 'me', 'renew', 'expire'] as const;

// Every answer of the API and of the storage comes when the scheduler says so: all orders are possible.
test('1,000 interleavings: after a sign-out nothing remains and nothing is sent', { timeout: 120_000 }, async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.constantFrom(...steps), { minLength: 4, maxLength: 16 }), async (scheduler, plan) => {
      sent += await play(scheduler, plan);
    }),
    { numRuns: 1000, seed: 20_261_122 },
  );
  // So that the property is not true for want of requests.
  expect(sent).toBeGreaterThan(3000);
});

async function play(scheduler: fc.Scheduler, plan: readonly (typeof steps)[number][]): Promise<number> {
  const api = createFakeApi();
  const { storage, kept, writes } = slow(scheduler);
  // The request arrives late as well as its answer.
  const fetch = async (request: Request) => {
    const response = await api.fetch(request);
    await scheduler.schedule(Promise.resolve());
    return response;
  };
  const client = createClient({ api: 'sign-in', baseUrl: 'https://id.example.com', fetch, storage });
  const ends: string[] = [];
  client.session.subscribe((_, { type }) => void ends.push(type));
  const run = {
    signIn: () => client.safe.signIn(credentials),
    signOut: () => client.session.signOut(),
    me: () => client.safe.me(),
    renew: () => client.session.renew().catch(() => undefined),
    expire: async () => api.expire(),
  };
  const all: Promise<unknown>[] = [];
  const { task } = scheduler.scheduleSequence(plan.map((step) => async () => void all.push(run[step]())));
  await scheduler.waitFor(task);
  // At last, while whatever is still under way is under way.
  const { state, isReady } = client.session.get();
  const mark = ends.length;
  const out = client.session.signOut();
  const count = api.seen.length;
  const written = writes.length;
  await scheduler.waitIdle();
  await Promise.all([out, ...all]);
  await scheduler.waitIdle();
  expect(client.session.get().state).toBe('signed-out');
  expect(kept()).toBeNull();
  expect(writes.slice(written)).toEqual([]);
  // Whoever is not signed in, and knows it, hears of no end.
  expect(ends.slice(mark)).toEqual(state === 'signed-in' || !isReady ? ['signed-out'] : []);
  const late = api.seen.slice(count).filter(({ path, authorization }) => path !== 'sign-out' && (authorization ?? path === 'refresh'));
  expect(late).toEqual([]);
  expect(await client.safe.me()).toMatchObject({ status: 'none', error: { code: 'signed_out' } });
  return api.seen.length;
}

function slow(scheduler: fc.Scheduler): { storage: SessionStorage; kept: () => unknown; writes: string[] } {
  const inner = memoryStorage();
  const writes: string[] = [];
  const later = async <T>(work: () => T | Promise<T>) => {
    await scheduler.schedule(Promise.resolve());
    return work();
  };
  const storage: SessionStorage = {
    get: () => later(() => inner.get()),
    set(text) {
      writes.push(text);
      return later(() => inner.set(text));
    },
    remove: () => later(() => inner.remove()),
  };
  return { storage, kept: () => inner.get(), writes };
}
