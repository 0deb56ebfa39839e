import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { envelope } from '../apis/platform/envelope.ts';
import { fail } from '../core/failures.ts';
import { createApi } from './api.ts';
import type { Answer } from './reply.ts';
import { createValidator } from './validator.ts';

const headers = { 'X-Fixed': { required: true, schema: { type: 'string', const: 'as the contract says' } } };
const schema = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'], additionalProperties: false };
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1.0.0' },
  servers: [{ url: '/things' }],
  paths: {
    '/count': {
      get: {
        operationId: 'count',
        responses: {
          '200': { description: 'Counted.', headers, content: { 'application/json': { schema } } },
          '204': { description: 'Nothing to count.' },
        },
      },
    },
  },
};

/** `thingId` counted `times` over, one parameter from the path and one from the query. */
function serveTimes() {
  const integer = { type: 'integer', minimum: 1 };
  const thingId = { name: 'thingId', in: 'path', required: true, schema: integer };
  const times = { name: 'times', in: 'query', required: true, schema: integer };
  const get = { ...document.paths['/count'].get, parameters: [times] };
  const paths = { '/count/{thingId}': { parameters: [thingId], get } };
  return serve(
    async ({ params, query }: AnyRequest) => ({ status: 200, body: { count: Number(params?.thingId) * Number(query?.times) } }),
    { ...document, paths } as unknown as typeof document,
  );
}

const authenticate = async () => fail('unauthenticated', undefined);

interface AnyRequest {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
}

async function serve(handler: (request: AnyRequest) => Promise<Answer>, contract: typeof document = document) {
  const errors: object[] = [];
  const log = { info: () => {}, error: (fields: object) => void errors.push(fields) };
  const app = express();
  app.enable('strict routing').enable('case sensitive routing');
  const validate = await createValidator({ things: contract });
  app.use('/things', createApi(contract, { handlers: { count: handler }, authenticate, envelope, malformed: 'refuse' }, { validate, log }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { errors, send: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init) };
}

test('sends what the contract allows, with the headers that the contract fixes', async () => {
  const { send } = await serve(async () => ({ status: 200, body: { count: 1 } }));
  const response = await send('/things/count');
  expect(response.status).toBe(200);
  expect(response.headers.get('X-Fixed')).toBe('as the contract says');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(await response.json()).toStrictEqual({ count: 1 });
});

test.each([
  ['lacks a property', { status: 200, body: {} }],
  ['has a property too many', { status: 200, body: { count: 1, secret: 'leaked' } }],
  ['has a property of another type', { status: 200, body: { count: 'leaked' } }],
  ['has a status that the contract does not know', { status: 201, body: { count: 1 } }],
  ['lacks its body', { status: 200 }],
  ['has a body where there is none', { status: 204, body: { secret: 'leaked' } }],
])('answers 500 instead of an answer that %s, and logs it', async (_name, answer) => {
  const { send, errors } = await serve(async () => answer);
  const response = await send('/things/count');
  expect(response.status).toBe(500);
  expect(response.headers.get('X-Fixed')).toBeNull();
  expect(await response.text()).toBe('{"statusCode":500,"message":"Internal Server Error"}');
  expect(errors).toHaveLength(1);
});

test('a condition changes nothing where the contract knows no 304', async () => {
  const { send } = await serve(async () => ({ status: 200, body: { count: 1 } }));
  // With fetch's own `Cache-Control: no-cache` the condition would be void anyway.
  const response = await send('/things/count', { headers: { 'If-None-Match': '*', 'Cache-Control': 'max-age=0' } });
  expect([response.status, await response.json()]).toStrictEqual([200, { count: 1 }]);
});

test('gives a handler the parameters of path and query, read as the contract says', async () => {
  const { send } = await serveTimes();
  const response = await send('/things/count/7?times=3');
  expect([response.status, await response.json()]).toStrictEqual([200, { count: 21 }]);
});

test.each([
  ['one that is of another type', '/things/count/seven?times=3', ['thingId must be an integer']],
  ['one that breaks another rule', '/things/count/0?times=3', ['thingId is not valid']],
  ['one that is missing', '/things/count/7', ['times should not be empty']],
  ['several', '/things/count/seven?times=three', ['thingId must be an integer', 'times must be an integer']],
])('refuses parameters by name: %s', async (_name, path, errors) => {
  const { send } = await serveTimes();
  const response = await send(path);
  expect([response.status, await response.json()]).toStrictEqual([400, { statusCode: 400, message: 'Validation failed', errors }]);
});

test('answers 204 without a body', async () => {
  const { send } = await serve(async () => ({ status: 204 }));
  const response = await send('/things/count');
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
});

test.each([
  ['an Error', new Error('secret'), 500],
  ['something that is no Error', 'secret', 500],
  ['nothing', undefined, 500],
])('answers %s as 500 and tells nothing of it', async (_name, thrown, status) => {
  const { send } = await serve(async () => {
    throw thrown;
  });
  const response = await send('/things/count');
  expect(response.status).toBe(status);
  expect(await response.text()).toBe('{"statusCode":500,"message":"Internal Server Error"}');
});

test('says how long to wait when it is overloaded', async () => {
  const { send } = await serve(async () => fail('unavailable', { retryAfter: 7 }));
  const response = await send('/things/count');
  expect([response.status, response.headers.get('Retry-After')]).toStrictEqual([503, '7']);
});

test.each(['HEAD', 'POST', 'DELETE', 'OPTIONS'])('refuses %s, which the contract does not have', async (method) => {
  const { send } = await serve(async () => ({ status: 200, body: { count: 1 } }));
  const response = await send('/things/count', { method });
  expect([response.status, response.headers.get('Allow')]).toStrictEqual([405, 'GET']);
});

test.each(['/things/Count', '/things/count/', '/things/count/more', '/things/%', '/things/'])('does not know %s', async (path) => {
  const { send } = await serve(async () => ({ status: 200, body: { count: 1 } }));
  expect((await send(path)).status).toBe(404);
});

test('does not start when an operation has no handler, or a handler no operation', () => {
  const api = { authenticate, envelope, malformed: 'refuse' } as const;
  const surroundings = { validate: [], log: { info: () => {}, error: () => {} } };
  const handler = async () => ({ status: 204 });
  expect(() => createApi(document, { ...api, handlers: {} }, surroundings)).toThrow('operation count has no handler');
  expect(() => createApi(document, { ...api, handlers: { count: handler, cuont: handler } }, surroundings)).toThrow(
    'handler cuont has no operation',
  );
});

test.each([
  ['a reference to nowhere', { paths: { '/count': { get: { $ref: '#/components/nothing' } } } }, '#/components/nothing'],
  ['a version that is not known', { openapi: '4.0.0' }, 'OpenAPI'],
])('does not start with a document that has %s', async (_name, part, message) => {
  const broken = { ...document, ...part } as typeof document;
  await expect(serve(async () => ({ status: 204 }), broken)).rejects.toThrow(message);
});
