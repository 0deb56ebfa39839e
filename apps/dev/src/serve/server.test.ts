import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createServer, type Server } from './server.ts';
import type { Served } from './served.ts';

const entry = join(import.meta.dirname, '../../test/fixtures/server.js');
let server: Server | undefined;

afterEach(() => server?.close());

function start() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-serve-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'mode');
  const states: Served[] = [];
  const changed: (() => void)[] = [];
  const onChange = (served: Served) => {
    states.push(served);
    for (const tell of changed) tell();
  };
  const mode = (text: string) => writeFileSync(file, text);
  mode('sound');
  // Any free port, and for every process of the cluster the same.
  server = createServer({ entry, cwd: folder, env: { MODE_FILE: file, PORT: '0' }, onChange, onLine: () => {} });
  const until = (state: Served['state']) =>
    new Promise<Served>((resolve) => changed.push(() => states.at(-1)?.state === state && resolve(states.at(-1) as Served)));
  return { server, states, mode, until };
}

/** The process that answers; a connection of its own each time. */
function ask(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(address, { agent: new Agent({ keepAlive: false }) }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString())).on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
}

test('a reload puts another process behind the same address, and refuses nobody meanwhile', async () => {
  const { server: served, states } = start();
  await served.reload();
  const { address = '' } = states.at(-1) ?? {};
  const first = await ask(address);
  const answers = new Set<string>();
  const done = new AbortController();
  const asking = (async () => {
    while (!done.signal.aborted) answers.add(await ask(address));
  })();
  await served.reload();
  done.abort();
  await asking;
  expect(answers).toContain(first);
  expect(await ask(address)).not.toBe(first);
  expect(states.map(({ state }) => state)).toStrictEqual(['starting', 'running', 'starting', 'running']);
});

test('one that does not start changes nothing, and says why', async () => {
  const { server: served, states, mode } = start();
  await served.reload();
  const { address = '' } = states.at(-1) ?? {};
  const first = await ask(address);
  mode('broken');
  await served.reload();
  expect(states.at(-1)).toStrictEqual({ state: 'kept', address, reason: 'it did not start: no handler for signIn' });
  expect(await ask(address)).toBe(first);
  mode('sound');
  await served.reload();
  expect(states.at(-1)).toStrictEqual({ state: 'running', address });
});

test('one that ends by itself is told of, and started again by the next reload', async () => {
  const { server: served, states, mode, until } = start();
  mode('crashing');
  await served.reload();
  const { address = '' } = states.at(-1) ?? {};
  const down = until('down');
  await ask(address).catch(() => undefined);
  expect(await down).toStrictEqual({ state: 'down', address, reason: 'it fell' });
  mode('sound');
  await served.reload();
  expect(await ask(states.at(-1)?.address ?? '')).toMatch(/^\d+$/);
});
