import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFolder } from './fixtures/copy.ts';
import { emitSchemas, whyUnchecked } from './schemas.ts';

/** An API of one operation, whose answer has the schema. */
function documentOf(schema: unknown, schemas: object = {}) {
  const responses = { 200: { content: { 'application/json': { schema } } }, 204: {} };
  return { paths: { '/a': { get: { operationId: 'show', responses } } }, components: { schemas } };
}

async function emitted(schema: unknown, schemas?: object) {
  const file = join(createFolder(), 'schemas.gen.ts');
  writeFileSync(file, emitSchemas('specs/*/openapi.yaml', new Map([['front-desk', documentOf(schema, schemas)]])));
  const module = (await import(file)) as { schemas: { 'front-desk': { show: Record<number, Record<string, unknown>> } } };
  return module.schemas['front-desk'].show;
}

describe('emitSchemas', () => {
  test('keeps what is to be checked and nothing else', async () => {
    const text = { type: 'string', description: 'A name.', format: 'email', maxLength: 9, pattern: '^a/b$', 'x-varies': true, default: '' };
    const schema = {
      title: 'All',
      type: 'object',
      properties: { text, __proto__: undefined },
      required: ['text'],
      additionalProperties: false,
    };
    expect(await emitted(schema)).toEqual({
      200: {
        type: 'object',
        properties: { text: { type: 'string', maxLength: 9, pattern: /^a\/b$/u } },
        required: ['text'],
        additionalProperties: false,
      },
    });
  });

  test('a reference is the same object everywhere, and its siblings hold too', async () => {
    const ref = { $ref: '#/components/schemas/Name', description: 'Mine.' };
    const { 200: answer } = await emitted({ anyOf: [ref, { items: ref }, { ...ref, maxLength: 1 }] }, { Name: { type: 'string' } });
    expect(answer).toEqual({
      anyOf: [{ type: 'string' }, { items: { type: 'string' } }, { allOf: [{ type: 'string' }, { maxLength: 1 }] }],
    });
  });

  test('names that become one identifier stay apart', async () => {
    const schemas = { 'a-b': { const: 1 }, a_b: { const: 2 } };
    const { 200: answer } = await emitted(
      { oneOf: Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` })) },
      schemas,
    );
    expect(answer).toEqual({ oneOf: [{ const: 1 }, { const: 2 }] });
  });

  test('a schema may contain itself', async () => {
    const { 200: node } = await emitted(
      { $ref: '#/components/schemas/Node' },
      { Node: { properties: { next: { $ref: '#/components/schemas/Node' } } } },
    );
    const { properties } = { ...node } as { properties: { next: { $ref: unknown } } };
    expect(properties.next.$ref).toBe(node);
  });

  test('a property may be called __proto__', async () => {
    const { 200: answer } = await emitted(JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'));
    expect(Object.keys(answer?.['properties'] as object)).toEqual(['__proto__']);
  });

  test('what OpenAPI 3.0 says in words of its own', async () => {
    const schema = {
      properties: {
        name: { type: 'string', nullable: true },
        any: { nullable: true },
        more: { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      },
    };
    const { 200: answer } = await emitted(schema);
    expect(answer).toEqual({
      properties: { name: { type: ['string', 'null'] }, any: {}, more: { type: 'integer', maximum: 9, exclusiveMinimum: 1 } },
    });
  });

  test('constants of two APIs that would have the same name stay apart', async () => {
    const shop = documentOf({ $ref: '#/components/schemas/b_c' }, { b_c: { const: 1 } });
    const other = documentOf({ $ref: '#/components/schemas/c' }, { c: { const: 2 } });
    const file = join(createFolder(), 'schemas.gen.ts');
    writeFileSync(
      file,
      emitSchemas(
        'specs/*/openapi.yaml',
        new Map([
          ['a', shop],
          ['a-b', other],
        ]),
      ),
    );
    const { schemas } = (await import(file)) as { schemas: object };
    expect(schemas).toEqual({ a: { show: { 200: { const: 1 } } }, 'a-b': { show: { 200: { const: 2 } } } });
  });
});

const answer = '#/paths/~1a/get/responses/200/content/application~1json/schema';

test.each([
  [{ patternProperties: {} }, 'patternProperties', `${answer}/patternProperties`],
  [{ properties: { a: { items: { enum: [{}] } } } }, 'enum', `${answer}/properties/a/items/enum`],
  [{ $ref: '#/components/schemas/Odd' }, 'if', '#/components/schemas/Odd/if'],
  [{ pattern: '(' }, 'Invalid regular expression', `${answer}/pattern`],
])('%j cannot be checked, and that is said where it stands', (schema, what, pointer) => {
  const unchecked = whyUnchecked('front-desk', documentOf(schema, { Odd: { if: {} } }));
  expect(unchecked).toMatchObject({ message: expect.stringContaining(what) as string, pointer });
});
