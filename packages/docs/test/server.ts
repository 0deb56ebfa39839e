import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

const main = resolve(import.meta.dirname, '../../../apps/server/src/main.ts');

/** The real server on a free port and a database of its own, with the demo accounts, for the tests of a file. */
export function useServer(env: Readonly<Record<string, string>> = {}): { address: string } {
  const server = { address: '' };
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-docs-'));
    const base = { PORT: '0', SECRET_KEY: 'a secret of more than thirty-two characters', PLAYGROUND: 'off' };
    const DATABASE_URL = `sqlite:${join(folder, 'test.db')}`;
    const child = spawn(process.execPath, [main], { env: { ...base, DATABASE_URL, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    stop = async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true });
    };
    const { promise, resolve: found, reject } = Promise.withResolvers<string>();
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, listening] = /"address":"(http:[^"]+)"/.exec(output) ?? [];
      if (listening) found(listening);
    });
    void exited.then(([code]) => reject(new Error(`the server ended with ${String(code)}: ${output}`)));
    server.address = await promise;
  });
  afterAll(() => stop());
  return server;
}
