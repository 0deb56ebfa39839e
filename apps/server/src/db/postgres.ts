import createKnex, { type Knex } from 'knex';
import pg from 'pg';
import { quiet } from './quiet.ts';
import { dropBroken } from './broken.ts';

/**
 * A pool of connections, opened on first use. Whatever happens to the server, a query is answered or fails within 3 seconds; with another `patience`, in
 * milliseconds, within that and a second.
 */
export function connectPostgres(url: string, patience = 2_000): Knex {
  return createKnex({
    ...quiet,
    client: 'pg',
    connection: {
      connectionString: url,
      // Shorter than the pool's own patience, so that the error names the real cause.
      connectionTimeoutMillis: 2_000,
      statement_timeout: patience,
      types: numbers,
    } as Knex.PgConnectionConfig,
    acquireConnectionTimeout: 2_500,
    // No connection is kept that the server may have dropped meanwhile.
    pool: { min: 0, max: 10, ...dropBroken(patience + 500) },
  });
}

/** `bigint` as a number, like SQLite gives it: ids, counts and epoch milliseconds stay far below 2^53. */
const numbers = new pg.TypeOverrides();
numbers.setTypeParser(pg.types.builtins.INT8, Number);
