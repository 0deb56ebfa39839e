import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('a broken schema is told of once, where it stands, and by nobody who refers to it', () =>
  expectFindings(
    'valid-examples',
    `
components:
  parameters:
    Page:
      name: page
      in: query
      schema: { $ref: '#/components/schemas/Page' }
      examples:
        first: { value: a }
        second: { value: b }
  schemas:
    Page:
      type: string # <- No example can be judged by this schema
      pattern: '('
    Book:
      properties: { page: { $ref: '#/components/schemas/Page' } }
      examples: [{ page: a }, {}]
`,
  ));

test('a schema that asks for itself before anything else', () =>
  expectFindings(
    'valid-examples',
    `
components:
  schemas:
    Egg:
      allOf: [{ $ref: '#/components/schemas/Hen' }] # <- it contains itself
      examples: [1]
    Hen:
      anyOf: [{ $ref: '#/components/schemas/Egg' }]
`,
  ));

test('what is evaluated behind a reference is not unevaluated', () =>
  expectFindings(
    'valid-examples',
    `
components:
  schemas:
    Named:
      properties: { name: { type: string } }
    Cup:
      allOf: [{ $ref: '#/components/schemas/Named' }]
      properties: { size: { type: integer } }
      unevaluatedProperties: false
      examples:
        - { name: cup, size: 1 }
        - { name: cup, colour: red } # <- must NOT have unevaluated properties ("colour")
    Shelf:
      properties: { cup: { $ref: '#/components/schemas/Cup' } }
      examples:
        - { cup: { name: cup } }
        - cup:
            colour: red # <- /cup must NOT have unevaluated properties ("colour")
`,
  ));

test('of many breaches the first ones are told', () =>
  expectFindings(
    'valid-examples',
    `
components:
  schemas:
    Row:
      type: array
      items: { type: integer }
      examples:
        - [a, b, c, d, e, f, g] # <- /4 must be integer; and 2 more. Correct
`,
  ));
