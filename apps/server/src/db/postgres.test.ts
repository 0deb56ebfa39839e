import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { connect, openDatabase } from './open.ts';

describe('PostgreSQL away', () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket));
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server.close(), 'close');
  });

  test('a port without a server is an error at once, which names the cause', async () => {
    const port = await listen();
    await once(server.close(), 'close');
    expect(await failureOf(`postgres://u:hunter2@127.0.0.1:${port}/x`)).toMatch(/ECONNREFUSED/);
  });

  test('a server that accepts and says nothing is an error in time, which names the cause', async () => {
    const port = await listen();
    expect(await failureOf(`postgres://u:hunter2@127.0.0.1:${port}/x`)).toMatch(/timeout expired/);
  });

  test('a statement that takes too long is ended', async () => {
    const knex = connect({ engine: 'postgres', url: inject('postgresUrl') });
    const start = performance.now();
    await expect(knex.raw('select pg_sleep(20)')).rejects.toMatchObject({ code: '57014' });
    expect(performance.now() - start).toBeLessThan(10_000);
    await knex.destroy();
  });

  async function listen(): Promise<number> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
});

describeDatabases(
  'PostgreSQL busy',
  (openFresh) => {
    test('a statement of a migration may take longer', async () => {
      const { database, knex } = await openFresh();
      const lock = await knex.transaction();
      await lock.raw('lock table knex_migrations in access exclusive mode');
      const migrated = database.migrate();
      // Each of them, but not all together, in the time that a query has.
      for (let times = 0; times < 3; times++) await lock.raw('select pg_sleep(1.2)');
      await lock.commit();
      await expect(migrated).resolves.toBeUndefined();
    });
  },
  ['postgres'],
);

/** How the ping of a database at that URL fails, in time and without its password. */
async function failureOf(url: string): Promise<string> {
  const database = await openDatabase({ engine: 'postgres', url });
  const start = performance.now();
  const message = await database.store.ping().then(
    () => expect.fail('was answered'),
    (error: Error) => String(error.cause),
  );
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(message).not.toContain('hunter2');
  await database.close();
  return message;
}
