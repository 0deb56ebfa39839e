import fc from 'fast-check';
import { expect, test } from 'vitest';
import { json } from '../src/api.testing.ts';
import { credentials } from '../src/session.testing.ts';
import { createRotatingApi } from './support/rotating.ts';
import { openTabs, type Tab } from './support/tab.ts';

const minute = 60_000;
const steps = ['me', 'renew', 'renew', 'sleep', 'wake', 'unavailable', 'lost'] as const;
type Step = (typeof steps)[number];

interface Round {
  /** Milliseconds since the one before. */
  passed: number;
  /** What two tabs do, and what becomes of the next renewals, within a few seconds. */
  plan: [tab: 0 | 1, step: Step][];
}

const round = fc.record<Round>({
  passed: fc.constantFrom(minute, 1440 * minute - minute / 2, 1441 * minute),
  plan: fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(...steps)), { minLength: 1, maxLength: 12 }),
});

// Every answer of the API and of the storage, and what a tab hears of another one, comes when the scheduler says so: all orders are possible.
test('1,000 interleavings of two tabs: nobody is signed out by accident', { timeout: 60_000 }, async () => {
  let renewed = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(round, { minLength: 1, maxLength: 4 }), async (scheduler, rounds) => {
      renewed += await play(scheduler, rounds);
    }),
    { numRuns: 1000, seed: 20_261_122 },
  );
  // So that the property is not true for want of renewals.
  expect(renewed).toBeGreaterThan(2000);
});

async function play(scheduler: fc.Scheduler, rounds: readonly Round[]): Promise<number> {
  let now = Date.UTC(2026, 0, 1);
  const clock = () => now;
  const api = createRotatingApi(clock);
  const troubles: Step[] = [];
  const fetch = async (request: Request) => {
    const trouble = request.url.endsWith('/refresh') ? troubles.shift() : undefined;
    if (trouble === 'unavailable') return json(503, { statusCode: 503, message: 'no' });
    const response = await api.fetch(request);
    if (trouble) throw new TypeError('fetch failed');
    return response;
  };
  const { tabs, kept } = openTabs({ scheduler, clock, fetch });
  const settle = async <T>(work: Promise<T>) => {
    await scheduler.waitIdle();
    for (const { wake } of tabs) wake();
    await scheduler.waitFor(work);
    await scheduler.waitIdle();
    return work;
  };
  await settle(tabs[0].client.signIn(credentials));
  await settle(tabs[1].client.session.ready());
  for (const { passed, plan } of rounds) {
    now += passed;
    const begin = async ([tab, step]: Round['plan'][number]) => {
      await scheduler.schedule(Promise.resolve());
      if (step === 'unavailable' || step === 'lost') troubles.push(step);
      else await take(tabs[tab], step);
    };
    await settle(Promise.all(plan.map(begin)));
    troubles.length = 0;
    // While the server still repeats an answer that was lost: a session is lost with it when nobody asks again within the grace.
    if (plan.some(([, step]) => step === 'lost')) await settle(tabs[0].client.session.renew());
    for (const { client } of tabs) expect(await settle(client.safe.me())).toMatchObject({ status: 200 });
    expect(JSON.parse(String(await kept.get()))).toMatchObject({ refreshToken: api.newest() });
  }
  expect({ ends: tabs.map(({ ends }) => ends), reuses: api.reuses() }).toEqual({ ends: [[], []], reuses: 0 });
  return Number(api.newest().split('-')[1]);
}

async function take({ client, sleep, wake }: Tab, step: Step): Promise<unknown> {
  if (step === 'sleep') return sleep();
  if (step === 'wake') return wake();
  return step === 'me' ? client.safe.me() : client.session.renew().catch(() => undefined);
}
