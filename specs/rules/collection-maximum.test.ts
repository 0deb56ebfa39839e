import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('arrays need maxItems', () =>
  expectFindings(
    'collection-maximum',
    `
components:
  schemas:
    Bounded: { type: array, items: { type: integer }, maxItems: 3 }
    Tuple: { type: array, prefixItems: [{ type: integer }], items: false }
    Constant: { type: array, const: [1] }
    Open: { type: array, items: { type: integer } } # <- add \`maxItems\`
    Untyped: { items: { type: integer } } # <- add \`maxItems\`
`,
  ));

test('maps need maxProperties', () =>
  expectFindings(
    'collection-maximum',
    `
components:
  schemas:
    Bounded: { type: object, additionalProperties: { type: integer }, maxProperties: 3 }
    Record: { type: object, properties: { a: { type: integer } }, additionalProperties: false }
    Branch: { type: object, required: [a] }
    Constant: { type: object, const: { a: 1 } }
    Open: { type: object, additionalProperties: { type: integer } } # <- add \`maxProperties\`
    Any: { type: object } # <- add \`maxProperties\`
    Patterns: { patternProperties: { ^a: { type: integer } } } # <- add \`maxProperties\`
`,
  ));
