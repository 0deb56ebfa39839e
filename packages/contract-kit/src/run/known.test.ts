import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSpec } from '../spec/load.ts';
import { parseFixtures } from './fixtures.ts';
import { assertKnown } from './known.ts';

const folder = mkdtempSync(join(tmpdir(), 'kit-known-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'fixtures.yaml');
const spec = await loadSpec(
  '/doors.yaml',
  `openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
components: { securitySchemes: { key: { type: http, scheme: bearer } } }
paths:
  /doors/{id}:
    post:
      operationId: open
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { wide: { type: boolean } } }, examples: { wide: { value: {} } } }
      responses: { '204': { description: Open. } }
`,
);

async function check(text: string): Promise<void> {
  await writeFile(file, text);
  await assertKnown(file, parseFixtures(file, text, {}), [spec]);
}

test('what the contract has may be named', async () => {
  const text = `credentials:
  key: { value: a, before: { operation: doors.open, example: wide } }
  '*': { value: b }
values: { open: { id: 1, wide: true }, '*': { id: 2 } }
`;
  await expect(check(text)).resolves.toBeUndefined();
});

test.each([
  ['credentials:\n  kye: { value: a }\n', '2:3: no contract has the security scheme kye; there are key'],
  ['values:\n  opn: { id: 1 }\n', '2:3: no contract has the operation opn; there are open'],
  ['values:\n  open:\n    ide: 1\n', '3:5: no contract has the parameter or property ide; there are id, wide'],
  ["values:\n  '*':\n    ide: 1\n", '3:5: no contract has the parameter or property ide; there are id, wide'],
  [
    'credentials:\n  key:\n    value: a\n    before: { operation: opn, example: wide }\n',
    '4:15: no contract has the operation opn; there are open',
  ],
  [
    'credentials:\n  key:\n    value: a\n    before: { operation: open, example: wid }\n',
    '4:32: no contract has the example wid; there are wide',
  ],
])('%j is refused with its place', async (text, message) => {
  await expect(check(text)).rejects.toThrow(`${file}:${message}`);
});
