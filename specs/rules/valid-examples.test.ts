import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('a request example is valid, unless it is marked invalid: then it is not', () =>
  expectFindings(
    'valid-examples',
    `
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Body' }
            examples:
              right: { value: { email: a@example.com } }
              wrong: { value: { email: nobody }, x-invalid: true }
              unmarked:
                value:
                  email: nobody # <- /email must match format "email"
              extra:
                value: { email: a@example.com, b: 1 } # <- it must NOT have additional properties ("b")
              overmarked:
                x-invalid: true # <- the schema accepts it
                value: { email: a@example.com }
              raw: { x-request: { raw: true }, value: '{"email":' }
              rawObject:
                x-request: { raw: true }
                value: { email: a@example.com } # <- make \`value\` a string
              deviating:
                x-request: { headers: { Content-Type: text/plain }, padTo: 20000 }
                value: {} # <- must have required property 'email'
              elsewhere: # <- write it here
                externalValue: https://example.com
      responses: {}
components:
  schemas:
    Body:
      type: object
      properties: { email: { type: string, format: email, x-varies: true } }
      required: [email]
      additionalProperties: false
`,
  ));

test('a response example is valid, whatever it is marked', () =>
  expectFindings(
    'valid-examples',
    `
components:
  responses:
    Answer:
      description: Fine.
      content:
        application/json:
          schema: { type: array, items: { type: string, format: date-time } }
          examples:
            right: { value: ['2024-03-08T00:00:00Z'] }
            wrong:
              x-invalid: true
              x-request: { raw: true }
              value:
                - '2024-03-08T00:00:00Z'
                - yesterday # <- /1 must match format "date-time"
            shared: { $ref: '#/components/examples/shared' }
  examples:
    shared:
      value: 1 # <- it must be array
`,
  ));

test('examples of parameters, headers and schemas are valid', () =>
  expectFindings(
    'valid-examples',
    `
components:
  parameters:
    Page:
      name: page
      in: query
      schema: { type: integer }
      examples:
        first: { value: 1 }
        second:
          value: two # <- it must be integer
    Filter:
      name: filter
      in: query
      content:
        application/json:
          schema: { type: integer }
          examples:
            second:
              value: two # <- it must be integer
  headers:
    Age:
      schema: { type: integer }
      examples:
        old:
          value: old # <- it must be integer
  schemas:
    Colour:
      enum: [red, green]
      examples:
        - red
        - blue # <- it must be equal to one of the allowed values (["red","green"])
`,
  ));

test('a schema that refers to itself, and property names that look like keywords', () =>
  expectFindings(
    'valid-examples',
    `
components:
  schemas:
    Twig:
      allOf: [{ $ref: '#/components/schemas/Tree' }, { required: [example] }]
      examples:
        - { example: 1 }
        - { example: one } # <- /example must be integer
    Tree:
      type: object
      properties:
        x-size: { type: integer }
        example: { type: integer }
        $ref: { type: integer }
        children: { type: array, items: { $ref: '#/components/schemas/Tree' } }
      examples:
        - { children: [{ x-size: 1, example: 1 }] }
        - children:
            - x-size: one # <- /children/0/x-size must be integer
        - { children: [], example: one } # <- /example must be integer
`,
  ));

test('a schema that cannot be compiled is found instead of passed over', () =>
  expectFindings(
    'valid-examples',
    `
components:
  parameters:
    Page:
      name: page
      in: query
      schema:
        type: string # <- No example can be judged by this schema
        pattern: '('
      examples:
        first: { value: a }
`,
  ));
