import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
const program = join(dirname(manifest), 'dist/index.js');

/** Milliseconds. */
const patience = 60_000;

export interface Prism {
  url: string;
  close(): Promise<void>;
}

/** Starts Prism as a mock of a contract and waits until it listens. It serves the paths as they are written, without that of the server. */
export async function startPrism(file: string): Promise<Prism> {
  const port = await freePort();
  const args = [program, 'mock', file, '--port', String(port), '--host', '127.0.0.1', '--cors', 'false', '--verboseLevel', 'silent'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'close');
  const close = async () => {
    child.kill();
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = performance.now() + patience; performance.now() < deadline; await wait(50)) {
    if (child.exitCode !== null) throw new Error(`Prism ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/contract-kit`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return { url, close };
  }
  await close();
  throw new Error(`Prism was not ready after ${patience / 1000} s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
