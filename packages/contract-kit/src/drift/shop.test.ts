import { describe, expect, it } from 'vitest';
import { parseRecording } from '../har/read.ts';
import { loadSpec } from '../spec/load.ts';
import { drift, type Drift, type DriftOptions } from './drift.ts';
import { toHar, type Sketch } from './traffic.testing.ts';

async function find(sketches: readonly Sketch[], options: Pick<DriftOptions, 'specs'>): Promise<Drift> {
  return drift({ recordings: [parseRecording('a.har', toHar(sketches))], redocly: false, ...options });
}

const told = ({ findings }: Drift) => findings.map(({ rule, message }) => `${rule}: ${message}`);

describe('other contracts', () => {
  const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://shop.example.com/api }]
paths:
  /items/{id}:
    get:
      operationId: item
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: fields, in: query, schema: { type: array, maxItems: 2, items: { enum: [name, price, size] } } }
      responses:
        '200':
          description: One.
          content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Shoe' }, { $ref: '#/components/schemas/Hat' }] } } }
  /boots: { get: { operationId: boots, responses: { '200': { description: A pair., content: { application/json: { schema: { $ref: '#/components/schemas/Boots' } } } } } } }
  /items/latest: { get: { operationId: latest, responses: { '204': { description: None. } } } }
  /orders:
    post:
      operationId: order
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [count], properties: { count: { type: integer, maximum: 9 }, gift: { type: boolean } } }
      responses: { '201': { description: Ordered. }, '422': { description: No. } }
components:
  schemas:
    Shoe: { type: object, required: [kind, size], properties: { kind: { const: shoe }, size: { type: integer } } }
    Boots: { allOf: [{ $ref: '#/components/schemas/Shoe' }], type: object, properties: { laces: { type: boolean } }, unevaluatedProperties: false }
    Hat: { type: object, required: [kind], properties: { kind: { const: hat } } }
`;
  const json = { 'Content-Type': 'application/json' };
  const base = { method: 'GET', headers: {}, status: 200, answerHeaders: json };
  const order = {
    method: 'POST',
    url: 'https://shop.example.com/api/orders',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 201,
    answerHeaders: {},
  };

  it.each<[what: string, sketch: Sketch, wanted: string[]]>([
    ['an alternative that fits', { ...base, url: 'https://shop.example.com/api/items/1', answer: { kind: 'hat' } }, []],
    [
      'an alternative that nearly fits',
      { ...base, url: 'https://shop.example.com/api/items/1', answer: { kind: 'shoe' } },
      ['body: /size: no property size'],
    ],
    [
      'a part of a whole that does not fit, of which the rest is known',
      { ...base, url: 'https://shop.example.com/api/boots', answer: { kind: 'shoe', size: 'big', laces: true } },
      ['body: /size: must be integer (type)'],
    ],
    [
      'a part that nobody knows',
      { ...base, url: 'https://shop.example.com/api/boots', answer: { kind: 'shoe', size: 43, heels: 2 } },
      ['body: /heels: undocumented property heels'],
    ],
    ['the more telling of two paths', { ...base, url: 'https://shop.example.com/api/items/latest', status: 204, answerHeaders: {} }, []],
    [
      'a parameter of the path',
      { ...base, url: 'https://shop.example.com/api/items/a', answer: { kind: 'hat' } },
      ['parameter: accepts a request whose path parameter id is wrong: must be integer (type)'],
    ],
    ['a list in the query', { ...base, url: 'https://shop.example.com/api/items/1?fields=name&fields=price', answer: { kind: 'hat' } }, []],
    [
      'too long a list in the query',
      { ...base, url: 'https://shop.example.com/api/items/1?fields=name,price,size', answer: { kind: 'hat' } },
      [expect.stringContaining('query parameter fields')],
    ],
    ['a form', { ...order, body: 'count=3&gift=true' }, []],
    ['a form with a wrong field', { ...order, body: 'count=12' }, [expect.stringContaining('/count: must be <= 9')]],
    [
      'a form that is refused for nothing',
      { ...order, body: 'count=3', status: 422 },
      ['status: refuses a request that keeps the contract'],
    ],
  ])('%s', async (_what, sketch, wanted) => {
    const found = await find([sketch], { specs: [await loadSpec('/shop.yaml', contract)] });
    expect(found.judged).toBe(1);
    expect(told(found)).toEqual(wanted);
  });
});
