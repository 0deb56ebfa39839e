import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('every body of a response has an example', () =>
  expectFindings(
    'named-examples',
    `
paths:
  /a:
    post:
      requestBody:
        content:
          application/json: { schema: { type: integer } }
      responses:
        '200':
          description: Fine.
          content:
            application/json: { examples: { fine: { value: 1 } } }
        '202':
          description: Fine.
          content:
            application/json: # <- No example of this application/json body
              schema: { type: integer }
        '203':
          description: Fine.
          content:
            application/json: # <- No example of this application/json body
              examples: {}
        '204': { description: Fine. }
`,
  ));

test('no example is without a name', () =>
  expectFindings(
    'named-examples',
    `
paths:
  /a:
    get:
      parameters:
        - name: page
          in: query
          example: 1 # <- use \`examples\`
          schema:
            type: integer
            example: 1 # <- use \`examples\`
      responses:
        '200':
          description: Fine.
          headers:
            Age:
              example: 1 # <- use \`examples\`
              schema: { type: integer, examples: [1] }
          content:
            application/json:
              example: 1 # <- use \`examples\`
`,
  ));
