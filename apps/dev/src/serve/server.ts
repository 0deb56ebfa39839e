import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { collectLines, reasonOf } from './lines.ts';
import type { Served } from './served.ts';

export interface ServerOptions {
  /** The server's entry file, absolute. */
  entry: string;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  onChange: (served: Served) => void;
  /** A line that the server wrote. */
  onLine: (line: string) => void;
}

export interface Server {
  /** Resolves when the newest wish has been fulfilled, or could not be. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The server that answers, and where. */
interface Current {
  worker?: Worker;
  address?: string;
}

/**
 * The real server, as a process beside this one. `reload` starts a new one and ends the old one only when the new one listens: both share the
 * listening socket (node:cluster), so no request is refused in between, and a server that does not start changes nothing.
 */
export function createServer(options: ServerOptions): Server {
  cluster.setupPrimary({ exec: options.entry, cwd: options.cwd, silent: true, execArgv: [] });
  const current: Current = {};
  let isAsked = false;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      await replace(current, options);
    }
    running = undefined;
  };
  return {
    reload() {
      isAsked = true;
      running ??= run();
      return running;
    },
    async close() {
      isAsked = false;
      delete current.worker;
      await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && end(worker)));
    },
  };
}

async function replace(current: Current, { env, onChange, onLine }: ServerOptions): Promise<void> {
  const { worker: old, address } = current;
  const where = address === undefined ? {} : { address };
  onChange({ state: 'starting', ...where });
  const worker = cluster.fork(env);
  const lines = collectLines(worker.process, onLine);
  const reason = () => reasonOf(lines);
  const place = await listening(worker);
  if (place === undefined) return onChange({ state: current.worker ? 'kept' : 'down', ...where, reason: reason() });
  Object.assign(current, { worker, address: place });
  worker.once('exit', () => {
    if (current.worker !== worker) return;
    delete current.worker;
    onChange({ state: 'down', address: place, reason: reason() });
  });
  onChange({ state: 'running', address: place });
  if (old) await end(old);
}

/** Resolves to its address, or to nothing when it ended first. */
async function listening(worker: Worker): Promise<string | undefined> {
  const place = await Promise.race([once(worker, 'listening').then(([at]: unknown[]) => at), once(worker, 'exit').then(() => undefined)]);
  if (place === undefined) return undefined;
  const { address, port } = place as { address: string | null; port: number };
  const host = address ?? '127.0.0.1';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** First it gets no more connections, and gives back those on their way to it; then it ends as it would anywhere. */
async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const gone = once(worker, 'exit');
  if (worker.isConnected()) {
    const apart = once(worker, 'disconnect');
    worker.disconnect();
    await Promise.race([apart, gone]);
  }
  worker.process.kill('SIGTERM');
  await gone;
}
