import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Closes what a test has opened, when it ends. */
type OnEnd = (end: () => void | Promise<void>) => unknown;

/** A real server for one test. @returns its base URL */
export async function serve(onEnd: OnEnd, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The real program on a free port with an empty database, demo accounts included. @returns its base URL */
export async function startProgram(onEnd: OnEnd): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  const main = join(import.meta.dirname, '../../../apps/server/src/main.ts');
  const settings = {
    PORT: '0',
    SECRET_KEY: 'a secret of more than thirty-two characters',
    THROTTLE: 'off',
    DATABASE_URL: `sqlite:${folder}/test.db`,
  };
  const child = spawn(process.execPath, [main], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
  onEnd(async () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = /"address":"(http:[^"]+)"/.exec(output) ?? [];
      if (found) resolve(found);
    });
  }
  child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${output}`)));
  return promise;
}
