import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** What a page did that it must not do. */
interface Watch {
  /** On its console, in its scripts, and against its policy. */
  errors: string[];
  /** Requests to other hosts. */
  foreign: string[];
}

export interface Opened {
  context: BrowserContext;
  page: Page;
}

/** One real browser for the tests of a file; after each test no page may have had an error, broken its policy or asked a host that it was not meant to. */
export function useBrowser() {
  let browser: Browser;
  const watches: Watch[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(() => {
    expect(watches.flatMap(({ errors, foreign }) => [...errors, ...foreign])).toStrictEqual([]);
  });
  afterAll(() => browser.close());
  return {
    /** A page of a fresh profile at the address; `hosts` are those that it may ask. */
    async open(address: string, options: BrowserContextOptions & { hosts?: string[] } = {}): Promise<Opened> {
      const { hosts = [new URL(address).host], ...rest } = options;
      const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1024, height: 700 }, ...rest });
      context.setDefaultTimeout(120_000);
      watches.push(await watch(context, hosts));
      const page = await context.newPage();
      await page.goto(address);
      return { context, page };
    },
  };
}

/** The one from npm on linux x64, an installed Chrome elsewhere. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox', '--disable-gpu'] });
}

async function watch(context: BrowserContext, hosts: readonly string[]): Promise<Watch> {
  const seen: Watch = { errors: [], foreign: [] };
  context.on('request', (request) => {
    if (!hosts.includes(new URL(request.url()).host)) seen.foreign.push(request.url());
  });
  context.on('console', (message) => {
    // An answer of 4xx is an error there by itself, and so is a server that is away.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) seen.errors.push(message.text());
  });
  context.on('weberror', (error) => void seen.errors.push(String(error.error())));
  // A violation that a script catches, such as of `eval`, is nowhere else.
  await context.exposeFunction('tellViolation', (text: string) => void seen.errors.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      void (globalThis as unknown as { tellViolation(text: string): Promise<void> }).tellViolation(
        `violates ${violatedDirective}: ${blockedURI} ${sample}`,
      );
    });
  });
  return seen;
}
