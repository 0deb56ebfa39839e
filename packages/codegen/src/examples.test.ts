import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emitExamples } from './examples.ts';
import { createFolder } from './fixtures/copy.ts';

const schema = {
  type: 'object',
  properties: { id: { type: 'string', 'x-varies': true }, list: { type: 'array', items: { $ref: '#/components/schemas/Item' } } },
};
const headers = {
  'Retry-After': { required: true, schema: { type: 'integer', minimum: 3 } },
  'X-Id': { required: true, schema: { type: 'string', pattern: '^[a-z]+$' } },
  'X-Shown': { required: true, example: 'shown', schema: { type: 'string' } },
  'X-Maybe': { schema: { const: 'maybe' } },
};
const document = {
  paths: {
    '/a': {
      post: {
        operationId: 'make',
        requestBody: {
          content: {
            'application/json': {
              examples: {
                right: { value: { a: 1 } },
                wrong: { 'x-request': { raw: true }, value: '{' },
                full: { 'x-given': 'full', value: {} },
              },
            },
          },
        },
        responses: {
          200: { content: { 'application/json': { schema, examples: { right: { value: { id: '1', list: [{ at: 1 }, { at: 2 }] } } } } } },
          204: { 'x-examples': { gone: { 'x-request': { path: '/b' } } } },
          400: { headers, content: { 'application/json': { examples: { wrong: { $ref: '#/components/examples/Wrong' } } } } },
          503: { content: { 'application/json': { examples: { full: { value: 0 }, right: { 'x-given': 'away', value: 1 } } } } },
          '4XX': { content: { 'application/json': { examples: { any: { value: 1 } } } } },
        },
      },
    },
  },
  components: {
    schemas: { Item: { properties: { at: { type: 'integer', 'x-varies': true } } } },
    examples: { Wrong: { 'x-request': { headers: { a: null } }, value: JSON.parse('{"__proto__":1}') as unknown } },
  },
};

test('every example of every exact status, with the request that gets it', async () => {
  const file = join(createFolder(), 'examples.gen.ts');
  const code = emitExamples('specs/*/openapi.yaml', new Map([['front-desk', document]]));
  writeFileSync(file, code);
  const { examples } = (await import(file)) as { examples: object };
  expect(examples).toEqual({
    'front-desk': {
      make: {
        right: {
          status: 200,
          headers: {},
          body: { id: '1', list: [{ at: 1 }, { at: 2 }] },
          varies: ['/id', '/list/0/at', '/list/1/at'],
          request: { body: { a: 1 } },
        },
        gone: { status: 204, headers: {}, request: { path: '/b' } },
        wrong: {
          status: 400,
          headers: { 'Retry-After': '3', 'X-Id': 'example', 'X-Shown': 'shown' },
          body: JSON.parse('{"__proto__":1}'),
          request: { raw: true, headers: { a: null }, body: '{' },
        },
        full: { status: 503, headers: {}, body: 0, request: { body: {} }, given: 'full' },
        // The name was taken by the success.
        right503: { status: 503, headers: {}, body: 1, request: { body: { a: 1 } }, given: 'away' },
      },
    },
  });
  expect(code.replaceAll(/\s+/g, ' ')).toContain('"make": { "right": 200; "gone": 204; "wrong": 400; "full": 503; "right503": 503; };');
});

test('an operation with parameters in its path is asked by the values that the contract shows for them', async () => {
  const file = join(createFolder(), 'examples.gen.ts');
  const answers = {
    200: { content: { 'application/json': { examples: { usual: { value: 1 }, other: { 'x-request': { path: '/b' }, value: 2 } } } } },
  };
  const parameters = [
    { name: 'a', examples: { one: { value: 'x y' }, two: { value: 'z' } } },
    { name: 'b', schema: { examples: [7] } },
  ];
  const unknown = { get: { operationId: 'unknown', parameters: [{ name: 'a' }], responses: answers } };
  const shown = { parameters: [parameters[0]], get: { operationId: 'shown', parameters: [parameters[1]], responses: answers } };
  const contract = { servers: [{ url: '/api/' }], paths: { '/{a}/{b}': shown, '/{a}': unknown } };
  writeFileSync(file, emitExamples('specs/*/openapi.yaml', new Map([['things', contract]])));
  const { examples } = (await import(file)) as { examples: object };
  expect(examples).toMatchObject({
    things: {
      shown: { usual: { request: { path: '/api/x%20y/7' } }, other: { request: { path: '/b' } } },
      unknown: { usual: { status: 200 } },
    },
  });
  expect(examples).not.toHaveProperty('things.unknown.usual.request');
});
