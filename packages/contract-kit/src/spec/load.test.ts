import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSpec } from './load.ts';
import type { SchemaObject } from './spec.ts';

const head = 'openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\n';

/** A contract with one operation whose body has this schema (YAML, in one line). */
function withBody(schema: string, openapi = '3.1.0'): string {
  return `openapi: ${openapi}
info: {title: T, version: 1.0.0}
paths:
  /things:
    post:
      operationId: make
      requestBody:
        content:
          application/json:
            schema: ${schema}
      responses:
        '200':
          description: Made.
          content:
            application/json:
              schema: ${schema}
components:
  schemas:
    Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, secret: {type: string, writeOnly: true}, id: {type: integer, readOnly: true}}, required: [secret, id]}
`;
}

async function schemasOf(text: string) {
  const spec = await loadSpec('things.yaml', text);
  const [operation] = spec.operations;
  const request = operation?.body?.content[0]?.schema;
  const response = operation?.responses[0]?.content[0]?.schema;
  if (request === undefined || response === undefined) throw new Error('no schema');
  return { spec, request, response };
}

describe('a contract that cannot be read is refused in one line with its place', () => {
  test.each([
    ['not YAML', `${head}paths: {`, /things\.yaml:3:\d+: /],
    ['a tab', `${head}paths:\n\t/a: {}`, /things\.yaml:4:\d+: /],
    ['a key twice', `${head}paths: {}\npaths: {}`, /things\.yaml:4:1: .*duplicated mapping key/],
    ['nothing', '', /things\.yaml:1:1: /],
    ['a text', 'hello', /not an OpenAPI 3\.0 or 3\.1 document/],
    ['Swagger 2', 'swagger: "2.0"\npaths: {}', /things\.yaml:1:1: Swagger 2 is not supported/],
    ['a version to come', 'openapi: 4.0.0\npaths: {}', /not an OpenAPI 3\.0 or 3\.1 document/],
    ['no paths', head, /no operations/],
    ['no operations', `${head}paths: {/a: {description: nothing}}`, /things\.yaml:3:1: no operations/],
    [
      'a reference into nowhere',
      withBody("{$ref: '#/components/schemas/Nobody'}"),
      /things\.yaml:10:\d+: \$ref into nowhere: #\/components\/schemas\/Nobody/,
    ],
    ['a reference to a file that is not there', withBody('{$ref: nobody.yaml}'), /things\.yaml:10:\d+: \$ref to a file that is not there/],
    [
      'a reference to another host',
      withBody('{$ref: https://example.com/a.yaml}'),
      /things\.yaml:10:\d+: a \$ref to another host is not read/,
    ],
    ['a path item that refers to itself', `${head}paths: {/a: {$ref: '#/paths/~1a'}}`, /things\.yaml:3:\d+: \$ref in a circle/],
    [
      'one operationId twice',
      `${head}paths: {/a: {get: {operationId: x, responses: {}}, put: {operationId: x, responses: {}}}}`,
      /two operations are called x/,
    ],
    [
      'an unknown security scheme',
      `${head}paths: {/a: {get: {security: [{nobody: []}], responses: {}}}}`,
      /no security scheme is called nobody/,
    ],
  ])('%s', async (_what, text, message) => {
    await expect(loadSpec('things.yaml', text)).rejects.toThrow(message);
  });

  test('no file, a folder, another encoding', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kit-'));
    await writeFile(join(folder, 'latin.yaml'), Buffer.from([0x61, 0xe9]));
    await expect(loadSpec(join(folder, 'none.yaml'))).rejects.toThrow(/none\.yaml:1:1: no such file/);
    await expect(loadSpec(folder)).rejects.toThrow(/this is a folder/);
    await expect(loadSpec(join(folder, 'latin.yaml'))).rejects.toThrow(/not a text in UTF-8/);
  });
});

