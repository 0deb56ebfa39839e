import { afterEach, beforeEach, expect, test } from 'vitest';
import { createComparer } from './comparer.ts';
import { createRepository, type Repository } from './repository.testing.ts';

const main = 'specs/shop/openapi.yaml';
const shared = 'specs/shop/shared.yaml';
const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: /v1 }]
security:
  - bearer: []
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - $ref: 'shared.yaml#/Page'
      responses:
        '200':
          description: All.
          headers:
            X-Rate: { $ref: 'shared.yaml#/Rate' }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Order' }
        '404': { $ref: 'shared.yaml#/NotFound' }
        5XX: { $ref: 'shared.yaml#/NotFound' }
    post:
      operationId: pay
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Payment' }
      responses: { '204': { description: Paid. } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
  schemas:
    Order:
      allOf:
        - $ref: 'shared.yaml#/Money'
        - type: object
          required:
            - id
            - state
          properties:
            id: { type: integer }
            state: { enum: [open, paid] }
    Payment:
      oneOf:
        - $ref: '#/components/schemas/Card'
        - $ref: '#/components/schemas/Bank'
    Card:
      type: object
      required: [kind, number]
      properties: { kind: { const: card }, number: { type: string, maxLength: 19 } }
    Bank:
      type: object
      required: [kind, account]
      properties: { kind: { const: bank }, account: { type: string, maxLength: 34 } }
`;
const parts = `Page: { name: page, in: query, schema: { type: integer } }
Rate: { schema: { type: integer } }
NotFound: { description: Not there. }
Money:
  type: object
  properties:
    amount: { type: integer }
    currency:
      type: string
      maxLength: 3
`;
let repository: Repository;

beforeEach(() => {
  repository = createRepository();
  repository.write(main, contract);
  repository.write(shared, parts);
  repository.commit();
});

afterEach(() => repository.end());

type Replacement = [file: string, from: string, to: string];

/** Level, rule and line of each change; `old` for a line of the revision. */
async function linesAfter(...replacements: readonly Replacement[]): Promise<string[]> {
  for (const file of [main, shared]) {
    const text = file === main ? contract : parts;
    const edited = replacements.filter(([path]) => path === file).reduce((rest, [, from, to]) => rest.replace(from, to), text);
    repository.write(file, edited);
  }
  const { changes } = await createComparer({ root: repository.root }).compare(main);
  return changes.map(({ level, rule, at }) => {
    const file = at?.file.endsWith('shared.yaml') === true ? 'shared' : 'main';
    return `${level} ${rule} ${at?.file.startsWith('HEAD:') === true ? 'old ' : ''}${file}:${at?.line}`;
  });
}

test.each<[what: string, replacements: Replacement[], lines: string[]]>([
  ['a limit in another file, through allOf', [[shared, 'maxLength: 3', 'maxLength: 4']], ['major response-widened shared:10']],
  ['a name less in a list, in a branch', [[main, '            - state\n', '']], ['major response-widened main:37']],
  [
    'an answer less that was a reference',
    [[main, "        '404': { $ref: 'shared.yaml#/NotFound' }\n", '']],
    ['major response-removed old main:20'],
  ],
  [
    'an answer more',
    [[main, '        5XX:', "        '409': { $ref: 'shared.yaml#/NotFound' }\n        5XX:"]],
    ['minor response-added main:21'],
  ],
  ['less of a range', [[main, '        5XX:', "        '503':"]], ['minor response-range-narrowed old main:21']],
  ['a parameter less', [[main, "      parameters:\n        - $ref: 'shared.yaml#/Page'\n", '']], ['major parameter-removed old main:11']],
  [
    'a number that is a short text now',
    [[shared, 'schema: { type: integer }', 'schema: { type: string, maxLength: 9 }']],
    ['major request-narrowed shared:1', 'minor request-widened shared:1'],
  ],
  [
    'a header less',
    [[main, "          headers:\n            X-Rate: { $ref: 'shared.yaml#/Rate' }\n", '']],
    ['major response-header-removed old main:16'],
  ],
  ['credentials of all operations', [[main, '  - bearer: []', '  - {}']], ['minor security-requirement-added main:4']],
  [
    'a scheme that is another one',
    [[main, 'type: http, scheme: bearer', 'type: apiKey, in: header, name: X-Key']],
    ['major security-requirement-changed main:31'],
  ],
  ['what will go', [[main, 'operationId: pay', 'operationId: pay\n      deprecated: true']], ['minor operation-deprecated main:24']],
  [
    'an alternative less, and nothing of the others',
    [[main, "        - $ref: '#/components/schemas/Bank'\n", '']],
    ['major request-narrowed main:44'],
  ],
  [
    'two alternatives tightened',
    [
      [main, 'maxLength: 19', 'maxLength: 16'],
      [main, 'maxLength: 34', 'maxLength: 30'],
    ],
    ['major request-narrowed main:50', 'major request-narrowed main:54'],
  ],
  ['a comment', [[shared, 'Rate:', '# Per minute.\nRate:']], ['patch words-changed shared:2']],
  [
    'a description, with the version',
    [
      [main, 'version: 1.0.0', 'version: 1.0.1'],
      [main, 'description: All.', 'description: Each.'],
    ],
    ['patch words-changed main:14'],
  ],
])('%s is told where it is', async (_what, replacements, lines) => {
  expect(await linesAfter(...replacements)).toEqual(lines);
});

test('what credentials are asked for now is said with those that no longer do', async () => {
  repository.write(main, contract.replace('  - bearer: []', '  - bearer: [read]'));
  const { changes } = await createComparer({ root: repository.root }).compare(main);
  expect(changes[0]?.message).toBe('bearer credentials will no longer do: asked for now is bearer credentials with scope read');
});

test('what breaks in one operation alone is not hidden by something else that breaks in another', async () => {
  const content = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });
  const operation = (operationId: string, schema: object) => ({ post: { operationId, requestBody: content(schema), responses: {} } });
  const short = { allOf: [{ $ref: '#/components/schemas/Name' }, { maxLength: 5 }] };
  const long = { name: { $ref: '#/components/schemas/Name' }, one: { type: 'string' }, two: { type: 'string' }, three: { type: 'string' } };
  const version = (maxLength: number, required: string[]) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Names', version: '1.0.0' },
      paths: {
        '/short': operation('short', { type: 'object', properties: { name: short, age: { type: 'integer' } }, required }),
        '/long': operation('long', { type: 'object', properties: long }),
      },
      components: { schemas: { Name: { type: 'string', maxLength } } },
    });
  repository.write('specs/names/openapi.json', version(20, []));
  repository.commit();
  const { changes } = await createComparer({ root: repository.root }).compare('specs/names/openapi.json', version(10, ['age']));
  expect(changes.map(({ level, operation: id, at }) => `${level} ${id} ${at?.pointer}`)).toEqual([
    'major short /paths/~1short/post/requestBody/content/application~1json/schema/required/0',
    'major long /components/schemas/Name/maxLength',
  ]);
});
