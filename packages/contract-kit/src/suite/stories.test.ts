import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../run/server.testing.ts';
import { readContracts } from './contracts.ts';
import { readStories } from './stories.ts';

const contract = `openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths:
  /open: { post: { operationId: open, responses: { '204': { description: Open. } } } }
  /shut: { post: { operationId: shut, responses: { '204': { description: Shut. } } } }
`;
const story = `arazzo: 1.0.1
info: { title: Doors, version: 1.0.0 }
sourceDescriptions: [{ name: doors, url: ./doors.yaml, type: openapi }]
workflows:
  - workflowId: through
    steps:
      - { stepId: opens, operationId: open, successCriteria: [{ condition: $statusCode == 204 }] }
      - { stepId: shutsBehind, operationId: shut, successCriteria: [{ condition: $statusCode == 204 }] }
      - { stepId: opensAgain, operationId: open, successCriteria: [{ condition: $statusCode == 204 }] }
`;

test('a fault says which step shows it, of which operation, and what was sent for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kit-stories-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [file, flows] = [join(folder, 'doors.yaml'), join(folder, 'doors.arazzo.yaml')];
  writeFileSync(file, contract);
  writeFileSync(flows, story);
  const contracts = await readContracts([file], { seed: 1, exploration: 0 });
  const [first] = await readStories([flows], contracts);
  // Keeps every criterion, and breaks the contract in the middle.
  const baseUrl = await serve((request, response) => {
    if (request.url === '/shut') response.setHeader('X-Powered-By', 'steam');
    response.writeHead(204).end();
  });
  const result = await first?.tell({ baseUrl, timeout: 2000, wait: 0, examples: 'exact' });
  expect(result?.case.operation.id).toBe('open');
  expect(result?.faults).toMatchObject([
    { rule: 'header', step: { id: 'shutsBehind', operation: 'shut', exchange: { request: { url: `${baseUrl}/shut` } } } },
  ]);
});
