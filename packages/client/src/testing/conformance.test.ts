import { type ApiName, apis } from '@countersign/contracts';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startProgram } from '../serve.testing.ts';
import { call } from './answer.testing.ts';
import { handlers } from './index.ts';
import { startPrism } from './prism.testing.ts';
import { type Row, rows, titleOf } from './rows.testing.ts';
import { byName, byRequest, prismAt, type Target } from './targets.testing.ts';

async function expectAnswer(row: Row, target: Target): Promise<void> {
  const { actual, expected } = await call(row, target);
  expect(actual).toStrictEqual(expected);
}

const ends: (() => void | Promise<void>)[] = [];
const onEnd = (end: () => void | Promise<void>) => ends.push(end);
afterAll(async () => {
  for (const end of ends) await end();
});

const titled = rows.map((row) => [titleOf(row), row] as const);
/** What a request alone brings about; the others ask for a state of the server, and are asked for in its own tests. */
const reachable = titled.filter(([, { example }]) => example.given === undefined);

test('the contracts show every documented status of every operation', () => {
  for (const [api, { operations }] of Object.entries(apis)) {
    for (const [id, { responses }] of Object.entries(operations)) {
      const shown = rows.filter((row) => row.api === api && row.id === id).map(({ example }) => String(example.status));
      expect([...new Set(shown)].toSorted(), id).toStrictEqual(Object.keys(responses).toSorted());
    }
  }
  expect(rows.length).toBeGreaterThan(200);
});

describe('the server', { timeout: 20_000 }, () => {
  let target: Target;
  beforeAll(async () => {
    target = byRequest(await startProgram(onEnd));
  }, 30_000);

  test.each(reachable)('%s', (_, row) => expectAnswer(row, target));
});

describe('the mock', () => {
  // Nobody listens here.
  const baseUrl = 'http://127.0.0.1:9';
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  const use = () => server.use(...(Object.keys(apis) as ApiName[]).flatMap((api) => [...handlers({ api, baseUrl })]));

  test.each(reachable)('asked: %s', (_, row) => {
    use();
    return expectAnswer(row, byRequest(baseUrl));
  });

  test.each(titled)('told: %s', (_, row) => {
    const named = handlers({ api: row.api, baseUrl })[row.id as never] as Record<string, () => Parameters<typeof server.use>[0]>;
    const handler = named[row.name]?.();
    if (handler) server.use(handler);
    return expectAnswer(row, byName(baseUrl));
  });
});

describe('Prism', { timeout: 20_000 }, () => {
  let target: Target;
  beforeAll(async () => {
    const addresses: Record<string, string> = {};
    for (const api of Object.keys(apis)) addresses[api] = await startPrism(onEnd, api);
    target = prismAt(addresses);
  }, 120_000);

  const isLost = ({ example }: Row) => JSON.stringify(example.body ?? null).includes('"__proto__"');
  const ask = (row: Row) => call({ ...row, example: { ...row.example, request: {} } }, target);
  test.each(titled.filter(([, row]) => !isLost(row)))('%s', async (_, row) => {
    const { actual, expected } = await ask(row);
    expect(actual).toStrictEqual(expected);
  });
  // Once Prism gives it back, these examples are like all others.
  test.each(titled.filter(([, row]) => isLost(row)))('%s, of which Prism drops a property: the client tells', async (_, row) => {
    expect((await ask(row)).actual).toMatchObject({ status: 'undocumented', error: { kind: 'drift', status: row.example.status } });
  });
});
