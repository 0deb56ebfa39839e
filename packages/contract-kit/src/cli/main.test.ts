import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fine, serve } from '../run/server.testing.ts';
import { environment } from './environment.ts';
import { main } from './main.ts';

const contract = `openapi: 3.1.0
info: { title: Open, version: 1.0.0 }
paths: { /open: { get: { operationId: open, responses: { '200': { description: Fine. } } } } }
`;

/** A signal that nobody reckons with. */
const broken = {
  get aborted(): boolean {
    throw new TypeError('boom\nat night');
  },
} as AbortSignal;

async function fall(): Promise<{ code: number; told: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'kit-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'open.yaml');
  writeFileSync(file, contract);
  const told: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  return { code: await main(['--spec', file, '--base-url', await serve(fine)], broken), told: told.join('') };
}

test('a mistake of the kit ends with 2 and one line', async () => {
  const { code, told } = await fall();
  expect(code).toBe(2);
  expect(told).toBe(String.raw`contract-kit failed, which it should not: boom\nat night; CONTRACT_KIT_DEBUG=1 shows where` + '\n');
});

test('with its stack for whoever wants it', async () => {
  environment['CONTRACT_KIT_DEBUG'] = '1';
  onTestFinished(() => void delete environment['CONTRACT_KIT_DEBUG']);
  expect(await fall()).toMatchObject({ code: 2, told: expect.stringMatching(/^TypeError: boom[\s\S]*main\.test\.ts/) as string });
});
