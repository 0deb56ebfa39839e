import { expect, test } from 'vitest';
import { makeCases, withOperation } from './cases.testing.ts';

const responses = { 200: { description: '' }, 400: { description: '' }, 404: { description: '' } };
const parameter = (place: string, name: string, schema: object, more: object = {}) => ({ in: place, name, schema, ...more });
const make = (parameters: object[], path = '/things') => makeCases(withOperation({ parameters, responses }, { path, method: 'get' }));

test('a query keeps and breaks its limits, and the error names it', async () => {
  const made = await make([
    parameter('query', 'size', { type: 'integer', maximum: 10 }),
    parameter('query', 'page', { type: 'integer' }, { required: true, example: 3 }),
  ]);
  const paths = made.under('act/parameter/query-size/maximum').map(({ side, request }) => [side, request.path]);
  expect(paths).toContainEqual(['pass', '/things?page=3&size=10']);
  expect(paths).toContainEqual(['fail', '/things?page=3&size=11']);
  expect(made.under('act/parameter/query-size/maximum').find(({ side }) => side === 'fail')?.expect).toEqual({
    statuses: ['400'],
    documented: true,
    fields: ['size'],
    others: ['page'],
  });
});

test('what is required is left out, but for the path', async () => {
  const made = await make(
    [
      parameter('header', 'X-Tenant', { type: 'string' }, { required: true }),
      parameter('path', 'id', { type: 'string' }, { required: true }),
    ],
    '/things/{id}',
  );
  expect(made.cases.filter(({ id }) => id.endsWith('required/missing')).map(({ request }) => request.headers)).toEqual([{}]);
});

test('a path parameter may be answered with 404, and never leaves its segment', async () => {
  const made = await make(
    [parameter('path', 'id', { type: 'string', minLength: 2, maxLength: 4 }, { required: true })],
    '/things/{id}/parts',
  );
  const faults = made.under('act/parameter/path-id').filter(({ side }) => side === 'fail');
  expect(faults.length).toBeGreaterThan(0);
  for (const { request, expect: expected } of faults) {
    expect(request.path).toMatch(/^\/things\/[^/]+\/parts$/);
    expect(expected.statuses).toEqual(['400', '404']);
  }
});

test('a number as a text is no fault of a string', async () => {
  const made = await make([parameter('query', 'q', { type: 'string' })]);
  expect(made.under('act/parameter').filter(({ side }) => side === 'fail')).toEqual([]);
});

test('a cookie goes into its header', async () => {
  const made = await make([parameter('cookie', 'theme', { enum: ['dark', 'light'] }, { required: true })]);
  expect(made.find('act/example/any/usual')?.request.headers).toEqual({ Cookie: 'theme=dark' });
});
