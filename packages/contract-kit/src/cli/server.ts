import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotRun } from '../run/cannot-run.ts';
import type { ServerConfig } from './config.ts';
import { environment } from './environment.ts';

/** A server that was started here. */
export interface Started {
  baseUrl: string;
  /** Ends it, and what it started. Its folder goes with it. */
  close(): Promise<void>;
}

/** How long a server may take to become ready, and to end, in milliseconds. */
const patience = { start: 30_000, end: 12_000 };

/** Starts a server on a free port of this machine and waits until it is ready. Throws `CannotRun` with its last words when it is not. */
export async function startServer(config: ServerConfig, cwd: string, more: Readonly<Record<string, string>> = {}): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-kit-'));
  const baseUrl = `http://127.0.0.1:${await freePort()}`;
  const child = launch({ ...config, env: { PORT: '{port}', ...config.env, ...more } }, cwd, { folder, port: new URL(baseUrl).port });
  const close = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, `${baseUrl}${config.ready}`, lastWords(child));
  } catch (error) {
    await close();
    throw error;
  }
  return { baseUrl, close };
}

/** In a group of its own, so that the shell and what it starts end together. */
function launch({ command, env }: ServerConfig, cwd: string, values: Readonly<Record<string, string>>): ChildProcess {
  const random = () => randomBytes(24).toString('hex');
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (all, name: string) => (name === 'random' ? random() : (values[name] ?? all)));
  const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)]));
  const options = { cwd, shell: true, detached: true, env: { ...environment, ...own } };
  return spawn(fill(command), { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function untilReady(child: ChildProcess, url: string, words: () => string): Promise<void> {
  for (const deadline = performance.now() + patience.start; performance.now() < deadline; await wait(25)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new CannotRun(`the server ended before it was ready${words()}`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new CannotRun(`the server was not ready after ${patience.start / 1_000} s: ${url}${words()}`);
}

/** The last line that it printed: most often why it did not start. */
function lastWords(child: ChildProcess): () => string {
  let last = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (last = text.trim().split('\n').at(-1) ?? last));
  return () => (last === '' ? '' : `; its last words: ${last.slice(0, 300)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  signal(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signal(child.pid ?? 0, 'SIGKILL'), patience.end);
  await ended;
  clearTimeout(timer);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
