import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { toComparable } from './comparable.ts';
import { examplePairs, type ExamplePair, type HeaderSpec } from './examples.ts';
import { describeServers, type TestServer } from './server.ts';

/** How a server gets into the states that examples ask for with `x-given`. */
const states = {
  fresh: async (_server) => {},
  broken: async ({ knex }) => knex.schema.renameTable('accounts', 'accounts_gone'),
  'database-away': async ({ database }) => database.close(),
} satisfies Record<string, (server: TestServer) => Promise<void>>;

/** States that nothing can bring about yet, or ever: the throttle and load shedding are still to come, and these operations have nothing to fail with. */
const unreachable = ['throttled', 'overloaded', 'fault'];

const pairs = Map.groupBy(examplePairs(), ({ given }) => given ?? 'fresh');

/** Headers that HTTP itself adds to any answer. */
const hopHeaders = ['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'];

test('every state that an example asks for is known', () => {
  expect(new Set(pairs.keys())).toStrictEqual(new Set([...Object.keys(states), ...unreachable]));
});

describe.each(Object.entries(states))('the examples of a server that is %s', (state, bring) => {
  describeServers('over HTTP', (start) => {
    let server: TestServer;
    beforeAll(async () => {
      server = await start();
      await bring(server);
    });
    test.each((pairs.get(state) ?? []).map((pair) => [pair.title, pair] as const))('%s', (_title, pair) => checkPair(server.address, pair));
  });
});

async function checkPair(address: string, { request, response: expected }: ExamplePair): Promise<void> {
  const { path, body, ...init } = request;
  const response = await fetch(new URL(path, address), { ...init, ...(body && { body }) });
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status: expected.status });
  expect(response.headers.get('Content-Type')).toBe(`${expected.mediaType}; charset=utf-8`);
  checkHeaders(response.headers, expected.headers);
  const actual: unknown = JSON.parse(text);
  expect(faults(expected.schema, actual)).toStrictEqual([]);
  expect(JSON.stringify(toComparable(actual, expected.schema))).toBe(JSON.stringify(toComparable(expected.body, expected.schema)));
}

function checkHeaders(headers: Headers, specs: Record<string, HeaderSpec>): void {
  const names = Object.keys(specs).map((name) => name.toLowerCase());
  expect([...headers.keys()].filter((name) => !hopHeaders.includes(name) && !names.includes(name))).toStrictEqual([]);
  for (const [name, { required, schema }] of Object.entries(specs)) {
    const value = headers.get(name);
    if (required) expect(value, name).not.toBeNull();
    if (value !== null) expect(faults(schema, schema.type === 'integer' ? Number(value) : value), name).toStrictEqual([]);
  }
}

/** An oracle of its own: another instance with stricter settings than the server's validator. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv, { mode: 'full' });

function faults(schema: object, value: unknown): unknown[] {
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}
