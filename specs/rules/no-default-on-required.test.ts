import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('a required property has no default', () =>
  expectFindings(
    'no-default-on-required',
    `
components:
  schemas:
    Body:
      required: [size, colour, weight]
      properties:
        size:
          type: integer
          default: 1 # <- \`size\` is required
        colour: { $ref: '#/components/schemas/Colour' }
        weight:
          $ref: '#/components/schemas/Weight'
          default: 7 # <- \`weight\` is required
        shape: { type: integer, default: 3 }
    Weight: { type: integer }
    Colour:
      type: integer
      default: 2 # <- \`colour\` is required
`,
  ));

test('a property that only a branch requires counts as required', () =>
  expectFindings(
    'no-default-on-required',
    `
components:
  schemas:
    Body:
      anyOf: [{ required: [email] }, { required: [phone] }]
      properties:
        email: { type: integer }
        phone:
          type: integer
          default: 1 # <- \`phone\` is required
`,
  ));

test('a required parameter has no default', () =>
  expectFindings(
    'no-default-on-required',
    `
components:
  parameters:
    Page:
      name: page
      in: query
      required: true
      schema:
        type: integer
        default: 1 # <- \`page\` is required
    Size:
      name: size
      in: query
      schema: { type: integer, default: 1 }
`,
  ));
