import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSchema } from '../values/schema.testing.ts';
import { createDifferences } from './differences.ts';

const names = ['a', 'b', 'c'];

/** Schemas with a few keywords of each kind. */
const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const inner = tie('schema');
  const list = fc.array(inner, { minLength: 1, maxLength: 2 });
  const keyword = fc.oneof(
    fc.record({ type: fc.constantFrom('string', 'integer', 'object', 'array', ['string', 'null']) }),
    fc.record({ maxLength: fc.nat(3) }),
    fc.record({ minimum: fc.nat(3) }),
    fc.record({ exclusiveMaximum: fc.nat(3) }),
    fc.record({ multipleOf: fc.constantFrom(1, 2) }),
    fc.record({ enum: fc.subarray(['a', 'b', 1, 2, null], { minLength: 1 }) }),
    fc.record({ const: fc.constantFrom('a', 1) }),
    fc.record({ pattern: fc.constantFrom('^a', 'b') }),
    fc.record({ required: fc.subarray(names) }),
    fc.record({ properties: fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 2, noNullPrototype: true }) }),
    fc.record({ additionalProperties: fc.oneof(fc.boolean(), inner) }),
    fc.record({ patternProperties: fc.record({ '^[bc]': inner }) }),
    fc.record({ unevaluatedProperties: fc.constant(false) }),
    fc.record({ maxProperties: fc.nat(2) }),
    fc.record({ dependentRequired: fc.constantFrom({ a: ['b'] }, { b: ['c'] }) }),
    fc.record({ items: inner }),
    fc.record({ prefixItems: list }),
    fc.record({ minItems: fc.nat(2) }),
    fc.record({ uniqueItems: fc.boolean() }),
    fc.record({ contains: inner, maxContains: fc.nat(2) }),
    fc.record({ allOf: list }),
    fc.record({ anyOf: list }),
    fc.record({ oneOf: list }),
    fc.record({ not: inner }),
    fc.tuple(inner, inner, inner).map((parts) => Object.fromEntries(['if', 'then', 'else'].map((key, index) => [key, parts[index]]))),
  );
  const few = fc.array(keyword, { minLength: 1, maxLength: 4 }).map((parts) => Object.assign({}, ...parts) as object);
  return { schema: fc.oneof({ maxDepth: 2, depthSize: 'small' }, fc.boolean(), few) };
});

const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('a', 'b', 'ab', 'abcd', '', 0, 1, 2, 3, 1.5, null, true),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

/** A schema, and the same with a keyword more, less, or otherwise. */
const versions = fc
  .record({ base: schema, other: schema, index: fc.nat(9), remove: fc.boolean() })
  .filter(({ base, other }) => typeof base === 'object' && typeof other === 'object')
  .map(({ base, other, index, remove }) => {
    const [before, after] = [{ ...(base as object) }, { ...(base as object) }];
    const keys = Object.keys(remove ? before : (other as object));
    const key = keys[index % keys.length] ?? '';
    if (remove) Reflect.deleteProperty(after, key);
    else Object.assign(after, { [key]: (other as Record<string, unknown>)[key] });
    return { before, after };
  });

test('what no difference may do, no value shows', async () => {
  await fc.assert(
    fc.asyncProperty(versions, fc.array(anyValue, { minLength: 30, maxLength: 30 }), async ({ before, after }, values) => {
      const [old, next] = [await readSchema(before), await readSchema(after)];
      const found = createDifferences(old.context, next.context, () => false).find(old.schema, next.schema);
      const refuses = found.some(({ direction }) => direction.refuses);
      const accepts = found.some(({ direction }) => direction.accepts || direction.names);
      for (const value of values) {
        const [was, is] = [old.context.oracle.isValid(old.schema, value), next.context.oracle.isValid(next.schema, value)];
        expect(was && !is && !refuses, `${JSON.stringify({ before, after, value })} is refused`).toBe(false);
        expect(!was && is && !accepts, `${JSON.stringify({ before, after, value })} is accepted`).toBe(false);
      }
    }),
    { numRuns: 150, seed: 3 },
  );
}, 20_000);

const closed = (...allOf: object[]) => ({ allOf, unevaluatedProperties: false });
const having = (...list: string[]) => ({ properties: Object.fromEntries(list.map((name) => [name, {}])) });

test.each<[string, object, object, string]>([
  ['a limit is lowered', { maxLength: 5 }, { maxLength: 3 }, 'refuses'],
  ['a limit is dropped', { maximum: 5 }, {}, 'accepts'],
  ['an enum gains a value', { enum: ['a'] }, { enum: ['b', 'a'] }, 'accepts'],
  ['a type goes that an enum implies', { type: 'string', enum: ['a'] }, { enum: ['a'] }, ''],
  ['an integer may be any number', { type: 'integer' }, { type: 'number' }, 'accepts'],
  ['a limit below `not` is lowered', { not: { maxLength: 5 } }, { not: { maxLength: 3 } }, 'accepts'],
  ['an alternative goes', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { anyOf: [{ type: 'null' }] }, 'refuses'],
  ['an alternative comes', { anyOf: [{ type: 'null' }] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }, 'accepts'],
  ['a limit of an item is lowered', { items: { maxLength: 5 } }, { items: { maxLength: 3 } }, 'refuses'],
  ['keys come in another order', { type: 'string', maxLength: 1 }, { maxLength: 1, type: 'string' }, ''],
  [
    'a closed object names a property more',
    { ...having('a'), additionalProperties: false },
    { ...having('a', 'b'), additionalProperties: false },
    'names',
  ],
  [
    'a closed object names one less',
    { ...having('a', 'b'), additionalProperties: false },
    { ...having('a'), additionalProperties: false },
    'refuses',
  ],
  ['an open object describes one more', having('a'), having('a', 'b'), 'refuses'],
  ['a branch of a closed object names one more', closed(having('a')), closed(having('a', 'b')), 'refuses names'],
  ['a branch of a closed object names one less', closed(having('a', 'b')), closed(having('a')), 'refuses accepts'],
  ['a closed object has a branch more', closed(having('a')), closed(having('a'), having('b')), 'refuses names'],
])('when %s, that is all it may do', async (_what, before, after, directions) => {
  const [old, next] = [await readSchema(before), await readSchema(after)];
  const found = createDifferences(old.context, next.context, () => false).find(old.schema, next.schema);
  const may = (['refuses', 'accepts', 'names'] as const).filter((name) => found.some(({ direction }) => direction[name]));
  expect(may.join(' ')).toBe(directions);
});
