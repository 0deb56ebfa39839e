import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { freezerOf, type Freezer } from './freeze.ts';
import { startServer } from './server.ts';
import type { Diary, Tab } from './tab.ts';
import { openWay, type Way } from './way.ts';

declare const tab: Tab;

export interface Desk {
  /** The names of the tabs; the third one can be frozen. */
  pages: { first: Page; second: Page; third: Page };
  freezer: Freezer;
  way: Way;
  /** While nobody is on the way the server's clock goes ahead, by milliseconds; that of the tabs, too, unless they are unaware of it. */
  leap(milliseconds: number, options?: { isUnaware: boolean }): Promise<void>;
}

/** The script of the tabs with the client, as a consumer would build it. */
export async function buildTab(): Promise<string> {
  const input = resolve(import.meta.dirname, 'tab.ts');
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, rolldownOptions: { input } } });
  return (built as Rolldown.RolldownOutput).output[0].code;
}

interface DeskOptions {
  script: string;
  /** Whether one tab renews at a time. */
  lock: boolean;
  onEnd(end: () => Promise<void>): unknown;
}

/** Three tabs of one browser at a server of their own, signed in. */
export async function openDesk(browser: Browser, { script, lock, onEnd }: DeskOptions): Promise<Desk> {
  // What a server grants that was not set up.
  const server = await startServer({ REFRESH_GRACE_SECONDS: '10' });
  onEnd(server.stop);
  const way = await openWay(server.address, ({ url }, response) => {
    const page = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/tab.js"></script>';
    response.setHeader('Content-Type', url === '/tab.js' ? 'text/javascript' : 'text/html');
    response.end(url === '/tab.js' ? script : page);
  });
  onEnd(async () => way.close());
  const context = await browser.newContext();
  onEnd(() => context.close());
  const open = (name: string) => openTab(context, `${way.address}/?name=${name}${lock ? '&lock' : ''}`);
  const first = await open('first');
  await first.evaluate(() => tab.signIn());
  const [second, third] = [await open('second'), await open('third')];
  const freezer = await freezerOf(browser, third);
  onEnd(async () => freezer.thaw());
  return {
    pages: { first, second, third },
    freezer,
    way,
    async leap(milliseconds, { isUnaware } = { isUnaware: false }) {
      const unblock = await way.block();
      await server.leap(milliseconds);
      if (!isUnaware) await first.evaluate((value) => tab.leap(value), milliseconds);
      unblock();
    },
  };
}

async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

export async function read(page: Page): Promise<Diary> {
  return page.evaluate(() => tab.diary);
}

export async function work(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => tab.work());
}

/** Resolves when each of the tabs has got that many more answers, and has heard of that many more changes of its session; or when a call failed. */
export async function goOn(pages: readonly Page[], more: { calls: number; events: number }): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      const { calls, events } = await read(page);
      const least = { calls: calls + more.calls, events: events.length + more.events };
      const isThere = (wanted: typeof least) =>
        tab.diary.failures.length > 0 || (tab.diary.calls >= wanted.calls && tab.diary.events.length >= wanted.events);
      await page.waitForFunction(isThere, least, { polling: 10 });
    }),
  );
}
