import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { buildTab, type Desk, goOn, openDesk, read, work } from './tabs.ts';

const life = 24 * 60 * 60 * 1000;
const minute = 60_000;
/** The ways of time to pass: an access token is about to expire; has expired; has expired without the tabs' clocks showing it. */
const ways = [
  [life - minute / 2, { isUnaware: false }],
  [life + minute, { isUnaware: false }],
  [life + minute, { isUnaware: true }],
] as const;

const more = { calls: 5, events: 1 };

let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([openBrowser(), buildTab()]);
});
afterAll(() => browser.close());

const open = (lock: boolean) => openDesk(browser, { script, lock, onEnd: onTestFinished });

/** Every refresh token that was spent, with its successors. */
function successorsOf({ way }: Desk): Map<string, string[]> {
  const renewals = way.passages.filter(({ path }) => path === 'refresh');
  expect(renewals.filter(({ status }) => status !== 200)).toStrictEqual([]);
  const tokens = renewals.map(({ sent, got }) => [sent, got].map((body) => String(JSON.parse(body).refreshToken)) as [string, string]);
  return new Map([...Map.groupBy(tokens, ([spent]) => spent)].map(([spent, pairs]) => [spent, pairs.map(([, successor]) => successor)]));
}

/** One session that never ended, renewed once at each expiry, and not one call that failed or went without a token. */
async function expectUnbroken(desk: Desk, expiries: number): Promise<void> {
  const { pages, way } = desk;
  const expected = ['updated', 'signed-in', 'renewed', 'adopted'];
  for (const [name, page] of Object.entries(pages)) {
    const { calls, events, failures } = await read(page);
    const surprises = events.filter((event) => !expected.includes(event));
    expect({ surprises, failures }, name).toStrictEqual({ surprises: [], failures: [] });
    expect(calls, name).toBeGreaterThan(expiries);
  }
  expect(way.passages.filter(({ path, hasToken }) => path === 'me' && !hasToken)).toStrictEqual([]);
  expect(way.passages.filter(({ path }) => path === 'sign-in')).toHaveLength(1);
  const successors = successorsOf(desk);
  expect([...successors.values()].filter((tokens) => new Set(tokens).size > 1)).toStrictEqual([]);
  expect(successors.size).toBe(expiries);
}

describe.each([
  ['the grace of the server', false, 50],
  ['a lock', true, 20],
])('two tabs and a frozen third with %s', (_, lock, expiries) => {
  test(`share one session over ${expiries} expiries, and nobody is signed out`, { timeout: 120_000 }, async () => {
    const desk = await open(lock);
    const { pages, freezer, leap } = desk;
    const { first, second, third } = pages;
    await work(first, second, third);
    for (let expiry = 0; expiry < expiries; expiry++) {
      // For five expiries it sleeps; then it wakes up with the token of long ago, and falls asleep again in the midst of its calls.
      if (expiry % 5 === 0) {
        freezer.thaw();
        await goOn([third], { ...more, events: 0 });
        freezer.freeze();
      }
      const gone = goOn([first, second], more);
      const [milliseconds, options] = ways[expiry % ways.length] ?? ways[0];
      await leap(milliseconds, options);
      await gone;
    }
    freezer.thaw();
    await goOn([third], { ...more, events: 0 });
    await expectUnbroken(desk, expiries);
    if (lock) expect([...successorsOf(desk).values()].flat()).toHaveLength(expiries);
  });

  test('go on when the third was frozen while it renewed', { timeout: 60_000 }, async () => {
    const desk = await open(lock);
    const { pages, freezer, way, leap } = desk;
    const { first, second, third } = pages;
    await work(third);
    const kept = way.keepRenewal('third');
    await leap(life + minute);
    const letGo = await kept;
    freezer.freeze();
    letGo();
    const woken = goOn([first, second], more);
    await work(first, second);
    await woken;
    const gone = goOn([first, second], more);
    await leap(life + minute);
    await gone;
    freezer.thaw();
    await goOn([first, second, third], { ...more, events: 0 });
    await expectUnbroken(desk, 2);
  });
});
