import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const main = resolve(import.meta.dirname, '../../apps/server/src/main.ts');

export interface Server {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  stop(): Promise<void>;
}

/** The real server as a process of its own, on a free port of 127.0.0.1, with these settings and none of this process. Rejects when it does not start. */
export async function startServer(settings: Record<string, string>): Promise<Server> {
  const env = { PORT: '0', HOST: '127.0.0.1', SECRET_KEY: randomBytes(32).toString('base64url'), LOG_LEVEL: 'info', ...settings };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface(child.stdout)) {
    const address = /"address":"(http:[^"]+)"/.exec(line)?.[1];
    if (address === undefined) continue;
    // Read on, or a full pipe stops the server.
    child.stdout.resume();
    return { address, stop };
  }
  throw new Error('The server ended before it listened');
}
