import createKnex, { type Knex } from 'knex';
import { quiet } from './quiet.ts';

/** What is used here of better-sqlite3, which brings no types. */
interface Connection {
  inTransaction: boolean;
  pragma(text: string, options?: { simple: boolean }): unknown;
  exec(sql: string): void;
  close(): void;
}

/** One connection to the file, whose folder must exist. Opened on first use. */
export function connectSqlite(file: string): Knex {
  return createKnex({
    ...quiet,
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: Connection, done: (error: unknown, connection: Connection) => void) {
        done(prepare(connection), connection);
      },
      // A COMMIT that failed leaves its transaction open, and the next one would join it.
      validate: (connection: Connection) => !connection.inTransaction,
    },
  });
}

/** Returns the error instead of throwing it, as the pool wants it. */
function prepare(connection: Connection): unknown {
  try {
    // SQLite waits for a lock by blocking the thread, so that no other request is served. The waiting is done by `withRetry` instead.
    connection.pragma('busy_timeout = 5');
    connection.pragma('foreign_keys = ON');
    if (connection.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new Error('SQLite cannot use its write-ahead log here');
    connection.pragma('synchronous = FULL');
    assertDurable(connection);
    return undefined;
  } catch (error) {
    connection.close();
    return error;
  }
}

/**
 * This build of SQLite falls back to `synchronous=NORMAL` in the first transaction in WAL mode unless told otherwise. Then a power cut undoes
 * commits that were answered: a revoked token is good again. https://sqlite.org/pragma.html#pragma_synchronous
 */
function assertDurable(connection: Connection): void {
  connection.exec('BEGIN IMMEDIATE; COMMIT');
  const level = connection.pragma('synchronous', { simple: true });
  if (level !== 2) throw new Error(`SQLite runs with synchronous=${String(level)} instead of FULL (2)`);
}
