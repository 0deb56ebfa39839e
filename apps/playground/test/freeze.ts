import type { Browser, CDPSession, Page } from 'playwright-core';

/** Stops a tab where it stands, and wakes it up. */
export interface Freezer {
  freeze(): void;
  thaw(): void;
}

/**
 * Stops the process of a tab, as a system does that wants its memory or its time: no script runs, no timer, and no answer and no event reaches it, until
 * it goes on with all of them at once. Chromium's own freezing is for tabs that are out of sight, and without a screen none is.
 */
export async function freezerOf(browser: Browser, page: Page): Promise<Freezer> {
  const session = await browser.newBrowserCDPSession();
  const process = await findProcess(session, page);
  return { freeze: () => signal(process, 'SIGSTOP'), thaw: () => signal(process, 'SIGCONT') };
}

/** Nothing tells which process is whose: it is the one that works when the tab does. */
async function findProcess(session: CDPSession, page: Page): Promise<number> {
  for (;;) {
    const before = await readTimes(session);
    await page.evaluate(() => {
      const end = performance.now() + 200;
      while (performance.now() < end);
    });
    const grown = [...(await readTimes(session))].map(([id, time]) => ({ id, by: time - (before.get(id) ?? 0) }));
    const [busiest, next] = grown.toSorted((one, other) => other.by - one.by);
    if (busiest && busiest.by > 4 * (next?.by ?? 0)) return busiest.id;
  }
}

/** The seconds that each process of a tab has worked, by its id. */
async function readTimes(session: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
}

function signal(id: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  process.kill(id, name);
}
