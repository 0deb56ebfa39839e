import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { documents, type OpenApiDocument } from '@countersign/contracts/documents';
import { expect, test } from 'vitest';
import { requestExamplesOf } from '../src/examples.ts';
import { operationsOf } from '../src/operations.ts';
import { useBrowser } from './browser.ts';
import { useServer } from './server.ts';
import { tryIt } from './try-it.ts';

type Roles = Record<'begin' | 'user', { operation: string; accessToken: string }> & {
  [name in 'renew' | 'end']?: { operation: string };
};

const server = useServer();
const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const contracts: [string, OpenApiDocument][] = Object.entries(documents);
const sessions = contracts.flatMap(([name, contract]) =>
  'x-session' in contract ? [{ name, contract, roles: contract['x-session'] as Roles }] : [],
);

test.each(sessions)(
  '$name: sign in by a click, and every other operation takes the tokens from there',
  async ({ name, contract, roles }) => {
    const { context, page } = await browser.open(`${server.address}/docs/`);
    await page.locator(`a[href^="${name}/"][href$="/${roles.begin.operation}"]`).click();
    const signedIn = await tryIt(page, roles.begin.operation);
    const token = roles.begin.accessToken
      .split('/')
      .slice(1)
      .reduce((value, key) => value[key], JSON.parse(signedIn.body)) as string;
    expect(signedIn.status).toBe(200);
    expect(token).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(signedIn.seen).toContain(token);
    expect(signedIn.request.headers()).not.toHaveProperty('authorization');
    const ids = operationsOf(contract).map(({ id }) => id);
    const last = roles.end?.operation ?? '';
    for (const id of [...ids.filter((each) => each !== roles.begin.operation && each !== last), last]) {
      const { status, request } = await tryIt(page, id);
      expect(status, id).toBeLessThan(300);
      expect(new URL(request.url()).origin).toBe(server.address);
    }
    const { status, request } = await tryIt(page, roles.user.operation);
    expect([status, request.headers()['authorization']], 'after the end').toStrictEqual([401, 'Bearer']);
    await context.close();
  },
);

test.each(contracts.filter(([name]) => !sessions.some((session) => session.name === name)))(
  '%s: every operation answers by a click',
  async (name, contract) => {
    const { context, page } = await browser.open(`${server.address}/docs/${name}/`);
    for (const { id } of operationsOf(contract)) expect((await tryIt(page, id)).status, id).toBe(200);
    await context.close();
  },
);

test('a body that was edited is sent as it was edited, also after the sign-in', async () => {
  const [{ name, contract, roles }] = sessions as [(typeof sessions)[number]];
  const { context, page } = await browser.open(`${server.address}/docs/${name}/`);
  const examples = requestExamplesOf(
    contract,
    operationsOf(contract).find(({ id }) => id === roles.begin.operation),
  );
  const edited = JSON.stringify(examples[1]?.example.value);
  expect((await tryIt(page, roles.begin.operation, edited)).request.postData()).toBe(edited);
  expect((await tryIt(page, roles.begin.operation)).request.postData()).toBe(edited);
  await context.close();
});

test.each(['light', 'dark'] as const)('axe finds nothing on the index, %s', async (colorScheme) => {
  const { context, page } = await browser.open(`${server.address}/docs/`, { colorScheme });
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: { id: string }[] };
  expect(violations.map(({ id }) => id)).toStrictEqual([]);
  await context.close();
});

test.each([320, 768, 1440])('nothing scrolls sideways at %d pixels, on the index and on a reference', async (width) => {
  const { context, page } = await browser.open(`${server.address}/docs/`, { viewport: { width, height: 700 } });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);
  await page.locator('h2 a').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await overflow()).toBe(0);
  await context.close();
});

test('the reference takes the colours of the system, and the bar follows its switch', async () => {
  const [[name]] = contracts as [(typeof contracts)[number]];
  const { context, page } = await browser.open(`${server.address}/docs/${name}/`, { colorScheme: 'dark' });
  const ground = () => page.locator('.bar').evaluate((bar) => getComputedStyle(bar).backgroundColor);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await ground()).toBe('rgb(18, 21, 29)');
  await page.getByRole('button', { name: /light mode/i }).click();
  expect(await ground()).toBe('rgb(244, 241, 233)');
  await context.close();
});
