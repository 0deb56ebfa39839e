import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('an extension that nothing reads is found', () =>
  expectFindings(
    'known-extensions',
    `
x-internal: true # <- remove it
paths:
  /a:
    get:
      x-client-name: fetchA # <- remove it
      responses:
        '200':
          description: Fine.
          headers: { x-request-id: { schema: { type: integer } } }
components:
  schemas:
    Body:
      properties:
        x-anything: { type: integer, x-varies: true }
        rol: { $ref: '#/components/schemas/Rol', x-client-name: role }
        id:
          $ref: '#/components/schemas/Rol'
          x-client: role # <- use one of x-varies, x-client-name, x-jwks, x-lifetime, or remove it
    Rol:
      type: integer
      x-vary: true # <- use one of x-varies, x-client-name, x-jwks, x-lifetime, or remove it
      x-given: broken # <- use one of x-varies, x-client-name, x-jwks, x-lifetime, or remove it
`,
  ));

test('a session is a map of roles, at the root', () =>
  expectFindings(
    'known-extensions',
    `
x-session: # <- x-session/renew/send must match pattern
  begin: { operation: signIn, accessToken: /token, user: '' }
  renew: { operation: refresh, send: token, accessToken: /token, refused: [401] }
paths:
  /a:
    x-session: { begin: { operation: signIn } } # <- remove it
`,
  ));

test('extensions of examples have their shape', () =>
  expectFindings(
    'known-extensions',
    `
components:
  examples:
    right:
      x-request: { method: POST, path: /a, headers: { Accept: text/plain, Content-Type: null }, raw: true, padTo: 100 }
      x-invalid: true
      x-given: database-away
    wrong:
      x-request: { header: { Accept: text/plain } } # <- must NOT have additional properties (header)
      x-invalid: yes # <- write the value true
      x-given: Database away # <- write a word in kebab-case
    empty:
      x-request: {} # <- must NOT have fewer than 1 properties
    types:
      x-request: { headers: { Accept: 1 } } # <- x-request/headers/Accept must be string,null
    raw:
      x-request: { raw: false } # <- x-request/raw must be equal to constant
    pad:
      x-request: { padTo: 1kB } # <- x-request/padTo must be integer
    path:
      x-request: { path: a } # <- x-request/path must match pattern
    method:
      x-request: { method: get } # <- x-request/method must match pattern
`,
  ));

test('requests are invalid or raw, answers have states', () =>
  expectFindings(
    'known-extensions',
    `
components:
  requestBodies:
    Ask:
      content:
        application/json:
          examples:
            right: { value: a, x-invalid: true, x-request: { raw: true } }
            wrong:
              value: a
              x-given: broken # <- move \`x-given\` to the response example
  responses:
    Answer:
      description: Fine.
      content:
        application/json:
          examples:
            right: { value: a, x-given: broken, x-request: { method: GET } }
            wrong:
              value: a
              x-invalid: true # <- remove \`x-invalid\`
            raw:
              value: a
              x-request: { raw: true } # <- Only the value of a request example can be raw
`,
  ));

test('x-examples name the answers of a response without a body', () =>
  expectFindings(
    'known-extensions',
    `
components:
  responses:
    Right:
      description: Fine.
      x-examples:
        gone: { summary: It is gone, x-given: broken }
        bad: { x-gven: broken } # <- use one of x-request, x-invalid, x-given, or remove it
    Value:
      description: Fine.
      x-examples:
        gone:
          value: a # <- remove \`value\`
    Body:
      description: Fine.
      content: { application/json: {} }
      x-examples: # <- put its examples under \`content\`
        gone: { summary: It is gone }
    Empty:
      description: Fine.
      x-examples: {} # <- must NOT have fewer than 1 properties
`,
  ));
