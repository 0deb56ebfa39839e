import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { afterAll, describe, inject } from 'vitest';
import { connect, openDatabase, type Database } from '../src/db/open.ts';
import { parseDatabaseUrl } from '../src/db/url.ts';

export interface TestDatabase {
  /** As in `DATABASE_URL`. */
  url: string;
  /** Migrated, unless asked otherwise. */
  database: Database;
  /** A connection of its own, to look at the rows and to change them. */
  knex: Knex;
  /** The same database opened once more, as another process would. */
  reopen(): Promise<Database>;
}

/** Makes a new, empty database. Everything is closed and removed after the suite. */
export type OpenFresh = (options?: { migrated: boolean }) => Promise<TestDatabase>;

type Undo = () => Promise<unknown>;

export type Engine = keyof typeof engines;

/** What it returns is awaited while tests are collected. */
type Suite = (openFresh: OpenFresh, engine: Engine) => void | Promise<void>;

/** The suite once per engine, on SQLite in a file and on a real PostgreSQL; or on those named, for what only they have. */
export function describeDatabases(title: string, suite: Suite, on: readonly Engine[] = ['sqlite', 'postgres']): void {
  describe.each(on)(`${title} (%s)`, async (engine) => {
    const undos: Undo[] = [];
    afterAll(async () => {
      for (const undo of undos.toReversed()) await undo();
    });

    await suite(async ({ migrated } = { migrated: true }) => {
      const url = await engines[engine](undos);
      const location = parseDatabaseUrl(url);
      const reopen = async () => {
        const database = await openDatabase(location);
        undos.push(() => database.close());
        return database;
      };
      const knex = connect(location);
      undos.push(() => knex.destroy());
      const database = await reopen();
      if (migrated) await database.migrate();
      return { url, database, knex, reopen };
    }, engine);
  });
}

const engines = {
  async sqlite(undos: Undo[]): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-sqlite-'));
    undos.push(() => rm(folder, { recursive: true }));
    return `sqlite:${join(folder, 'test.sqlite')}`;
  },
  async postgres(undos: Undo[]): Promise<string> {
    const server = inject('postgresUrl');
    const name = `test_${randomBytes(8).toString('hex')}`;
    await administer(server, (admin) => admin.raw('create database ??', [name]));
    undos.push(() => administer(server, (admin) => admin.raw('drop database ?? with (force)', [name])));
    return Object.assign(new URL(server), { pathname: `/${name}` }).href;
  },
};

/** Without the limits of the server's own connections: making a database takes its time on a busy machine. */
async function administer(connection: string, work: (admin: Knex) => PromiseLike<unknown>): Promise<void> {
  const admin = createKnex({ client: 'pg', connection });
  try {
    await work(admin);
  } finally {
    await admin.destroy();
  }
}
