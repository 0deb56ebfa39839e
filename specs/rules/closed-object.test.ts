import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

const operation = `
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Request' }
      responses:
        '200':
          description: Fine.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Response' }
`;

test('objects in bodies are closed, at any depth', () =>
  expectFindings(
    'closed-object',
    `${operation}
components:
  schemas:
    Request: # <- add \`additionalProperties: false\`
      type: object
      properties:
        user: { $ref: '#/components/schemas/User' }
    Response:
      type: object
      additionalProperties: false
      properties:
        users:
          type: array
          items: { $ref: '#/components/schemas/User' }
        map:
          additionalProperties: # <- add \`additionalProperties: false\`
            properties: { a: { type: integer } }
    User: # <- add \`additionalProperties: false\`
      properties: { id: { type: integer } }
`,
  ));

test('additionalProperties with a schema does not close an object', () =>
  expectFindings(
    'closed-object',
    `${operation}
components:
  schemas:
    Request: # <- add \`additionalProperties: false\`
      properties: { a: { type: integer } }
      additionalProperties: { type: integer }
    Response: { type: object, additionalProperties: { type: integer } }
`,
  ));

test('branches of a closed schema stay open', () =>
  expectFindings(
    'closed-object',
    `${operation}
components:
  schemas:
    Request:
      properties: { email: { type: integer }, phone: { type: integer } }
      oneOf: [{ required: [email] }, { required: [phone], properties: { email: false } }]
      not: { properties: { phone: { const: 0 } } }
      additionalProperties: false
    Response:
      allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { b: { type: integer } } }]
      unevaluatedProperties: false
    Base:
      properties:
        a: # <- add \`additionalProperties: false\`
          properties: { id: { type: integer } }
`,
  ));

test('branches of an open schema close themselves', () =>
  expectFindings(
    'closed-object',
    `${operation}
components:
  schemas:
    Request:
      oneOf:
        - properties: { a: { type: integer } }
          additionalProperties: false
        - properties: { b: { type: integer } } # <- add \`additionalProperties: false\`
    Response:
      allOf: [{ $ref: '#/components/schemas/Base' }]
      unevaluatedProperties: false
      properties:
        base: { $ref: '#/components/schemas/Base' }
    Base: # <- add \`additionalProperties: false\`
      properties: { a: { type: integer } }
`,
  ));

test('a schema that contains itself is walked once', () =>
  expectFindings(
    'closed-object',
    `${operation}
components:
  schemas:
    Request: # <- add \`additionalProperties: false\`
      properties:
        parent: { $ref: '#/components/schemas/Request' }
    Response: { type: integer }
`,
  ));
