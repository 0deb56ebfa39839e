import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSchema } from './schema.testing.ts';
import { sample } from './sample.ts';
import { variations } from './variations.ts';

const runs = { numRuns: 60, seed: 20_240_229 };
const small = fc.integer({ min: 0, max: 4 });

const scalars = fc.oneof(
  fc.record(
    { type: fc.constant('string'), minLength: small, maxLength: small, format: fc.constantFrom('email', 'date', 'uuid', 'password') },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    { type: fc.constant('string'), pattern: fc.constantFrom('^[a-z]+$', '^\\d{2,3}$', 'x|y', '^(a|b){2}') },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    { type: fc.constantFrom('integer', 'number'), minimum: small, maximum: small, multipleOf: fc.constantFrom(1, 2, 0.5) },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.oneof(small, fc.constantFrom('a', 'B', null, true)), { minLength: 1 }) }),
  fc.record({ type: fc.constantFrom('boolean', ['string', 'null'], ['integer', 'string']) }),
);

const { schemas } = fc.letrec<{ schemas: object }>((tie) => ({
  schemas: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.record(
      { type: fc.constant('array'), items: tie('schemas'), minItems: small, maxItems: small, uniqueItems: fc.boolean() },
      { requiredKeys: ['type', 'items'] },
    ),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.record({ a: tie('schemas'), b: tie('schemas'), c: scalars }, { requiredKeys: [] }),
        required: fc.subarray(['a', 'b']),
        additionalProperties: fc.oneof(fc.boolean(), scalars),
        minProperties: small,
        maxProperties: small,
        anyOf: fc.constant([{ required: ['a'] }, { required: ['b'] }]),
      },
      { requiredKeys: ['type', 'properties'] },
    ),
    fc.record({ oneOf: fc.array(tie('schemas'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie('schemas'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.tuple(tie('schemas'), scalars) }),
    fc.record({ not: scalars, type: fc.constantFrom('string', 'integer') }),
  ),
}));

const wrappers = ['oneOf', 'anyOf', 'not', 'if', 'contains', 'propertyNames'];

describe('random schemas', { timeout: 60_000 }, () => {
  it('a sample is valid', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, fc.boolean(), async (source, text) => {
        const { schema, context } = await readSchema(source, { text });
        const found = sample(schema, context);
        if ('value' in found) expect(context.oracle.breaches(schema, found.value)).toEqual([]);
        else expect(found.reason).not.toBe('');
      }),
      runs,
    );
  });

  it('what is to pass is valid, and what is to fail breaks this keyword and no other outside a composition', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, fc.boolean(), async (source, text) => {
        const { schema, context } = await readSchema(source, { text });
        for (const { side, keyword, value, pointer } of variations(schema, [], context).variations) {
          const breaches = context.oracle.breaches(schema, value);
          if (side === 'pass') expect(breaches).toEqual([]);
          else expect(breaches.length).toBeGreaterThan(0);
          const isComposed = breaches.some((breach) => wrappers.includes(breach.keyword));
          if (!isComposed) for (const breach of breaches) expect([breach.keyword, breach.pointer]).toEqual([keyword, pointer]);
        }
      }),
      runs,
    );
  });

  it('every keyword has both sides, or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(scalars, async (source) => {
        const { schema, context } = await readSchema(source);
        const found = variations(schema, [], context);
        for (const keyword of Object.keys(source))
          for (const side of ['pass', 'fail'])
            expect([...found.variations, ...found.unreachable].filter((one) => one.keyword === keyword && one.side === side)).not.toEqual(
              [],
            );
      }),
      runs,
    );
  });

  it('twice the same', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (source) => {
        const [one, other] = [await readSchema(source), await readSchema(source)];
        expect(variations(one.schema, [], one.context)).toEqual(variations(other.schema, [], other.context));
      }),
      { ...runs, numRuns: 25 },
    );
  });

  it('no variation is called like another one', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (source) => {
        const { schema, context } = await readSchema(source);
        const seen = new Map<unknown, Set<string>>();
        for (const { owner, keyword, pointer, side, variant } of variations(schema, [], context).variations) {
          const ids = seen.get(owner) ?? new Set();
          const id = [keyword, pointer, side, variant].join(' ');
          expect(ids).not.toContain(id);
          seen.set(owner, ids.add(id));
        }
      }),
      { ...runs, numRuns: 25 },
    );
  });
});
