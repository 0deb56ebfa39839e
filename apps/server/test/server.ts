import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { createApp, profiles } from '../src/app.ts';
import { type Core, createCore } from '../src/core/core.ts';
import { createPasswords } from '../src/core/passwords.ts';
import type { SessionLimits } from '../src/core/sessions.ts';
import { seedDemo } from '../src/db/demo.ts';
import { countHashes } from '../src/db/hash-mix.ts';
import { createHttpServer, listen, stop } from '../src/http/listen.ts';
import { securityHeaders } from '../src/http/security-headers.ts';
import { describeDatabases, type Engine, type OpenFresh, type TestDatabase } from './databases.ts';

export interface TestServer extends TestDatabase {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  /** Every line that was logged so far, as pino would be given it. */
  lines: { level: 'info' | 'error'; message: string; fields: Record<string, unknown> }[];
  /** From then on it says that it is about to stop, and serves on. */
  tellToStop(): void;
}

/** Starts the whole server with the demo accounts, on a free port and a new database. Stopped after the suite. */
export type StartServer = (options?: ServerOptions) => Promise<TestServer>;

export interface ServerOptions {
  /** Epoch milliseconds; by default that of the machine. */
  clock?: () => number;
  /** Off by default: all tests come from one address. */
  throttle?: 'on' | 'off';
  sessions?: Partial<SessionLimits>;
  /** What the APIs ask in place of the core. */
  replace?: (core: Core) => Core;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
}

const same = (core: Core) => core;

/** The suite once per engine, or on those named, over real HTTP. */
export function describeServers(title: string, suite: (start: StartServer) => void | Promise<void>, on?: readonly Engine[]): void {
  const onDatabase = (openFresh: OpenFresh) => {
    const stops: (() => Promise<unknown>)[] = [];
    afterAll(() => Promise.all(stops.map((end) => end())));

    return suite(async ({ clock = Date.now, throttle = 'off', sessions, replace = same, now = () => performance.now() } = {}) => {
      const opened = await openFresh();
      const secret = inject('secret');
      const population = { secret, count: () => countHashes(opened.database.query) };
      const passwords = await createPasswords({ random: randomBytes, population });
      await seedDemo(opened.database, passwords.hash);
      const { store } = opened.database;
      for (const key of inject('signingKeys')) await store.keys.insertIfAbsent(key);
      const core = await createCore({ store, passwords, profiles, secret, clock, random: randomBytes, throttle, sessions });
      const lines: TestServer['lines'] = [];
      const record = (level: 'info' | 'error') => (fields: object, message: string) =>
        void lines.push({ level, message, fields: { ...fields } });
      const log = { info: record('info'), error: record('error') };
      let isStopping = false;
      const app = await createApp({ core: replace(core), log, now, isStopping: () => isStopping });
      const server = createHttpServer(app, securityHeaders);
      const address = await listen(server, { port: 0, host: '127.0.0.1' });
      stops.push(() => stop(server, 0));
      return { ...opened, lines, address, tellToStop: () => void (isStopping = true) };
    });
  };
  describeDatabases(title, onDatabase, on);
}
