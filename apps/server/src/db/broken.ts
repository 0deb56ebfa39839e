import type { Knex } from 'knex';

/** What is used here of pg's client beyond its documentation. */
interface Connection {
  readyForQuery: boolean;
  connection: {
    on(event: 'errorMessage', listener: (message: { code?: string }) => void): void;
    stream: { setTimeout(ms: number, listener: () => void): void; once(event: 'close', listener: () => void): void; destroy(): void };
  };
}

/** The server, or somebody there, has ended the connection. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const ended = /^57P0/;

/**
 * For a pool of connections to PostgreSQL: a connection on which a query waits and not a byte has come for `limit` milliseconds is destroyed.
 * PostgreSQL's own timeouts do not end a query whose server, or the network to it, has gone without a word; and pg's `query_timeout` leaves the
 * connection in the pool, where the next query waits as long. Whenever a connection breaks under a query, those that were opened before are not
 * used again: the same has befallen them, and each would cost one more query.
 */
export function dropBroken(limit: number): Pick<Knex.PoolConfig, 'afterCreate' | 'validate'> {
  let generation = 0;
  const generations = new WeakMap<Connection, number>();
  return {
    afterCreate(client: Connection, done: (error: unknown, client: Connection) => void) {
      generations.set(client, generation);
      const { connection } = client;
      connection.stream.setTimeout(limit, () => {
        if (!client.readyForQuery) connection.stream.destroy();
      });
      connection.stream.once('close', () => {
        if (!client.readyForQuery) generation++;
      });
      // Its end comes a moment after the word of it, and the connection would be used again in between.
      connection.on('errorMessage', ({ code = '' }) => {
        if (ended.test(code)) generation++;
      });
      done(undefined, client);
    },
    validate: (client: Connection) => generations.get(client) === generation,
  };
}
