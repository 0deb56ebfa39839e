import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('a 401 declares WWW-Authenticate, in whatever letter case', () =>
  expectFindings(
    'challenge',
    `
paths:
  /a:
    get:
      responses:
        '401': # <- lacks the header \`WWW-Authenticate\`
          description: No.
        '403':
          description: No.
    post:
      responses:
        '401':
          description: No.
          headers: { www-authenticate: { schema: { const: Bearer } } }
`,
  ));

test('a 401 that operations share is found once', () =>
  expectFindings(
    'challenge',
    `
paths:
  /a:
    get:
      responses:
        '401': { $ref: '#/components/responses/Unauthorized' }
    post:
      responses:
        '401': { $ref: '#/components/responses/Unauthorized' }
components:
  responses:
    Unauthorized: # <- lacks the header \`WWW-Authenticate\`
      description: No.
`,
  ));
