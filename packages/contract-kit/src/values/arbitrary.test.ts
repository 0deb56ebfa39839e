import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitrary, faultyArbitrary } from './arbitrary.ts';
import { readSchema } from './schema.testing.ts';

const signIn = {
  type: 'object',
  properties: {
    email: { type: 'string', format: 'email', maxLength: 254 },
    username: { type: 'string', minLength: 1, maxLength: 64 },
    tags: { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true },
    age: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  },
  anyOf: [{ required: ['email'] }, { required: ['username'] }],
  additionalProperties: false,
};
const runs = { numRuns: 100, seed: 7 };

it('makes valid values, and different ones', async () => {
  const { schema, context } = await readSchema(signIn);
  const values = fc.sample(arbitrary(schema, context), runs);
  for (const value of values) expect(context.oracle.breaches(schema, value)).toEqual([]);
  expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(50);
});

it('makes values with a fault, that differ', async () => {
  const { schema, context } = await readSchema(signIn);
  const found = fc.sample(faultyArbitrary(schema, context), runs);
  for (const { value, side } of found) expect([side, context.oracle.isValid(schema, value)]).toEqual(['fail', false]);
  expect(new Set(found.map(({ keyword }) => keyword)).size).toBeGreaterThan(5);
});

it('makes the same values for the same seed', async () => {
  const [one, other] = [await readSchema(signIn), await readSchema(signIn)];
  expect(fc.sample(arbitrary(one.schema, one.context), runs)).toEqual(fc.sample(arbitrary(other.schema, other.context), runs));
});

it('ends for schemas that contain themselves', async () => {
  const Node = {
    type: 'object',
    properties: { next: { $ref: '#/components/schemas/Node' }, other: { $ref: '#/components/schemas/Node' } },
  };
  const { schema, context } = await readSchema({ $ref: '#/components/schemas/Node' }, { components: { Node } });
  for (const value of fc.sample(arbitrary(schema, context), runs)) expect(context.oracle.isValid(schema, value)).toBe(true);
});

it('says when there is nothing to make', async () => {
  const { schema, context } = await readSchema({ type: 'string', minLength: 2, maxLength: 1 });
  expect(() => arbitrary(schema, context)).toThrow('no valid value: no text was found');
  expect(() => faultyArbitrary(true, context)).toThrow('no value breaks the schema in a single way');
});