describe('schemas', () => {
  test('a circle of references ends', async () => {
    const { spec, request } = await schemasOf(withBody("{$ref: '#/components/schemas/Node'}"));
    const node = spec.schemas.deref(request) as { properties: Record<string, SchemaObject> };
    expect(spec.schemas.deref(node.properties['next'] ?? false)).toBe(node);
  });

  test('what only goes one way is required only there', async () => {
    const { spec, request, response } = await schemasOf(withBody("{$ref: '#/components/schemas/Node'}"));
    expect(spec.schemas.deref(request)).toMatchObject({ required: ['secret'] });
    expect(spec.schemas.deref(response)).toMatchObject({ required: ['id'] });
  });

  test.each([
    ['properties are listed', '{type: object, properties: {a: {type: string}}}', true],
    ['properties are listed in a branch', '{allOf: [{type: object, properties: {a: {type: string}}}]}', true],
    ['the contract says that others may come', '{type: object, properties: {a: {type: string}}, additionalProperties: true}', false],
    ['no property is listed', '{type: object}', false],
    ['a branch says that others may come', '{allOf: [{properties: {a: {}}}, {additionalProperties: {type: string}}]}', false],
  ])('a response is closed where %s', async (_what, schema, closed) => {
    const { request, response } = await schemasOf(withBody(schema));
    expect((response as SchemaObject)['unevaluatedProperties']).toBe(closed ? false : undefined);
    expect(request).not.toHaveProperty('unevaluatedProperties');
  });

  test("OpenAPI 3.0's dialect is translated", async () => {
    const { request } = await schemasOf(
      withBody('{type: integer, nullable: true, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}', '3.0.3'),
    );
    expect(request).toStrictEqual({ type: ['integer', 'null'], exclusiveMinimum: 1, maximum: 9 });
  });

  test('each keyword knows its line', async () => {
    const { spec, request } = await schemasOf(withBody('{type: string,\n                    maxLength: 5}'));
    expect(spec.schemas.locate(request as SchemaObject, 'maxLength')).toMatchObject({ file: resolve('things.yaml'), line: 11, column: 21 });
  });
});

test('servers, parameters and security come from the nearest place that says them', async () => {
  const spec = await loadSpec(
    'things.yaml',
    `${head}servers: [{url: 'https://example.com/{stage}/v1/', variables: {stage: {default: prod}}}]
security: [{key: []}]
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: q, in: query, schema: {type: string}}]
    get: {parameters: [{name: q, in: query, required: true, schema: {type: integer}}], responses: {}}
    put: {servers: [{url: /v2}], security: [], responses: {}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
`,
  );
  const [get, put] = spec.operations;
  expect(get).toMatchObject({
    id: 'GET /a/{id}',
    path: '/prod/v1/a/{id}',
    parameters: [{ name: 'id' }, { name: 'q', required: true, schema: { type: 'integer' } }],
  });
  expect(get?.security.map((all) => all.map(({ scheme }) => scheme.name))).toStrictEqual([['X-Key']]);
  expect(put).toMatchObject({ path: '/v2/a/{id}', security: [], parameters: [{ name: 'id' }, { name: 'q', required: false }] });
});

test('a server path that is given replaces the one of the contract', async () => {
  const text = `${head}servers: [{url: /v1}]\npaths: {/a: {get: {responses: {}}}}`;
  expect((await loadSpec('things.yaml', text)).operations[0]?.path).toBe('/v1/a');
  expect((await loadSpec('things.yaml', text, { serverPath: '/' })).operations[0]?.path).toBe('/a');
});

test.each(['sign-in', 'login', 'platform'])('the contract of %s is read with all its files', async (api) => {
  const spec = await loadSpec(resolve(import.meta.dirname, `../../../../specs/${api}/openapi.yaml`));
  expect(spec.name).toBe(api);
  for (const operation of spec.operations) expect(operation.responses.map(({ status }) => status)).toContain('500');
});
