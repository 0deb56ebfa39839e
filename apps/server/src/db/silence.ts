import type { Knex } from 'knex';

/** What is used here of pg's client beyond its documentation. */
interface Connection {
  readyForQuery: boolean;
  connection: { stream: { setTimeout(ms: number, listener: () => void): void; destroy(): void } };
}

/**
 * For a pool of connections to PostgreSQL: a connection on which a query waits and not a byte has come for `limit` milliseconds is destroyed, and
 * those that were opened before are not used again. PostgreSQL's own timeouts do not end a query whose server, or the network to it, has gone
 * without a word; and pg's `query_timeout` leaves the connection in the pool, where the next query waits as long.
 */
export function dropSilent(limit: number): Pick<Knex.PoolConfig, 'afterCreate' | 'validate'> {
  let generation = 0;
  const generations = new WeakMap<Connection, number>();
  return {
    afterCreate(connection: Connection, done: (error: unknown, connection: Connection) => void) {
      generations.set(connection, generation);
      const { stream } = connection.connection;
      stream.setTimeout(limit, () => {
        if (connection.readyForQuery) return;
        generation++;
        stream.destroy();
      });
      done(undefined, connection);
    },
    validate: (connection: Connection) => generations.get(connection) === generation,
  };
}
