import type { Knex } from 'knex';
import { migrations, type Migration } from './migrations/index.ts';
import { codeOf, isContention, withRetry } from './retry.ts';

/** Milliseconds. */
const limit = 10_000;

/** PostgreSQL's duplicate_table, duplicate_object and unique_violation: which of them depends on the moment. */
const duplicate = ['42P07', '42710', '23505'];

const migrationSource = {
  getMigrations: async () => [...migrations],
  getMigrationName: ({ name }: Migration) => name,
  getMigration: async (migration: Migration) => migration,
} satisfies Knex.MigrationSource<Migration>;

/** Brings the tables up to date. Any number of processes may do so at once; each waits up to 10 seconds for the others. */
export async function migrate(knex: Knex): Promise<void> {
  await withRetry(() => ensureTables(knex), { limit, isTransient: isSameTable });
  await withRetry(() => knex.migrate.latest({ migrationSource }), { limit, isTransient: isLocked });
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

/** Another process made the same table in the same moment. */
function isSameTable(error: unknown): boolean {
  return isContention(error) || duplicate.includes(codeOf(error));
}

/** Another process migrates; its own error would be another one. */
function isLocked(error: unknown): boolean {
  return isContention(error) || (error instanceof Error && error.name === 'MigrationLocked');
}
