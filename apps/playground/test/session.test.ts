import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { signIn, useStage } from './setup.ts';

const stage = useStage();

test.each([
  { api: 'Sign-in API', by: 'Email', life: /^23 h 59 min \d\d s$/ },
  { api: 'Sign-in API', by: 'Username', life: /^23 h 59 min \d\d s$/ },
  { api: 'Login API', by: 'Phone', life: /^364 d 23 h 59 min \d\d s$/ },
])('$api signs in by $by: who, role, permissions, and a countdown that runs', async ({ api, by, life }) => {
  const { context, page } = await stage.open();
  await page.getByRole('radio', { name: api }).check();
  await page.getByRole('radio', { name: by }).check();
  await signIn(page);
  await page.getByText('John Doe', { exact: true }).waitFor();
  expect(await page.locator('.role').textContent()).toBe('Role: admin');
  expect(await page.getByRole('list', { name: 'Permissions' }).getByRole('listitem').allTextContents()).toStrictEqual([
    'view-items',
    'create-inventory',
  ]);
  const first = await page.getByRole('timer').textContent();
  expect(first).toMatch(life);
  await page.waitForFunction((before) => document.querySelector('[role=timer]')?.textContent !== before, first);
  expect(await page.getByRole('timer').textContent()).toMatch(life);
  await context.close();
});

test('a wrong password is told at its fields, and nobody is signed in', async () => {
  const { context, page } = await stage.open();
  await page.getByRole('radio', { name: 'Login API' }).check();
  await page.getByLabel('Password').fill('a wrong one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('The provided credentials are incorrect.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Email' }).getAttribute('aria-invalid')).not.toBeNull();
  expect(await page.locator('#exchange').textContent()).not.toContain('a wrong one');
  await context.close();
});

test('five calls whose token fails are carried by one renewal, which is seen as it happens', async () => {
  const { context, page, seen } = await stage.open();
  await signIn(page);
  const before = seen.urls.length;
  await page.getByRole('button', { name: 'Let the token fail' }).click();
  await page.getByRole('log').getByText('Renewed').waitFor();
  await page.locator('button[aria-busy]').waitFor({ state: 'detached' });
  const paths = seen.urls.slice(before).map((url) => new URL(url).pathname.split('/').at(-1));
  expect(Map.groupBy(paths, (path) => path).get('refresh')).toHaveLength(1);
  expect(paths.filter((path) => path === 'me')).toHaveLength(10);
  await page.getByRole('button', { name: 'Renew now' }).click();
  await page.getByRole('log').getByText('Renewed').nth(1).waitFor();
  expect(await page.getByRole('button', { name: 'Sign out in all tabs' }).isVisible()).toBe(true);
  await context.close();
});

test('a session without renewal ends by a 401, and the page says why', async () => {
  const { context, page } = await stage.open();
  await page.getByRole('radio', { name: 'Login API' }).check();
  await signIn(page);
  expect(await page.getByRole('button', { name: 'Renew now' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Let the token fail' }).click();
  await page.getByRole('log').getByText('Ended: the server refused the token').waitFor();
  expect(await page.getByRole('button', { name: 'Sign in', exact: true }).isVisible()).toBe(true);
  await context.close();
});

test('a second tab has the session, and signing out there shows in the first', async () => {
  const { context, page } = await stage.open();
  await signIn(page);
  const second = await openPage(context, stage.server.address);
  await second.getByText('John Doe', { exact: true }).waitFor();
  await second.getByRole('button', { name: 'Sign out in all tabs' }).click();
  await page.getByRole('log').getByText('Signed out in another tab').waitFor();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe('{}');
  await context.close();
});

test('no token and no typed password is in the page or in an address', async () => {
  const { context, page, seen } = await stage.open();
  await page.getByLabel('Password').fill('hunter2 hunter2');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('401').waitFor();
  await page.getByLabel('Password').fill('password123');
  await signIn(page);
  await page.getByRole('button', { name: 'Renew now' }).click();
  await page.getByRole('log').getByText('Renewed').waitFor();
  await page.getByRole('button', { name: 'Who am I?' }).click();
  await page.getByRole('button', { name: '200 GET me' }).waitFor();
  const kept = JSON.parse(await page.evaluate(() => Object.values(localStorage)[0] as string)) as Record<string, string>;
  const secrets = ['hunter2', String(kept['accessToken']), String(kept['refreshToken'])];
  expect(secrets.map((secret) => secret.length > 6)).toStrictEqual([true, true, true]);
  for (const item of await page.locator('.past button').all()) {
    await item.click();
    const shown = `${await page.content()} ${seen.urls.join(' ')}`;
    expect(secrets.filter((secret) => shown.includes(secret))).toStrictEqual([]);
    expect(shown).not.toMatch(/eyJ[\w-]{20}/);
  }
  await context.close();
});
