import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../run/run.ts';
import { readContracts } from './contracts.ts';
import { findSmallest } from './smallest.ts';

const contract = `openapi: 3.1.0
info: {title: Notes, version: 1.0.0}
paths:
  /notes:
    post:
      operationId: add
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [text]
              properties: {text: {type: string, maxLength: 100}, tags: {type: array, maxItems: 5, items: {type: string, maxLength: 10}}}
              additionalProperties: false
      responses: {'204': {description: Added.}, '400': {description: No.}}
`;

/** Cannot bear two tags or more. */
async function startServer(): Promise<string> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => response.writeHead((JSON.parse(text) as { tags?: unknown[] }).tags?.at(1) === undefined ? 204 : 400).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

test('of the random requests that fail the smallest one is shown', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'kit-')), 'openapi.yaml');
  await writeFile(file, contract);
  const [read] = await readContracts([file], { seed: 1, exploration: 60 });
  if (!read) throw new Error('no contract');
  const random = read.cases.filter(({ id, side }) => id.includes('seed-1-') && side === 'pass');
  const options = { baseUrl: await startServer(), spec: read.spec, oracle: read.oracle };
  const { results } = await run(random, options);
  expect(results.some(({ verdict }) => verdict === 'failed')).toBe(true);
  const [smallest] = await findSmallest(read, results, options);
  expect(smallest?.verdict).toBe('failed');
  expect(smallest?.case.id).toMatch(/seed-1-smallest$/);
  expect(JSON.parse(String(smallest?.case.request.body))).toStrictEqual({ text: '', tags: ['', ''] });
});
