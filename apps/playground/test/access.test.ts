import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signIn, useStage } from './setup.ts';

const stage = useStage();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test.each(['light', 'dark'] as const)('axe finds nothing, %s, in any state of the page', async (colorScheme) => {
  const { context, page } = await stage.open({ colorScheme, reducedMotion: 'reduce' });
  expect(await findFaults(page)).toStrictEqual([]);
  await page.getByLabel('Password').fill('a wrong one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('401').waitFor();
  expect(await findFaults(page)).toStrictEqual([]);
  await page.getByLabel('Password').fill('password123');
  await signIn(page);
  for (const name of ['malformed', 'trailingSlash', 'unexpectedError']) await page.locator(`button.try[data-name=${name}]`).click();
  await page.getByText('Not sent').waitFor();
  expect(await findFaults(page)).toStrictEqual([]);
  await page.getByRole('button', { name: '400 POST sign-in' }).click();
  await page.locator('.quote .number').first().waitFor();
  expect(await findFaults(page)).toStrictEqual([]);
  await context.close();
});

test.each([320, 480, 768, 1440])('nothing scrolls sideways at %d pixels', async (width) => {
  const { context, page } = await stage.open({ viewport: { width, height: 700 } });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);
  await signIn(page);
  await page.locator('button.try[data-name=tooLong]').click();
  await page.locator('button.try[data-name=tooLong][data-got]').waitFor();
  await page.locator('summary').first().click();
  expect(await overflow()).toBe(0);
  await context.close();
});

test('by keyboard alone: to the API, into the form, signed in, an answer, signed out; what has the focus shows it', async () => {
  const { context, page } = await stage.open();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  /** Tab by tab to what the check accepts. */
  const tabTo = async (selector: string) => {
    for (let count = 0; count < 80; count++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab never reaches ${selector}`);
  };
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the documented answers');
  await tabTo('#api input');
  await page.keyboard.press('ArrowRight');
  await tabTo('.form .choice input');
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('textbox', { name: 'Phone' }).inputValue()).toBe('+525512345678');
  await tabTo('#secret');
  await page.keyboard.press('Enter');
  await page.getByText('John Doe', { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('session-title');
  await tabTo('.try[data-name=malformed]');
  expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('as documented').waitFor();
  await tabTo('.told a');
  await page.keyboard.press('Enter');
  await tabTo('.past button');
  await page.locator('.leave').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await context.close();
});
