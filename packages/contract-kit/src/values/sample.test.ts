import { expect, it } from 'vitest';
import { readSchema } from './schema.testing.ts';
import { sample } from './sample.ts';

async function make(source: unknown, options?: Parameters<typeof readSchema>[1]) {
  const { schema, context } = await readSchema(source, options);
  return sample(schema, context);
}

it.each([
  [{ type: 'string', example: 'john' }, 'john'],
  [{ type: 'string', default: 'jane' }, 'jane'],
  [{ type: 'string', example: 'too long', maxLength: 3 }, 'tex'],
  [{ type: 'string', enum: ['on', 'off'] }, 'on'],
  [{ type: 'integer', minimum: 4, multipleOf: 3 }, 6],
  [{ type: ['null', 'boolean'] }, true],
  [{ type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['b'] }, { b: 1 }],
  [{ type: 'array', items: { type: 'integer' }, minItems: 2, uniqueItems: true }, [1, 2]],
  [{ type: 'object', properties: { id: { readOnly: true } }, example: { id: 1, name: 'x' } }, { name: 'x' }],
  [{ allOf: [{ type: 'object', required: ['a'] }, { properties: { a: { const: 5 } } }] }, { a: 5 }],
  [{ oneOf: [{ type: 'integer' }, { type: 'number' }] }, 0.5],
  [
    { type: 'object', minProperties: 2 },
    { unexpected: 'text', another: 'text' },
  ],
])('of %j is %j', async (source, value) => {
  expect(await make(source)).toEqual({ value });
});

it('takes the branch that leads out of a circle', async () => {
  const List = {
    oneOf: [{ type: 'object', properties: { next: { $ref: '#/components/schemas/List' } }, required: ['next'] }, { type: 'null' }],
  };
  expect(await make({ $ref: '#/components/schemas/List' }, { components: { List } })).toEqual({ value: { next: null } });
});

it.each([
  [{ type: 'string', minLength: 5, maxLength: 3 }, 'no text was found that keeps its length, pattern and format together'],
  [{ allOf: [{ type: 'string' }, { type: 'null' }] }, 'its types exclude each other'],
  [{ allOf: [{ enum: [1] }, { enum: [2] }] }, 'no value is in all of its enumerations'],
])('has a reason for %j', async (source, reason) => {
  expect(await make(source)).toEqual({ reason });
});

it('puts nothing into a text that leaves no trace', async () => {
  expect(await make({ type: ['null', 'string'] }, { text: true })).toEqual({ value: 'text' });
  expect(await make({ type: 'array', items: { type: 'integer' } }, { text: true })).toEqual({ value: [1] });
});
