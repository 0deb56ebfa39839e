import { expect, test } from 'vitest';
import { makeCases } from './cases.testing.ts';

const operation = (operationId: string, responses: object = {}) => ({ operationId, responses: { 200: { description: '' }, ...responses } });
const refused = { 405: { description: '' } };
const stating = (schema: object) => ({ 405: { description: '', headers: { Allow: { schema } } } });

test('each method that a path does not know, once for the path, with the methods that it knows', async () => {
  const made = await makeCases({ paths: { '/a': { get: operation('read'), post: operation('write', refused) } } });
  expect(made.under('read/method')).toEqual([]);
  expect(made.under('write/method').map(({ request }) => request.method)).toEqual(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);
  expect(made.find('write/method/method/PUT')?.expect).toEqual({ statuses: ['405'], documented: true, headers: { allow: 'GET, POST' } });
  expect(made.gaps).toContainEqual(expect.objectContaining({ rule: 'HEAD' }));
});

test('what the contract says of Allow is what is expected', async () => {
  const constant = await makeCases({ paths: { '/a': { get: operation('read', stating({ const: 'GET' })) } } });
  expect(constant.find('read/method/method/HEAD')?.expect.headers).toEqual({ allow: 'GET' });
  const list = await makeCases({ paths: { '/a': { get: operation('read', stating({ enum: ['GET', 'HEAD'] })) } } });
  expect(list.find('read/method/method/PUT')?.expect.headers).toEqual({ allow: ['GET', 'HEAD'] });
});

test('without a documented 405 a 404 will do, and what servers answer by themselves is not asked', async () => {
  const made = await makeCases({ paths: { '/a': { get: operation('read') } } });
  expect(made.find('read/method/method/PUT')?.expect).toEqual({ statuses: ['404', '405', '501'], documented: false });
  expect(made.gaps.map(({ rule }) => rule)).toEqual(['HEAD', 'OPTIONS', 'TRACE']);
});

test('a method that another template has for the same path is not missing', async () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const made = await makeCases({
    paths: { '/users/me': { get: operation('me') }, '/users/{id}': { delete: { ...operation('remove'), parameters: [id] } } },
  });
  expect(made.find('me/method/method/DELETE')).toBeUndefined();
  expect(made.find('me/method/method/PUT')).toBeDefined();
});

test('paths that nearly are there, where 404 is for paths', async () => {
  const made = await makeCases({
    servers: [{ url: '/api' }],
    paths: { '/a/sign-in': { get: operation('read', { 404: { description: '' } }) } },
  });
  expect(made.under('read/path').map(({ request, expect: { statuses } }) => [request.path, ...statuses])).toEqual([
    ['/api/contract-kit-unknown', '404'],
    ['/api/a/sign-in/', '404'],
    ['/api/a/Sign-in', '404'],
    ['/api/a//sign-in', '404'],
  ]);
});

test('where the contract is silent about it, one unknown path for each method', async () => {
  const made = await makeCases({ paths: { '/a': { get: operation('read') }, '/b': { get: operation('other') } } });
  expect(made.cases.filter(({ kind }) => kind === 'path').map(({ id, expect: { documented } }) => [id, documented])).toEqual([
    ['read/path/path/unknown', false],
  ]);
});

test('a path that another template takes is no unknown one', async () => {
  const name = { name: 'name', in: 'path', required: true, schema: { type: 'string' } };
  const made = await makeCases({
    paths: { '/a': { get: operation('read') }, '/{name}': { get: { ...operation('any'), parameters: [name] } } },
  });
  expect(made.under('read/path')).toEqual([]);
  expect(made.gaps).toContainEqual(expect.objectContaining({ rule: 'path', reason: '/contract-kit-unknown is a path of any' }));
});
