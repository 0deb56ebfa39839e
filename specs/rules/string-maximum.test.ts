import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('a string needs maxLength, enum or const', () =>
  expectFindings(
    'string-maximum',
    `
components:
  schemas:
    Bounded: { type: string, maxLength: 10 }
    Listed: { type: string, enum: [a, b] }
    Constant: { type: string, const: a }
    Number: { type: integer }
    Open: { type: string } # <- add \`maxLength\`
    Nullable: { type: [string, 'null'] } # <- add \`maxLength\`
    Nested:
      type: array
      items: { type: string, minLength: 1 } # <- add \`maxLength\`
`,
  ));

test('parameters and headers are strings too', () =>
  expectFindings(
    'string-maximum',
    `
components:
  parameters:
    Page:
      name: page
      in: query
      schema: { type: string } # <- add \`maxLength\`
  headers:
    Trace:
      schema: { type: string } # <- add \`maxLength\`
`,
  ));

test('a shared string is found once, where it stands', () =>
  expectFindings(
    'string-maximum',
    `
components:
  schemas:
    Name: { type: string } # <- add \`maxLength\`
    Person:
      properties:
        first: { $ref: '#/components/schemas/Name' }
        last: { $ref: '#/components/schemas/Name' }
`,
  ));

test('the names in a map need a maximum', () =>
  expectFindings(
    'string-maximum',
    `
components:
  schemas:
    Bounded: { type: object, propertyNames: { maxLength: 10 }, additionalProperties: { type: integer } }
    Listed: { type: object, propertyNames: { $ref: '#/components/schemas/Key' }, additionalProperties: true }
    Key: { enum: [a, b] }
    Closed: { type: object, additionalProperties: false }
    Record: { type: object, properties: { a: { type: integer } }, additionalProperties: false }
    Any: { type: object } # <- add \`propertyNames
    Open: { type: object, additionalProperties: { type: integer } } # <- add \`propertyNames
    Loose: { type: object, propertyNames: { minLength: 1 }, additionalProperties: true } # <- add \`propertyNames
    Typed:
      type: object
      additionalProperties: true
      propertyNames: { type: string } # <- add \`maxLength\`
`,
  ));
