import { test } from 'vitest';
import { expectFindings } from './lint.testing.ts';

test('every operation declares 429 and 500', () =>
  expectFindings(
    'declared-failures',
    `
paths:
  /a:
    get:
      responses:
        '429': { description: No. }
        '500': { description: No. }
    post:
      responses: # <- add that response
        '429': { description: No. }
        5XX: { description: No. }
    put:
      responses: # <- can answer 429
        '500': { description: No. }
        default: { description: No. }
`,
  ));
