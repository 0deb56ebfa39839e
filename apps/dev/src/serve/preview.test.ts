import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPreview, type Preview } from './preview.ts';
import type { Served } from './served.ts';

let preview: Preview | undefined;

afterEach(() => preview?.close());

const contract = (message: string) => ({
  openapi: '3.1.0',
  info: { title: 'Greetings', version: '1.0.0' },
  servers: [{ url: '/greetings' }],
  paths: {
    '/today': {
      get: {
        operationId: 'today',
        responses: { '200': { description: 'It.', content: { 'application/json': { schema: { type: 'string' }, example: message } } } },
      },
    },
  },
});

function start(port: number) {
  const states: (readonly [Served, Served])[] = [];
  preview = createPreview({ port, onChange: (mock, docs) => void states.push([mock, docs]), onLine: () => {} });
  return { preview, states };
}

test('mock and docs answer by the contracts of the last call, without a handler', async () => {
  const { preview: served, states } = start(0);
  await served.replace({ greetings: contract('good morning') });
  const [mock, docs] = states.at(-1) ?? [];
  const ask = async () => (await fetch(`${mock?.address}/greetings/today`)).json();
  const read = async () => ((await (await fetch(`${docs?.address}greetings.json`)).json()) as { paths: object }).paths;
  expect([mock?.state, docs?.state, await ask()]).toStrictEqual(['running', 'running', 'good morning']);
  await served.replace({ greetings: contract('good night') });
  expect(await ask()).toBe('good night');
  expect(JSON.stringify(await read())).toContain('good night');
});

test('pages bear a policy, with a nonce that is new each time', async () => {
  const { preview: served, states } = start(0);
  await served.replace({ greetings: contract('hello') });
  const [, docs] = states.at(-1) ?? [];
  const policies = await Promise.all(
    [1, 2].map(async () => (await fetch(`${docs?.address}greetings/`)).headers.get('Content-Security-Policy') ?? ''),
  );
  expect(policies[0]).toMatch(/default-src 'none'.*'nonce-[\w-]{22}'/);
  expect(policies[0]).not.toBe(policies[1]);
});

test('a port that is taken is told, and costs the rest nothing', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { preview: served, states } = start(port);
  await served.replace({ greetings: contract('hello') });
  expect(states.at(-1)?.[0]).toStrictEqual({
    state: 'down',
    reason: `port ${port} is taken: end what uses it, or choose another with --mock-port`,
  });
  // The port after it is free, as a rule.
  expect(states.at(-1)?.[1].state).not.toBe('starting');
  other.close();
});
