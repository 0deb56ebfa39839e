import type { OpenApiDocument } from '@countersign/contracts/documents';
import { expect, test } from 'vitest';
import { widgets } from '../test/contract.ts';
import { operationsOf } from './operations.ts';
import { toReference } from './reference.ts';

const options = { server: '', isLive: false } as const;
const readable = (contract: OpenApiDocument) => toReference(contract, options).contract as OpenApiDocument;

test('the contract itself stays as it is', () => {
  const before = JSON.stringify(widgets);
  toReference(widgets, options);
  expect(JSON.stringify(widgets)).toBe(before);
});

test('no server is on another host', () => {
  const servers = ['https://a.example/v1', '//b.example', 'http://{region}.example:{port}/x/{y}', '/here', 'wss://c.example'];
  const contract = { ...widgets, servers: servers.map((url) => ({ url })) };
  expect(readable(contract).servers?.map(({ url }) => url)).toStrictEqual(['/v1', '/', '/x/{y}', '/here', '/']);
  const own = { ...widgets, paths: { '/a': { servers: [{ url: 'https://a.example/a' }], get: { operationId: 'a', responses: {} } } } };
  expect(readable(own).paths['/a']).toMatchObject({ servers: [{ url: '/a' }] });
});

test('the page asks for the bearer token at its top, and no operation sends it that does not want it', () => {
  const { security, paths } = readable(widgets);
  expect(security).toStrictEqual([{ pass: [] }]);
  expect(paths['/enter']?.post?.security).toStrictEqual([]);
  expect(paths['/leave']?.post?.security).toStrictEqual([{ pass: [] }]);
  const open = { ...widgets, security: [{ key: [] }] };
  expect(readable(open).security).toStrictEqual([{ key: [] }]);
  expect(readable(open).paths['/enter']?.post?.security).toBeUndefined();
});

test('an example is offered only if the body alone is what it shows', () => {
  const [enter] = operationsOf(readable(widgets));
  expect(enter?.source.requestBody).toMatchObject({ content: { 'application/json': { examples: expect.anything() } } });
  expect(JSON.stringify(enter?.source.requestBody).match(/"\w+":\{"(x-request|value)"/g)).toStrictEqual([
    '"right":{"value"',
    '"prototype":{"x-request"',
  ]);
});

test('an example behind a reference is looked at as well', () => {
  const components = {
    requestBodies: { enter: { content: { 'application/json': { examples: { padded: { $ref: '#/components/examples/padded' } } } } } },
    examples: { padded: { 'x-request': { padTo: 9 }, value: {} } },
  };
  const post = { operationId: 'enter', requestBody: { $ref: '#/components/requestBodies/enter' }, responses: {} };
  const contract = readable({ ...widgets, components, paths: { '/enter': { post } } } as OpenApiDocument);
  expect(contract.components?.requestBodies?.['enter']).toStrictEqual({ content: { 'application/json': { examples: {} } } });
});
