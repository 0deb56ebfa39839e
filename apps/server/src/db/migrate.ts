import type { Knex } from 'knex';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { codeOf, isContention, withRetry } from './retry.ts';

/** PostgreSQL's duplicate_table, duplicate_object and unique_violation: which of them depends on the moment. */
const duplicate = ['42P07', '42710', '23505'];

const migrationSource = {
  getMigrations: async () => [...migrations],
  getMigrationName: ({ name }: Migration) => name,
  getMigration: async (migration: Migration) => migration,
} satisfies Knex.MigrationSource<Migration>;

/**
 * Brings the tables up to date. Any number of processes may do so at once; each waits for the others, at most `limit` milliseconds. Rejects with a message
 * that tells what to do when one that was ended in the middle has left its lock behind.
 */
export async function migrate(knex: Knex, limit = 10_000): Promise<void> {
  await withRetry(() => ensureTables(knex), { limit, isTransient: isSameTable });
  await withRetry(() => knex.migrate.latest({ migrationSource }), { limit, isTransient: isLocked }).catch(explain);
}

/**
 * knex's own tables, made before knex looks for them. It makes them outside any transaction, and two processes at once can leave two rows in the
 * lock, after which no one ever gets it.
 */
async function ensureTables(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    if (!(await trx.schema.hasTable('knex_migrations'))) {
      await trx.schema.createTable('knex_migrations', (table) => {
        table.increments();
        table.string('name');
        table.integer('batch');
        table.timestamp('migration_time');
      });
    }
    if (!(await trx.schema.hasTable('knex_migrations_lock'))) {
      await trx.schema.createTable('knex_migrations_lock', (table) => {
        table.increments('index');
        table.integer('is_locked');
      });
      await trx('knex_migrations_lock').insert({ is_locked: 0 });
    }
  });
}

function explain(cause: unknown): never {
  if (!(cause instanceof Error) || cause.name !== 'MigrationLocked') throw cause;
  const remedy = 'if no other process migrates it, set is_locked to 0 in its table knex_migrations_lock';
  throw new Error(`The database is locked by a migration that did not end; ${remedy}`, { cause });
}

/** Another process made the same table in the same moment. */
function isSameTable(error: unknown): boolean {
  return isContention(error) || duplicate.includes(codeOf(error));
}

/** Another process migrates; its own error would be another one. */
function isLocked(error: unknown): boolean {
  return isContention(error) || (error instanceof Error && error.name === 'MigrationLocked');
}
