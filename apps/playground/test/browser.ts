import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** A real Chromium: the one from npm on linux x64, an installed Chrome elsewhere. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox', '--disable-gpu'] });
}

/** What a page did that it must not do: errors on its console, and requests to other hosts. */
export interface Watch {
  errors: string[];
  foreign: string[];
  /** Every URL that was requested. */
  urls: string[];
}

/** Watches every page of a context. A refused request is an error on the console by itself; those are what the page is there for. */
export function watch(context: BrowserContext, address: string): Watch {
  const seen: Watch = { errors: [], foreign: [], urls: [] };
  context.on('request', (request) => {
    seen.urls.push(request.url());
    if (!request.url().startsWith(`${address}/`)) seen.foreign.push(request.url());
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) seen.errors.push(message.text());
  });
  context.on('weberror', (error) => void seen.errors.push(String(error.error())));
  return seen;
}

/** Opens the page and waits until it is ready. */
export async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}/`);
  await page.getByRole('button', { name: /^Sign (in$|out)/ }).waitFor();
  return page;
}
