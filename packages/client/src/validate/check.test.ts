import type { ApiName } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import { type Schema, schemas } from '@countersign/contracts/schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { rows } from '../testing/rows.testing.ts';
import { faultOf } from './check.ts';

/** Another validator, with the contract as it was written. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
for (const [api, { components }] of Object.entries(documents)) ajv.addSchema({ $id: api, components });

function oracleOf(api: ApiName, id: string, status: number): (value: unknown) => boolean {
  const { paths, components } = documents[api];
  const operation = Object.values(paths)
    .flatMap((item) => Object.values(item))
    .find((each) => (each as { operationId?: string }).operationId === id) as { responses: Record<string, { $ref?: string }> };
  const found = operation.responses[status];
  const answer = found?.$ref ? components?.responses?.[found.$ref.split('/').at(-1) ?? ''] : found;
  const { content } = { content: {}, ...answer } as { content: Record<string, { schema: object }> };
  return ajv.compile(JSON.parse(JSON.stringify(content['application/json']?.schema).replaceAll('"#/', `"${api}#/`)));
}

const strange = [null, true, 0, -1, 1.5, 600, '', 'Z', 'x'.repeat(101), '😀'.repeat(100), 'x'.repeat(20_000), [], [1], ['a'], {}, { a: 1 }];

/** The value with one thing in it that is otherwise: replaced, left out, added, repeated. */
function* variants(value: unknown): Generator<unknown> {
  yield* strange;
  if (Array.isArray(value)) {
    yield Array.from({ length: 101 }, () => value[0] as unknown);
    for (const [index, item] of value.entries()) for (const other of variants(item)) yield value.with(index, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, surplus: 1 };
    yield JSON.parse(`${JSON.stringify(value).slice(0, -1)},"__proto__":1}`.replace('{,', '{'));
    for (const [key, item] of Object.entries(value)) {
      const { [key as never]: _, ...rest } = value;
      yield rest;
      for (const other of variants(item)) yield { ...value, [key]: other };
    }
  }
}

describe('every answer of every contract', () => {
  const json = rows.filter(({ example }) => example.body !== undefined);
  const distinct = [...new Map(json.map((row) => [`${row.api} ${row.id} ${row.example.status}`, row])).values()];

  test('as it is shown, is sound', () => {
    for (const { api, id, example } of json) expect(faultOf(schemas[api]?.[id]?.[example.status], example.body)).toBeUndefined();
    expect(json.length).toBeGreaterThan(200);
  });

  test.each(distinct.map((row) => [`${row.api} ${row.id} ${row.example.status}`, row] as const))(
    '%s is judged as ajv judges it',
    (_, row) => {
      const { api, id, example } = row;
      const isSound = oracleOf(api, id, example.status);
      let broken = 0;
      for (const value of variants(example.body)) {
        const fault = faultOf(schemas[api]?.[id]?.[example.status], value);
        expect({ value, isSound: fault === undefined }).toEqual({ value, isSound: isSound(value) });
        if (fault) broken++;
      }
      expect(broken).toBeGreaterThan(10);
    },
  );
});

describe('keywords that no contract here uses', () => {
  const node: Schema = { type: ['object', 'null'], properties: { next: { $ref: true } }, additionalProperties: { minimum: 1 } };
  const list: Schema = {
    properties: {
      ...node.properties,
      next: {
        get $ref() {
          return list;
        },
      },
    },
    additionalProperties: { type: 'integer' },
  };

  test.each<[Schema, unknown, string | undefined, string?]>([
    [node, null, undefined],
    [node, 1, 'type'],
    [node, { other: 0 }, 'minimum', '/*'],
    [list, { next: { next: { a: 1 } } }, undefined],
    [list, { next: { next: { a: 'x' } } }, 'type', '/next/next/*'],
    [{ properties: { 'a/b~c': false } }, { 'a/b~c': 1 }, 'false', '/a~1b~0c'],
    [{ allOf: [true, { exclusiveMinimum: 1 }, { exclusiveMaximum: 2 }] }, 2, 'exclusiveMaximum'],
    [{ allOf: [{ exclusiveMinimum: 1 }] }, 1, 'exclusiveMinimum'],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, 2, undefined],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, 3, 'anyOf'],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 2, 'oneOf'],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 1, undefined],
    [{ not: { const: 1 } }, 1, 'not'],
    [{ minLength: 2 }, '😀', 'minLength'],
    [{ minLength: 2 }, '😀😀', undefined],
    [{ uniqueItems: true }, [{ a: 1 }, 2, { a: 1 }], 'uniqueItems'],
    [{ uniqueItems: true }, [1, '1'], undefined],
    [{ multipleOf: 3 }, 4, 'multipleOf'],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, 'propertyNames'],
    [{ minProperties: 1, maxProperties: 1 }, { a: 1, b: 1 }, 'maxProperties'],
    [{ items: { items: { type: 'string' } } }, [[], ['a', 1]], 'type', '/1/1'],
  ])('%j and %j: %s', (schema, value, keyword, pointer = '') => {
    expect(faultOf(schema, value)).toEqual(keyword && { pointer, keyword });
  });
});
