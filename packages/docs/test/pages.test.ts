import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenApiDocument } from '@countersign/contracts/documents';
import { expect, onTestFinished, test } from 'vitest';
import { locateLibrary } from '../src/library.ts';
import { createSite, type SiteOptions } from '../src/site.ts';
import { useBrowser } from './browser.ts';
import { widgets } from './contract.ts';
import { host } from './host.ts';
import { tryIt } from './try-it.ts';

const browser = useBrowser();
const library = readFileSync(locateLibrary());
const make = (options: SiteOptions, contract: OpenApiDocument = widgets) => createSite({ widgets: contract }, library, options);

test('below any path, each operation is where the index says, whatever its tag is called', async () => {
  const { address } = await host(make({ server: false }));
  const { context, page } = await browser.open(address);
  for (const [link, heading] of [
    ['/v2/stay', 'Stay'],
    ['/v2/leave', 'Leave'],
    ['/v2/widgets', 'All'],
  ] as const) {
    await page.goto(address);
    await page.getByRole('link', { name: link }).click();
    const title = page.getByRole('heading', { name: heading, exact: true, level: 3 });
    await title.waitFor();
    await expect.poll(async () => ((await title.boundingBox())?.y ?? 0) < 300, { timeout: 5000 }).toBe(true);
  }
  await context.close();
});

test('pages that only tell have no "try it", and name no host that somebody has', async () => {
  const { address } = await host(make({ server: false }));
  const { context, page } = await browser.open(`${address}widgets/`);
  await page.getByText('https://server.example/v2').first().waitFor();
  expect(await page.getByRole('button', { name: /^Try it \(/ }).count()).toBe(0);
  await context.close();
});

test('a live page reloads when the contract has changed, also over a server that is away for a moment, and not before', async () => {
  const site = await host(make({ isLive: true }));
  const { context, page } = await browser.open(`${site.address}widgets/`);
  await page.getByRole('heading', { level: 1, name: 'Widgets' }).waitFor();
  let loads = 0;
  page.on('load', () => void loads++);
  const looked = () => page.waitForEvent('requestfinished', (request) => request.url().endsWith('/version'));
  await looked();
  await looked();
  site.leave(true);
  await page.waitForEvent('requestfailed');
  expect(loads).toBe(0);
  site.serve(make({ isLive: true }, { ...widgets, info: { title: 'Gadgets', version: '3.0.0' } }));
  site.leave(false);
  await page.getByRole('heading', { level: 1, name: 'Gadgets' }).waitFor();
  await looked();
  expect(loads).toBe(1);
  await context.close();
});

test.each([
  { isLive: true, afterwards: 'Bearer some access' },
  { isLive: false, afterwards: 'Bearer' },
])(
  'pages on one host try it on another, if that allows it; only live ones keep the token over a reload: %j',
  async ({ isLive, afterwards }) => {
    const api = createServer((_request, response) => {
      response.writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type',
        'Content-Type': 'application/json',
      });
      response.end(JSON.stringify({ access: 'some access', renewal: 'another renewal' }));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void api.close().closeAllConnections());
    const server = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const { address } = await host(make({ server: `${server}/base`, isLive }));
    const { context, page } = await browser.open(`${address}widgets/`, { hosts: [new URL(address).host, new URL(server).host] });
    const entered = await tryIt(page, 'enter');
    expect([entered.request.url(), entered.request.headers()['authorization']]).toStrictEqual([`${server}/base/v2/enter`, undefined]);
    expect((await tryIt(page, 'stay')).request.postData()).toBe('{"renewal":"another renewal"}');
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(isLive ? 1 : 0);
    await page.reload();
    expect((await tryIt(page, 'leave')).request.headers()['authorization']).toBe(afterwards);
    await context.close();
  },
);
