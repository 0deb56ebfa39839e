import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp, profiles } from './app.ts';
import { banner } from './banner.ts';
import { readConfig, type Config } from './config.ts';
import type { SignInCounts } from './core/alarm.ts';
import { createCore } from './core/core.ts';
import { Failure } from './core/failures.ts';
import { createPasswords, type Passwords } from './core/passwords.ts';
import { seedDemo } from './db/demo.ts';
import { countHashes } from './db/hash-mix.ts';
import { openDatabase, type Database } from './db/open.ts';
import { endInOrder } from './http/last-resort.ts';
import { createHttpServer, listen, stop } from './http/listen.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createLog } from './log.ts';
import { secretFrom } from './secret.ts';

/** How long requests under way may take after the server was told to stop, in milliseconds. */
const drainTime = 10_000;

/** How often the server tidies up after itself, in milliseconds. */
const maintenanceEvery = 60_000;

try {
  await start(readConfig());
} catch (error) {
  // A failure says little; what the database said is behind it.
  const reason = error instanceof Failure && error.cause instanceof Error ? error.cause : error;
  console.error(`Countersign did not start: ${reason instanceof Error ? reason.message : String(reason)}`);
  process.exitCode = 1;
}

async function start(config: Config): Promise<void> {
  const database = await openDatabase(config.database);
  try {
    await serve(config, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function serve(config: Config, database: Database): Promise<void> {
  const { production, trustedProxies, origins, maxConnections, phoneRegion, sessions, throttle, drain, page, docs } = config;
  const log = createLog(config.logLevel);
  const onError = (error: unknown) => log.error({ err: error }, 'in the background');
  const onAlarm = (counts: SignInCounts) => log.warn({ event: 'authn_login_fail_max', ...counts }, 'unusually many sign-ins fail');
  const { secret, passwords } = await prepare(config, database);
  const hasDemo = !production && (await seedDemo(database, passwords.hash));
  const { store } = database;
  const means = { store, passwords, profiles, secret, clock: Date.now, random: randomBytes };
  const core = await createCore({ ...means, phoneRegion, sessions, throttle, onError, onAlarm });
  let isStopping = false;
  const now = () => performance.now();
  const app = await createApp({ core, log, now, page, docs, trustedProxies, origins, isStopping: () => isStopping });
  const server = createHttpServer(app, securityHeaders, { maxConnections });
  const address = await listen(server, config);
  const maintenance = setInterval(() => void core.maintain().catch(onError), maintenanceEvery);
  endInOrder(log, async (code) => {
    isStopping = true;
    clearInterval(maintenance);
    // After an error that nobody caught, nobody knows what another request would meet.
    if (code === 0) await pause(drain);
    await stop(server, drainTime);
    await database.close();
  });
  if (hasDemo) console.log(banner(address, docs !== undefined));
  log.info({ address, database: config.database.engine }, 'listening');
}

async function prepare(config: Config, database: Database): Promise<{ secret: string; passwords: Passwords }> {
  const secret = config.secretKey ?? secretFrom(config.dataFolder);
  // Together with the hashing, which waits for other threads.
  const migrated = database.migrate();
  const population = { secret, count: () => migrated.then(() => countHashes(database.query)) };
  const [passwords] = await Promise.all([createPasswords({ random: randomBytes, population }), migrated]);
  return { secret, passwords };
}
