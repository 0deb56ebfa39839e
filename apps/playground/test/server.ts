import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Server {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  /** Sets its clock ahead, by milliseconds. */
  leap(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const main = resolve(import.meta.dirname, '../../server/src/main.ts');
const clock = resolve(import.meta.dirname, 'clock.ts');

/** Starts the real server on a free port and a database of its own, with the demo accounts. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  // A machine that is busy with other tests may take longer than ten seconds to renew a session as often as the contract allows.
  const patience = { UV_THREADPOOL_SIZE: '8', REFRESH_GRACE_SECONDS: '120' };
  const base = { ...patience, PATH: process.env.PATH, PORT: '0', SECRET_KEY: 'a secret of more than thirty-two characters' };
  const child = spawn(process.execPath, ['--import', clock, main], {
    env: { ...base, DATABASE_URL: `sqlite:${join(folder, 'test.db')}`, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const { promise: address, resolve: found, reject } = Promise.withResolvers<string>();
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const [, listening] = /"address":"(http:[^"]+)"/.exec(output) ?? [];
    if (listening) found(listening);
  });
  void exited.then(([code]) => reject(new Error(`the server ended with ${String(code)}: ${output}`)));
  return {
    address: await address,
    async leap(milliseconds) {
      child.send(milliseconds);
      await once(child, 'message');
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}
