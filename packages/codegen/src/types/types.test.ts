import openapiTS, { addJSDocComment, astToString } from 'openapi-typescript';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { createReader } from '@countersign/lint/reader';
import { join } from 'node:path';
import type { JsonObject } from '../json.ts';
import { withVariants } from '../variants.ts';
import { createTypes } from './types.ts';

/** The types of the whole document at once, by the library's own way; and the words of each operation at its own type too, which it leaves out. */
async function byLibrary(document: JsonObject): Promise<string> {
  const options = { silent: true, defaultNonNullable: false, emptyObjectsUnknown: true };
  const nodes = await openapiTS(JSON.stringify(withVariants(document)), options);
  const items = ['paths', 'webhooks'].flatMap((section) => Object.values((document[section] ?? {}) as Record<string, object>));
  const operations = items.flatMap((item) => Object.values(item) as { operationId?: string; description?: string }[]);
  for (const node of nodes) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'operations') continue;
    for (const member of node.members as ts.NodeArray<ts.PropertySignature>)
      addJSDocComment(operations.find(({ operationId }) => operationId === (member.name as ts.Identifier).text) ?? {}, member);
  }
  return astToString(nodes);
}

function read(file: string): JsonObject {
  const found = createReader().read(join(import.meta.dirname, file));
  if ('error' in found) throw found.error;
  return { components: {}, ...(found.document.parsed as object) };
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const pet = '#/components/schemas/Pet';

/** Everything for which the types of one entry depend on others. */
const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  paths: {
    '/pets/{id}': {
      summary: 'Pets',
      parameters: [{ $ref: '#/components/parameters/Id' }, { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } }],
      get: {
        operationId: 'show',
        description: 'First line.\nSecond line.',
        deprecated: true,
        responses: { 200: { description: 'A pet.', ...json({ $ref: pet }) }, default: { $ref: '#/components/responses/Failure' } },
      },
      put: {
        requestBody: { $ref: '#/components/requestBodies/Pet' },
        responses: { 204: { description: 'Done.', headers: { 'X-Id': { $ref: '#/components/headers/Id' } } } },
      },
    },
    '/toys': { post: { operationId: 'play', requestBody: json({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }), responses: {} } },
  },
  webhooks: { born: { post: { operationId: 'onBorn', requestBody: json({ $ref: pet }), responses: {} } } },
  components: {
    schemas: {
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', hound: '#/components/schemas/Dog' } },
      },
      Cat: { type: 'object', properties: { kind: { type: 'string', description: 'Which.' }, lives: { type: 'integer' } } },
      Dog: { allOf: [{ $ref: '#/components/schemas/Animal' }, { type: 'object', properties: { tricks: { type: 'array', items: {} } } }] },
      Animal: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer' } } },
      Base: { type: 'object', discriminator: { propertyName: 'type' }, required: ['type'], properties: { type: { type: 'string' } } },
      Heir: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { more: { type: 'boolean' } } }] },
      Strict: { required: ['age'], allOf: [{ $ref: '#/components/schemas/Animal' }] },
      Alias: { $ref: '#/components/schemas/Strict' },
      'odd name': { type: ['string', 'null'], enum: ['a', "b'c", null] },
    },
    parameters: { Id: { name: 'id', in: 'path', required: true, description: 'Which pet.', schema: { type: 'string' } } },
    requestBodies: { Pet: { required: true, ...json({ $ref: pet }) } },
    responses: { Failure: { description: 'No.', ...json({ type: 'object', additionalProperties: { type: 'string' } }) } },
    headers: { Id: { required: true, schema: { type: 'string' } } },
  },
};

describe('the types are those that the library makes of the whole', () => {
  test.each<[string, JsonObject]>([
    ['a document in which entries depend on each other', shop],
    ['an empty document', { openapi: '3.1.0', info: {}, paths: {}, components: {} }],
    ['a document without operations', { ...shop, paths: {}, webhooks: {} }],
    [
      'a helper before the first operation',
      { ...shop, paths: { '/a': { parameters: [{ name: 'a', in: 'query', schema: shop.components.schemas.Strict }] }, ...shop.paths } },
    ],
    ['a fixture', read('../fixtures/specs/front-desk/openapi.yaml')],
    ['a contract', read('../../../contracts/src/platform.gen.json')],
    ['another', read('../../../contracts/src/login.gen.json')],
    ['a third', read('../../../contracts/src/sign-in.gen.json')],
  ])('%s', async (_, document) => {
    expect(createTypes()(document)).toBe(await byLibrary(document));
  });
});

/** One edit after the other; whatever is not on the way to an edit stays the same object. */
const edits: [what: string, path: string[], value: unknown][] = [
  ['a property', ['components', 'schemas', 'Animal', 'properties', 'age'], { type: 'string' }],
  ['a property that another schema requires is gone', ['components', 'schemas', 'Animal', 'properties', 'age'], undefined],
  ['a parameter that is referred to', ['components', 'parameters', 'Id', 'name'], 'key'],
  ['a body that is no longer required', ['components', 'requestBodies', 'Pet', 'required'], false],
  ['a mapping', ['components', 'schemas', 'Pet', 'discriminator', 'mapping', 'cat'], '#/components/schemas/Animal'],
  ['a discriminator is gone', ['components', 'schemas', 'Base', 'discriminator'], undefined],
  ['an operation is renamed', ['paths', '/toys', 'post', 'operationId'], 'playAgain'],
  ['a path is gone', ['paths', '/pets/{id}'], undefined],
  ['all discriminators are gone', ['components', 'schemas', 'Pet'], { type: 'null' }],
];

function edited(value: unknown, [key, ...keys]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const { [key]: old, ...others } = value as JsonObject;
  const inner = edited(old, keys, replacement);
  const entries = Object.entries(value as object).map(([name, own]) => [name, name === key ? inner : (own as unknown)]);
  return inner === undefined ? others : Object.fromEntries(entries);
}

test('after any edit they are those of the whole again', async () => {
  const toTypes = createTypes();
  let document: JsonObject = shop;
  toTypes(document);
  for (const [what, path, value] of edits) {
    document = edited(document, path, value) as JsonObject;
    expect({ what, types: toTypes(document) }).toEqual({ what, types: await byLibrary(document) });
  }
  expect(toTypes(shop)).toBe(await byLibrary(shop));
});
