import { expect, onTestFinished, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { startProxy } from '../../test/proxy.ts';
import { Failure } from '../core/failures.ts';
import { openDatabase } from './open.ts';
import { parseDatabaseUrl } from './url.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('did not fail'),
    (error: unknown) => error,
  );

describeDatabases('query', (openFresh) => {
  test('a database that is away is a failure of its own, with the cause for the log', async () => {
    const { database } = await openFresh();
    await database.close();
    const failure = await failureOf(database.store.ping());
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      value: { code: 'unavailable', data: { retryAfter: 2 } },
      cause: { message: 'Unable to acquire a connection' },
    });
  });

  test('a mistake of our own stays what it is', async () => {
    const { database } = await openFresh();
    const error = await failureOf(database.query((knex) => knex('nowhere')));
    expect(error).not.toBeInstanceOf(Failure);
    expect(String(error)).toMatch(/nowhere/);
  });
});

const isUnavailable = (error: unknown) => error instanceof Failure && error.value.code === 'unavailable';

describeDatabases('a lock', (openFresh, engine) => {
  test('keeps no other query from its answer, although who wants it is told that the database is away', async () => {
    const { database, knex } = await openFresh();
    const statements: string[] = [];
    await database.query(async (db) => void db.on('query', ({ sql }: { sql: string }) => statements.push(sql)));
    const holder = await knex.transaction();
    await (engine === 'sqlite' ? holder('roles').insert({ name: 'held' }) : holder.raw('lock table roles'));
    expect(await failureOf(database.query((db) => db('roles').insert({ name: 'wanted' })))).toSatisfy(isUnavailable);
    await expect(database.store.ping()).resolves.toBeUndefined();
    // Nobody was made to wait for a probe.
    expect(statements.at(-1)).toContain('throttle');
    expect(statements).not.toContain('select 1');
    await holder.rollback();
  });
});

describeDatabases(
  'a network',
  (openFresh) => {
    const start = async () => {
      const { url, knex } = await openFresh();
      const proxy = await startProxy(url);
      const database = await openDatabase(parseDatabaseUrl(proxy.url));
      await database.store.ping();
      return { database, proxy, knex, end: () => database.close() };
    };

    test('that fell silent is waited for once, however many queries come one after the other', async () => {
      const { database, proxy, end } = await start();
      proxy.freeze();
      const begin = performance.now();
      for (let times = 0; times < 6; times++) expect(await failureOf(database.store.ping())).toSatisfy(isUnavailable);
      // Each for itself: six times two and a half seconds.
      expect(performance.now() - begin).toBeLessThan(7_500);
      proxy.thaw();
      await expect.poll(() => database.store.ping().then(() => 'back', String), { timeout: 10_000 }).toBe('back');
      await end();
    });

    test('that lost some connections costs one query, and not one for each of them', async () => {
      const { database, end } = await start();
      const pidOf = async () =>
        (await database.query((db) => db.raw('select pg_backend_pid() as pid from pg_sleep(0.2)'))).rows[0].pid as number;
      const pids = await Promise.all([pidOf(), pidOf(), pidOf()]);
      expect(new Set(pids).size).toBe(3);
      const signal = (name: 'SIGSTOP' | 'SIGCONT') => pids.forEach((pid) => process.kill(pid, name));
      signal('SIGSTOP');
      onTestFinished(() => signal('SIGCONT'));
      expect(await failureOf(database.store.ping())).toSatisfy(isUnavailable);
      for (let times = 0; times < 3; times++) await database.store.ping();
      await end();
    });

    test('that broke once fails nobody who comes after that', async () => {
      const { database, knex, end } = await start();
      const sleeping = failureOf(database.query((db) => db.raw('select pg_sleep(1)')));
      const activity = "pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep%'";
      const terminate = async () => (await knex.raw(`select pg_terminate_backend(pid) from ${activity}`)).rowCount;
      await expect.poll(terminate).toBe(1);
      expect(await sleeping).toSatisfy(isUnavailable);
      await Promise.all(Array.from({ length: 10 }, () => database.store.ping()));
      await end();
    });
  },
  ['postgres'],
);
