import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('an operationId is camelCase', () =>
  expectFindings(
    'operation-id',
    `
paths:
  /a:
    get: { operationId: signIn, responses: {} }
    delete: { responses: {} }
    put:
      operationId: sign-in # <- write it in camelCase
      responses: {}
    post:
      operationId: SignIn # <- write it in camelCase
      responses: {}
`,
  ));
