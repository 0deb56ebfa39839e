import type { Page, Request } from 'playwright-core';

interface Tried {
  status: number;
  body: string;
  request: Request;
  /** What the page shows of the body. */
  seen: string;
}

/** Leads to an operation as the contents of the reference do, opens "try it", sends what is filled in, or another body, and leaves again. */
export async function tryIt(page: Page, operationId: string, edited?: string): Promise<Tried> {
  await page.locator(`a[href$="/${operationId}"], a[href="#${operationId}"]`).first().click();
  await page
    .locator(`section[id$="/${operationId}"]`)
    .getByRole('button', { name: /^Try it \(/ })
    .click();
  const dialog = page.locator('.scalar-client[role=dialog]');
  if (edited !== undefined) await dialog.locator('.cm-content').first().fill(edited);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().resourceType() === 'fetch' && !response.url().endsWith('/version')),
    dialog.locator('[data-addressbar-action=send]:visible').click(),
  ]);
  const status = answer.status();
  await dialog
    .getByText(new RegExp(`^${status} \\w`))
    .first()
    .waitFor();
  const body = status === 204 ? '' : await answer.text();
  const seen = await seenOf(page, body);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  return { status, body, request: answer.request(), seen };
}

/** What the page shows of a JSON body, once it does. */
async function seenOf(page: Page, body: string): Promise<string> {
  const [, name] = /"(\w+)"/.exec(body) ?? [];
  if (name === undefined) return '';
  const shown = page.locator('.scalar-client[role=dialog] .cm-content:visible').filter({ hasText: name }).last();
  return (await shown.textContent()) ?? '';
}
