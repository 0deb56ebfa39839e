import { apis } from '@countersign/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../src/mock.ts';
import { documents } from '@countersign/contracts/documents';
import { addressOf, type Row, rows, sendExample, titleOf } from './mock.testing.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await createMock({ documents });
  await mock.warm();
});
afterAll(() => mock.close());

/** What differs each time may have any value of its kind. */
const varying = new Set(['x-request-id', 'retry-after']);

async function expectShown({ example }: Row, response: Response): Promise<void> {
  const text = await response.text();
  expect([response.status, text === '' ? undefined : JSON.parse(text)]).toStrictEqual([example.status, example.body]);
  expect(response.headers.get('content-type')).toBe(example.body === undefined ? null : 'application/json');
  for (const [name, value] of Object.entries(example.headers)) {
    if (varying.has(name.toLowerCase())) expect(response.headers.get(name), name).toMatch(/^[\w.-]+$/);
    else expect(response.headers.get(name), name).toBe(value);
  }
}

const titled = rows.map((row) => [titleOf(row), row] as const);

test('every documented status of every operation is shown', () => {
  for (const [api, { operations }] of Object.entries(apis)) {
    for (const [id, { responses }] of Object.entries(operations)) {
      const shown = rows.filter((row) => row.api === api && row.id === id).map(({ example }) => String(example.status));
      expect([...new Set(shown)].toSorted(), id).toStrictEqual(Object.keys(responses).toSorted());
    }
  }
});

describe('by name and status', () => {
  test.each(titled)('%s', async (_, row) => {
    const prefer = `code=${row.example.status}, example=${row.name}`;
    await expectShown(row, await fetch(mock.url + addressOf(row), { method: row.operation.method.toUpperCase(), headers: { prefer } }));
  });
});

describe('by a name that only one status has', () => {
  const isAlone = (row: Row) => rows.filter(({ api, id, name }) => api === row.api && id === row.id && name === row.name).length === 1;
  test.each(titled.filter(([, row]) => isAlone(row)))('%s', async (_, row) => {
    const headers = { prefer: `example=${row.name}` };
    await expectShown(row, await fetch(mock.url + addressOf(row), { method: row.operation.method.toUpperCase(), headers }));
  });
});

describe('by its own request', () => {
  const reachable = titled.filter(([, { example }]) => example.given === undefined);
  test.each(reachable)('%s', async (_, row) => expectShown(row, await sendExample(mock.url, row)));
});
