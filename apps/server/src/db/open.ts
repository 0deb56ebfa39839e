import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import type { Store } from '../core/store.ts';
import { createAccounts } from './accounts.ts';
import { createAuditStore } from './audit.ts';
import { createKeys } from './keys.ts';
import { createKnownSourceStore } from './known-sources.ts';
import { migrate } from './migrate.ts';
import { connectPostgres } from './postgres.ts';
import { createPrune } from './prune.ts';
import { createQuery, type Query } from './query.ts';
import { createSessions } from './sessions.ts';
import { connectSqlite } from './sqlite.ts';
import { createThrottleStore } from './throttle.ts';
import type { DatabaseLocation } from './url.ts';

export { parseDatabaseUrl, type DatabaseLocation } from './url.ts';

export interface Database {
  store: Store;
  /** For what is not the core's business, within this folder. */
  query: Query;
  /** Brings the tables up to date; safe in many processes at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** Connects on first use. Rejects when the folder of an SQLite file cannot be made. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.engine === 'sqlite') await mkdir(dirname(location.file), { recursive: true, mode: 0o700 });
  const knex = connect(location);
  const query = createQuery(knex);
  return {
    store: {
      accounts: createAccounts(query),
      sessions: createSessions(query),
      keys: createKeys(query),
      throttle: createThrottleStore(query),
      knownSources: createKnownSourceStore(query),
      audit: createAuditStore(query),
      prune: createPrune(query),
      // A table of the newest migration: a database without it is not ready.
      ping: async () => void (await query((db) => db('throttle').first('key'))),
    },
    query,
    migrate: () => migrateAt(location, knex),
    close: () => knex.destroy(),
  };
}

/** A large table takes its time to be changed, which no query of a request may: PostgreSQL gets a connection for that alone. */
async function migrateAt(location: DatabaseLocation, knex: Knex): Promise<void> {
  if (location.engine === 'sqlite') return migrate(knex);
  const patient = connectPostgres(location.url, 600_000);
  try {
    await migrate(patient);
  } finally {
    await patient.destroy();
  }
}

/** The bare connection, for tests and migrations. */
export function connect(location: DatabaseLocation): Knex {
  return location.engine === 'sqlite' ? connectSqlite(location.file) : connectPostgres(location.url);
}
