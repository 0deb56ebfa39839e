import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** Prism with the bundled contract of an API on a free port. @returns its address */
export async function startPrism(onEnd: (end: () => void) => unknown, api: string): Promise<string> {
  const port = await freePort();
  const args = ['node_modules/@stoplight/prism-cli/dist/index.js', 'mock', `../contracts/src/${api}.gen.json`, '-p', String(port)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  onEnd(() => child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const address = `http://127.0.0.1:${port}`;
  while (!(await isUp(address))) {
    if (child.exitCode !== null) throw new Error(`Prism ended with ${child.exitCode}: ${errors}`);
    await setTimeout(50);
  }
  return address;
}

async function isUp(address: string): Promise<boolean> {
  return fetch(address).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
