import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readContract } from '../build/contract.ts';
import type { Operation, Try } from '../src/contract.ts';
import { useStage } from './setup.ts';

const stage = useStage();
const root = resolve(import.meta.dirname, '../../..');
const { contract } = await readContract(root);
const operations = contract.apis.flatMap((api) => api.operations);
let page: Awaited<ReturnType<typeof stage.open>>['page'];

beforeAll(async () => {
  ({ page } = await stage.open());
});

test('the page offers what the specs document, and little of it cannot be provoked', () => {
  const tries = operations.flatMap(({ statuses }) =>
    statuses.flatMap((status) => status.tries.map((one) => ({ ...one, of: status.status }))),
  );
  expect(operations.flatMap(({ statuses }) => statuses).filter((status) => status.tries.length === 0)).toStrictEqual([]);
  expect(tries.filter(({ state, of }) => state && of < 429)).toStrictEqual([]);
  expect(tries.length).toBeGreaterThan(200);
});

test.each(operations)('$id: every documented answer comes by a click, with its status', async (operation) => {
  await page.getByRole('radio', { name: operation.id, exact: true }).check();
  await page.getByRole('button', { name: 'Try them all' }).click();
  await page.locator('button:text-is("Try them all")[aria-busy]').waitFor({ state: 'detached' });
  for (const button of await page.locator('button.try[data-alone]').all()) await getAlone(button, operation);
  const shown = await page
    .locator('li.status')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('h4')?.textContent,
        [...row.querySelectorAll('button.try:not([data-shown])')].map((button) => [
          button.getAttribute('data-name'),
          button.querySelector('.got')?.textContent?.trim(),
        ]),
      ]),
    );
  expect(shown).toStrictEqual(
    operation.statuses.map(({ status, tries }) => [
      String(status),
      tries.filter(({ state }) => !state).map(({ name }) => [name, String(status)]),
    ]),
  );
});

/** What takes many requests, or is shown without any. */
async function getAlone(button: ReturnType<typeof page.locator>, operation: Operation): Promise<void> {
  await button.click();
  await page.locator('button.try[aria-busy]').waitFor({ state: 'detached' });
  const name = await button.getAttribute('data-name');
  const status = operation.statuses.find(({ tries }) => tries.some((one) => one.name === name && (one.state ?? one.repeat)));
  await page.getByRole('region', { name: 'Answer' }).getByText(String(status?.status), { exact: true }).first().waitFor();
}

test('request and answer stand beside the lines of the contract that rule them', async () => {
  const operation = operations.find(({ id }) => id === 'signIn') as Operation;
  const one = operation.statuses.flatMap(({ tries }) => tries).find(({ name }) => name === 'severalBreaches') as Try;
  await page.getByRole('radio', { name: 'signIn', exact: true }).check();
  await page.locator('button.try[data-name=severalBreaches]').click();
  const answer = page.getByRole('region', { name: 'Answer', exact: true });
  await answer.getByText(`${contract.files[one.at[0]]}:${one.at[1]}`).waitFor();
  expect(await answer.locator('.quote pre').textContent()).toMatch(new RegExp(`^${one.at[1]}severalBreaches:`));
  expect(await answer.locator('.body').textContent()).toContain('property rememberMe should not exist');
  const request = page.getByRole('region', { name: 'Request', exact: true });
  expect(await request.locator('.quote pre').textContent()).toMatch(new RegExp(`^${one.requestAt[1]}severalBreaches:`));
  expect(await request.locator('.body').textContent()).toContain('"password": "••••••••"');
  expect(await page.locator('.verdict').textContent()).toContain('invalid_input');
});

test('a body that is no sound JSON is shown as it was sent, without the password', async () => {
  await page.getByRole('radio', { name: 'signIn', exact: true }).check();
  await page.locator('button.try[data-name=duplicateKeys]').click();
  const body = page.getByRole('region', { name: 'Body of the request' });
  await body.getByText('jane.roe@example.com').waitFor();
  expect(await body.textContent()).toContain('{"email":"jane.roe@example.com","email":"john.doe@example.com","password":"••••••••"}');
});

test('what no request brings about is shown as the contract has it, and not sent', async () => {
  await page.getByRole('radio', { name: 'ready', exact: true }).check();
  await page.locator('button.try[data-name=stopping]').click();
  await page.getByText('Not sent: it takes a server in the state “stopping”').waitFor();
  expect(await page.getByRole('region', { name: 'Answer', exact: true }).locator('.body').textContent()).toContain('"listener"');
});
