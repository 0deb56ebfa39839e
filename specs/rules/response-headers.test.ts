import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('every response declares X-Request-Id and Cache-Control', () =>
  expectFindings(
    'response-headers',
    `
paths:
  /a:
    get:
      responses:
        '200':
          description: Fine.
          headers:
            X-Request-Id: { schema: { type: string } }
            Cache-Control: { $ref: '#/components/headers/NoStore' }
        '204': # <- lacks the header \`Cache-Control\`
          description: Fine.
          headers:
            X-Request-Id: { schema: { type: string } }
        '500': # <- lacks the header \`X-Request-Id\`
          description: No.
          headers:
            Cache-Control: { $ref: '#/components/headers/NoStore' }
components:
  headers:
    NoStore: { schema: { const: no-store } }
`,
  ));

test('a reference to nowhere is left to no-unresolved-refs', () =>
  expectFindings(
    'response-headers',
    `
paths:
  /a:
    get:
      responses:
        '200': { $ref: '#/components/responses/Nowhere' }
        '204': { $ref: nowhere.yaml }
`,
  ));
