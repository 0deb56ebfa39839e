import { beforeAll, describe, expect, test } from 'vitest';
import { toComparable } from './comparable.ts';
import { expectHeaders, faults } from './conformance.ts';
import { examplePairs, type ExamplePair, type ExampleRequest } from './examples.ts';
import { prepare, send } from './exchange.ts';
import { describeServers, type ServerOptions, type TestServer } from './server.ts';

interface State {
  options?: ServerOptions;
  bring(server: TestServer): Promise<unknown>;
}

const now = Date.now();
const json = { 'Content-Type': 'application/json' };

/** How a server gets into the states that examples ask for with `x-given`. */
const states: Record<string, State> = {
  fresh: { bring: async () => {} },
  broken: {
    async bring({ knex }) {
      await knex.schema.renameTable('accounts', 'accounts_gone');
      await knex.schema.renameTable('sessions', 'sessions_gone');
    },
  },
  'database-away': { bring: ({ database }) => database.close() },
  throttled: {
    // The clock stands still, so that the wait is as long as the example says.
    options: { throttle: 'on', clock: () => now },
    async bring({ address }) {
      const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password124' });
      const guess = () => fetch(new URL('/api/v1/auth/login', address), { method: 'POST', headers: json, body });
      for (let guesses = 0; guesses < 5; guesses++) await guess();
    },
  },
};

/** Nothing can bring these about: an operation that asks no database has nothing to fail with, and not every operation is throttled. */
const unreachable = ['fault'];

const all = examplePairs();
const pairs = Map.groupBy(all, ({ given }) => given ?? 'fresh');

test('every state that an example asks for is known', () => {
  expect(new Set(pairs.keys())).toStrictEqual(new Set([...Object.keys(states), ...unreachable]));
});

describe.each(Object.entries(states))('the examples of a server that is %s', (state, { options, bring }) => {
  describeServers('over HTTP', (start) => {
    const mine = pairs.get(state) ?? [];
    const requests = new Map<ExamplePair, ExampleRequest>();
    let server: TestServer;
    beforeAll(async () => {
      server = await start(options);
      // Before the state comes about: in most of them nobody could sign in any more.
      for (const pair of mine) requests.set(pair, await prepare(server.address, pair, all));
      await bring(server);
    });
    test.each(mine.map((pair) => [pair.title, pair] as const))('%s', async (_title, pair) => {
      await expectAnswer(await send(server.address, requests.get(pair) ?? pair.request), pair);
    });
  });
});

async function expectAnswer(response: Response, { response: expected }: ExamplePair): Promise<void> {
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status: expected.status });
  expectHeaders(response.headers, expected.headers);
  const { content } = expected;
  expect(response.headers.get('Content-Type')).toBe(content ? `${content.mediaType}; charset=utf-8` : null);
  if (!content) return expect(text).toBe('');
  const actual: unknown = JSON.parse(text);
  expect(faults(content.schema, actual)).toStrictEqual([]);
  expect(JSON.stringify(toComparable(actual, content.schema))).toBe(JSON.stringify(toComparable(content.body, content.schema)));
}
