import { expect, test } from 'vitest';
import { toJson } from './json.ts';
import { jsonBody, makeCases, withOperation } from './cases.testing.ts';

test('hundreds of operations each have a request that keeps every rule, with a memory that stays small', async () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 50 }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['name'],
  };
  const item = (index: number) => ({
    post: { operationId: `make${index}`, requestBody: jsonBody(schema), responses: { 201: { description: '' }, 422: { description: '' } } },
    get: { parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }], responses: { 200: { description: '' } } },
  });
  const paths = Object.fromEntries(Array.from({ length: 150 }, (_one, index) => [`/things${index}`, item(index)]));
  const made = await makeCases({ paths });
  const good = new Set(made.cases.filter(({ kind, side }) => kind === 'example' && side === 'pass').map(({ operation }) => operation));
  expect(good.size).toBe(300);
  expect(new Set(made.cases.map(({ id }) => id)).size).toBe(made.cases.length);
  expect(process.memoryUsage().rss).toBeLessThan(2 ** 30);
}, 60_000);

test.each([
  ['a body without any valid value', { requestBody: jsonBody({ type: 'string', minLength: 2, maxLength: 1 }) }],
  ['a body that holds itself', { requestBody: jsonBody({ $ref: '#/components/schemas/Endless' }) }],
  ['a body of no media type', { requestBody: { content: {} } }],
  ['a parameter without any valid value', { parameters: [{ name: 'a', in: 'query', required: true, schema: false }] }],
  ['a keyword of another type', { requestBody: jsonBody({ type: 'string', maxLength: 'many' }) }],
  ['a keyword of a parameter of another type', { parameters: [{ name: 'a', in: 'query', required: true, schema: { minimum: 'low' } }] }],
  ['examples that break the schema', { requestBody: jsonBody({ type: 'string' }, { one: { value: 1 } }) }],
  ['an example without a value', { requestBody: jsonBody({ type: 'string' }, { one: {} }) }],
  ['x-request that is no mapping', { requestBody: jsonBody({ type: 'string' }, { one: { value: 'a', 'x-request': 'odd' } }) }],
  ['no answers', { responses: {} }],
  ['a path parameter that is not described', { parameters: [] }],
])('%s: nothing is thrown, and there is a case or a reason', async (_what, operation) => {
  const schemas = { Endless: { type: 'object', properties: { next: { $ref: '#/components/schemas/Endless' } }, required: ['next'] } };
  const made = await makeCases(withOperation(operation, { path: '/things/{id}', components: { schemas } }));
  const good = made.cases.filter(({ kind, side }) => kind === 'example' && side === 'pass');
  expect(good.length + made.gaps.length).toBeGreaterThan(0);
  expect(good.length).toBe(1);
});

test('the values of the fixtures go into parameters and bodies', async () => {
  const schema = { type: 'object', properties: { owner: { type: 'string' }, size: { type: 'integer' } }, required: ['owner', 'size'] };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
  const made = await makeCases(withOperation({ parameters, requestBody: jsonBody(schema) }, { path: '/things/{id}' }), {
    fixtures: { credentials: {}, values: { '*': { id: 4, owner: 'all' }, act: { owner: 'ann' } } },
  });
  expect(made.find('act/example/any/usual')?.request.path).toBe('/things/4');
  expect(JSON.parse(String(made.find('act/example/any/usual')?.request.body))).toMatchObject({ owner: 'ann' });
});

test('of two cases that ask the same, the first stays', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody({ type: 'string', maxLength: 3 }, { one: { value: 'abc' } }) }));
  const keys = made.cases.map(({ request, expect: expected }) => JSON.stringify([request, expected]));
  expect(new Set(keys).size).toBe(keys.length);
});

test('the list is plain JSON in alphabetical order', async () => {
  const made = await makeCases(withOperation({}, { method: 'get' }));
  const [first] = made.cases;
  if (!first) throw new Error('no cases');
  const [written] = JSON.parse(toJson([{ ...first, request: { ...first.request, body: new Uint8Array([255, 0]) } }])) as Record<
    string,
    unknown
  >[];
  expect(written).toMatchObject({ operation: 'act', request: { body: { base64: '/wA=' } } });
  expect(Object.keys(written ?? {})).toEqual(Object.keys(written ?? {}).toSorted());
});

test('an id can be read by a shell, and stays when another operation is added', async () => {
  const one = await makeCases({ paths: { '/a b/{id}': { get: { responses: { 200: { description: '' } } } } } });
  const two = await makeCases({
    paths: { '/c': { get: { responses: {} } }, '/a b/{id}': { get: { responses: { 200: { description: '' } } } } },
  });
  const ids = one.cases.map(({ id }) => id);
  for (const id of ids) expect(id).toMatch(/^[\w./{}-]+$/);
  expect(two.cases.map(({ id }) => id)).toEqual(expect.arrayContaining(ids.filter((id) => !id.includes('/path/'))));
});
