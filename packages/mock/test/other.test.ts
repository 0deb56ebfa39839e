import { describe, expect, test } from 'vitest';
import { start } from './mock.testing.ts';

const problem = 'application/problem+json';
const shown = '{"isBroken":true}';
const text = { 'text/plain': { schema: { type: 'string' }, example: 'no' } };

/** What the contracts of this project do without: parameters, forms, keys, other types, answers without an example. */
const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://shop.example/v2/' }],
  security: [{ key: [] }],
  paths: {
    '/items/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        operationId: 'getItem',
        responses: {
          200: {
            description: '',
            headers: { 'X-Left': { schema: { type: 'integer', minimum: 3 } }, 'X-Fresh': { schema: { type: 'boolean' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } },
          },
          '4XX': {
            description: '',
            content: { 'application/problem+json': { schema: { type: 'object' }, examples: { broken: { value: { isBroken: true } } } } },
          },
          default: { description: '', content: text },
        },
      },
    },
    '/items/mine': { get: { operationId: 'myItems', security: [], responses: { 200: { description: '', content: text } } } },
    '/items': {
      get: {
        operationId: 'findItems',
        security: [],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 9 } }],
        responses: {
          200: {
            description: '',
            content: { 'application/json': { example: [] }, 'text/csv': { schema: { type: 'string' }, example: 'id' } },
          },
          400: {
            description: '',
            content: {
              'application/json': {
                examples: { tooMany: { 'x-request': { path: '/v2/items?limit=10' }, value: { limit: 9 } }, any: { value: {} } },
              },
            },
          },
        },
      },
    },
    '/token': {
      post: {
        operationId: 'token',
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['user'], properties: { user: { type: 'string' }, pin: { type: 'string' } } },
              examples: { known: { value: { user: 'a b', pin: '1' } }, unknown: { value: { user: 'x', pin: '1' } } },
            },
          },
        },
        responses: {
          200: { description: '', content: { 'text/plain': { schema: { type: 'string' }, examples: { known: { value: 'T1' } } } } },
          401: {
            description: '',
            content: { 'application/json': { examples: { unknown: { value: JSON.parse('{"__proto__":1}') as unknown } } } },
          },
        },
      },
    },
    '/orders': {
      post: {
        operationId: 'order',
        requestBody: { content: { 'application/json': { schema: true, examples: { pen: { value: { item: 7 } } } } } },
        responses: {
          201: { description: '', content: { 'application/json': { examples: { first: { value: 1 }, pen: { value: 2 } } } } },
          401: { description: '', content: { 'application/json': { examples: { anybody: { value: 'Who?' } } } } },
        },
      },
    },
    '/any': {
      post: {
        operationId: 'any',
        security: [],
        requestBody: { content: { 'application/json': { schema: true } } },
        responses: { 204: { description: '' }, 400: { description: '', content: text } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
    schemas: {
      Item: {
        type: 'object',
        required: ['id', 'parent'],
        properties: { id: { type: 'integer', minimum: 7 }, parent: { anyOf: [{ $ref: '#/components/schemas/Item' }, { type: 'null' }] } },
      },
    },
  },
};

async function get(address: string, headers: Record<string, string> = {}): Promise<[number, string | null, string]> {
  const response = await fetch(address, { headers });
  return [response.status, response.headers.get('content-type'), await response.text()];
}

describe('an API of another kind', () => {
  test('has parameters in its paths, and a path without them comes first', async () => {
    const { url, log } = await start({ shop });
    const key = { 'x-api-key': 'k' };
    const found = await fetch(`${url}/v2/items/7`, { headers: key });
    // A boolean header is one that Prism cannot make.
    expect([found.headers.get('x-left'), found.headers.get('x-fresh')]).toStrictEqual(['3', null]);
    expect(await found.json()).toMatchObject({ id: 7 });
    expect(await get(`${url}/v2/items/mine`)).toStrictEqual([200, 'text/plain', 'no']);
    expect(await get(`${url}/v2/items/`)).toStrictEqual([404, problem, shown]);
    expect(await get(`${url}/v2/items/seven`, key)).toStrictEqual([422, problem, shown]);
    expect(await get(`${url}/v2/items/7`)).toStrictEqual([401, problem, shown]);
    expect(log.map(({ operationId, example }) => [operationId, example])).toStrictEqual([
      ['getItem', undefined],
      ['myItems', 'default'],
      ['getItem', 'broken'],
      ['getItem', 'broken'],
      ['getItem', 'broken'],
    ]);
  });

  test('has ranges of statuses and a default one', async () => {
    const { url } = await start({ shop });
    const ask = (prefer: string) => get(`${url}/v2/items/7`, { prefer });
    expect(await ask('code=418')).toStrictEqual([418, problem, shown]);
    expect(await ask('code=503')).toStrictEqual([503, 'text/plain', 'no']);
    expect(await ask('example=default')).toStrictEqual([500, 'text/plain', 'no']);
    expect(await ask('example=broken')).toStrictEqual([400, problem, shown]);
    expect(await ask('code=499, example=broken')).toStrictEqual([499, problem, shown]);
  });

  test('has queries and several types of answer', async () => {
    const { url, log } = await start({ shop });
    expect(await get(`${url}/v2/items?limit=9`)).toStrictEqual([200, 'application/json', '[]']);
    expect(await get(`${url}/v2/items`, { accept: 'text/csv' })).toStrictEqual([200, 'text/csv', 'id']);
    expect(await get(`${url}/v2/items?limit=11`)).toStrictEqual([400, 'application/json', '{"limit":9}']);
    expect(log.at(-1)?.example).toBe('tooMany');
  });

  test('has forms, and properties called __proto__', async () => {
    const { url } = await start({ shop });
    const send = (fields: Record<string, string>) => fetch(`${url}/v2/token`, { method: 'POST', body: new URLSearchParams(fields) });
    expect(await (await send({ pin: '1', user: 'a b' })).text()).toBe('T1');
    const refused = await send({ user: 'x', pin: '1' });
    expect([refused.status, await refused.text()]).toStrictEqual([401, '{"__proto__":1}']);
    const broken = await send({ pin: '1' });
    expect([broken.status, await broken.json()]).toMatchObject([422, { detail: expect.stringMatching(/documents no 422/) }]);
  });

  test('gives what it shows only to whoever has credentials', async () => {
    const { url } = await start({ shop });
    const order = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ item: 7 });
      return (
        await fetch(`${url}/v2/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
      ).json();
    };
    expect([await order({}), await order({ 'x-api-key': 'k' })]).toStrictEqual(['Who?', 2]);
  });

  test('takes any JSON, but nothing else', async () => {
    const { url } = await start({ shop });
    const send = async (body: string | Uint8Array<ArrayBuffer>) =>
      (await fetch(`${url}/v2/any`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status;
    expect(await Promise.all(['{}', '"text"', 'no JSON', new Uint8Array([0x22, 0xff, 0x22])].map(send))).toStrictEqual([
      204, 204, 400, 400,
    ]);
  });

  test('a path outside, and a method that nobody documents', async () => {
    const { url, log } = await start({ shop: { ...shop, paths: { '/any': shop.paths['/any'] } } });
    expect((await get(`${url}/v1/items`)).slice(0, 2)).toStrictEqual([404, problem]);
    const refused = await fetch(`${url}/v2/any`);
    expect([refused.status, refused.headers.get('allow')]).toStrictEqual([405, 'POST']);
    expect((await get(`${url}/v2/nothing`)).slice(0, 2)).toStrictEqual([404, problem]);
    expect(log.map(({ remark }) => remark)).toStrictEqual([
      'no contract has this path: they begin with /v2',
      '/v2/any knows POST, and the contract documents no 405',
      'the contract has no such path and documents no 404',
    ]);
  });
});
