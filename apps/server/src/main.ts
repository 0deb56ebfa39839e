import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, profiles } from './app.ts';
import { banner } from './banner.ts';
import { readConfig, type Config } from './config.ts';
import { createCore } from './core/core.ts';
import { createPasswords } from './core/passwords.ts';
import { seedDemo } from './db/demo.ts';
import { openDatabase } from './db/open.ts';
import { createLog } from './log.ts';
import { secretFrom } from './secret.ts';

/** In milliseconds: a client that is slower than this, or a connection idle for longer, is not worth a socket. */
const timeouts = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 };

/** How long requests under way may take after the server was told to stop, in milliseconds. */
const drainTime = 10_000;

try {
  await start(readConfig());
} catch (error) {
  console.error(`Countersign did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const database = await openDatabase(config.database);
  try {
    // Together, because the one waits for other threads.
    const [passwords] = await Promise.all([createPasswords({ random: randomBytes }), database.migrate()]);
    const hasDemo = !config.production && (await seedDemo(database, passwords.hash));
    const secret = config.secretKey ?? secretFrom(config.dataFolder);
    const { store } = database;
    const core = await createCore({
      store,
      passwords,
      profiles,
      secret,
      clock: Date.now,
      random: randomBytes,
      phoneRegion: config.phoneRegion,
    });
    const server = createServer(timeouts, await createApp({ core, log, now: () => performance.now() }));
    const address = await listen(server, config);
    stopOnSignal(server, () => database.close());
    if (hasDemo) console.log(banner(address));
    log.info({ address, database: config.database.engine }, 'listening');
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listen(server: Server, { port, host }: Config): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new Error(`PORT ${port} on ${host} is in use; stop what listens there or set another PORT`, { cause: error });
    throw new Error(`HOST ${host}, PORT ${port}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const address = server.address() as AddressInfo;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

/** Takes no new connections, lets requests under way end, then closes the database. */
function stopOnSignal(server: Server, close: () => Promise<void>): void {
  const stop = () => {
    setTimeout(() => server.closeAllConnections(), drainTime).unref();
    server.close(() => void close());
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
