import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { createApp, profiles } from '../src/app.ts';
import { createCore } from '../src/core/core.ts';
import { createPasswords } from '../src/core/passwords.ts';
import { seedDemo } from '../src/db/demo.ts';
import { describeDatabases, type TestDatabase } from './databases.ts';

export interface TestServer extends TestDatabase {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  /** Every line that was logged so far, as pino would be given it. */
  lines: { level: 'info' | 'error'; message: string; fields: Record<string, unknown> }[];
}

/** Starts the whole server with the demo accounts, on a free port and a new database. Stopped after the suite. */
export type StartServer = () => Promise<TestServer>;

/** The suite once per engine, over real HTTP. */
export function describeServers(title: string, suite: (start: StartServer) => void): void {
  describeDatabases(title, (openFresh) => {
    const stops: (() => Promise<unknown>)[] = [];
    afterAll(() => Promise.all(stops.map((stop) => stop())));

    suite(async () => {
      const opened = await openFresh();
      const passwords = await createPasswords({ random: randomBytes });
      await seedDemo(opened.database, passwords.hash);
      const { store } = opened.database;
      const core = await createCore({ store, passwords, profiles, secret: randomBytes(32), clock: Date.now, random: randomBytes });
      const lines: TestServer['lines'] = [];
      const record = (level: 'info' | 'error') => (fields: object, message: string) =>
        void lines.push({ level, message, fields: { ...fields } });
      const log = { info: record('info'), error: record('error') };
      const server = createServer(await createApp({ core, log, now: () => performance.now() }));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      stops.push(async () => {
        server.close();
        server.closeAllConnections();
      });
      return { ...opened, lines, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    });
  });
}
