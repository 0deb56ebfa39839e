import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

const json = (examples: string) => `{ application/json: { examples: ${examples} } }`;

test('a request and its one answer are a pair', () =>
  expectFindings(
    'paired-examples',
    `
paths:
  /a:
    post:
      operationId: add
      requestBody:
        content:
          application/json:
            examples:
              right: { value: 1 }
              wrong: { value: 2, x-invalid: true }
              shared: { value: 3 }
              unanswered: { value: 4 } # <- Nothing answers the request \`unanswered\`
              twice: { value: 5 } # <- answers under 200 and 400
      responses:
        '200':
          description: Fine.
          content:
            application/json:
              examples:
                right: { value: 1 }
                twice: { value: 1 }
                unasked: { value: 1 } # <- No request of \`add\` gets the answer \`unasked\`
        '400':
          description: No.
          content: ${json('{ wrong: { value: 2 }, twice: { value: 1 } }')}
        '500': { $ref: '#/components/responses/Failed' }
components:
  responses:
    Failed:
      description: No.
      content: ${json("{ shared: { $ref: '#/components/examples/failed' } }")}
  examples:
    failed: { value: 3 }
`,
  ));

test('an answer that says how to get it needs no request', () =>
  expectFindings(
    'paired-examples',
    `
paths:
  /a:
    post:
      requestBody:
        content: ${json('{ right: { value: 1 } }')}
      responses:
        '200':
          description: Fine.
          content: ${json('{ right: { value: 1 } }')}
        '405':
          description: No.
          content: ${json('{ get: { value: 1, x-request: { method: GET } } }')}
        '429':
          description: No.
          content: ${json('{ throttled: { value: 1, x-given: throttled } }')}
`,
  ));

test('an operation without a request body names its answers freely', () =>
  expectFindings(
    'paired-examples',
    `
paths:
  /a:
    get:
      responses:
        '200':
          description: Fine.
          content: ${json('{ any: { value: 1 } }')}
`,
  ));

test('an answer without a body has x-examples', () =>
  expectFindings(
    'paired-examples',
    `
paths:
  /a:
    post:
      operationId: remove
      requestBody:
        content: ${json('{ gone: { value: 1 } }')}
      responses:
        '204':
          description: Gone.
          x-examples:
            gone: { summary: It is gone }
            never: { summary: Nobody asks } # <- No request of \`remove\` gets the answer \`never\`
`,
  ));

test('one request must be good', () =>
  expectFindings(
    'paired-examples',
    `
paths:
  /a:
    post:
      requestBody: # <- No example of a good request
        content: ${json('{ bad: { value: 1, x-invalid: true }, text: { value: a, x-request: { raw: true } } }')}
      responses:
        '400':
          description: No.
          content: ${json('{ bad: { value: 1 }, text: { value: 1 } }')}
`,
  ));
