import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser, openPage, watch, type Watch } from './browser.ts';
import { startServer, type Server } from './server.ts';

export interface Stage {
  server: Server;
  /** A page of a fresh browser profile, watched. */
  open(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page; seen: Watch }>;
}

/** One real server and one real browser for the tests of a file; after each test no page may have had an error or asked another host. */
export function useStage(): Stage {
  let browser: Browser;
  let server: Server;
  const opened: Watch[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer()]);
  });
  afterEach(() => {
    expect(opened.flatMap(({ errors, foreign }) => [...errors, ...foreign])).toStrictEqual([]);
  });
  afterAll(() => Promise.all([browser.close(), server.stop()]));
  return {
    get server() {
      return server;
    },
    async open(options = {}) {
      const context = await browser.newContext(options);
      const seen = watch(context, server.address);
      opened.push(seen);
      return { context, page: await openPage(context, server.address), seen };
    },
  };
}

/** Signs in with what the form is filled with. */
export async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out in all tabs' }).waitFor();
}
