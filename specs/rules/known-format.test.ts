import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { formats } from './known-format.ts';
import { expectFindings } from './lint.testing.ts';

test('a format outside the list is found', () =>
  expectFindings(
    'known-format',
    `
components:
  schemas:
    Email: { type: string, format: email }
    Secret: { type: string, format: password }
    Count: { type: integer, format: int64 }
    Phone:
      type: string
      format: phone # <- Nothing checks the format \`phone\`
    Price:
      type: number
      format: float # <- Nothing checks the format \`float\`
`,
  ));

test.each(formats)('%s is really checked', (format) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv, { mode: 'full' });
  const validate = ajv.compile({ format });
  expect([validate('(* %'), validate(0.5)]).toContain(false);
});
