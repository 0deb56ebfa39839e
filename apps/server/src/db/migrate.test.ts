import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../../test/migrate.ts');
const names = migrations.map(({ name }) => name);

describeDatabases('migrate', (openFresh) => {
  test('runs each migration once, in order', async () => {
    const { database, knex } = await openFresh();
    await database.migrate();
    expect(await knex('knex_migrations').orderBy('id').pluck('name')).toEqual(names);
    await database.store.ping();
  });

  test('four processes at once on an empty database all succeed', async () => {
    const { url, knex } = await openFresh({ migrated: false });
    await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [script, url])));
    expect(await knex('knex_migrations').orderBy('id').pluck('name')).toEqual(names);
    expect(await knex('knex_migrations_lock')).toMatchObject([{ is_locked: 0 }]);
    expect(await knex('accounts').pluck('id')).toEqual([1, 2]);
  });

  test('eight in one process too', async () => {
    const { database, reopen, knex } = await openFresh({ migrated: false });
    const databases = [database, ...(await Promise.all(Array.from({ length: 7 }, reopen)))];
    await Promise.all(databases.map((each) => each.migrate()));
    expect(await knex('knex_migrations')).toHaveLength(names.length);
  });

  test('waits for another process that migrates', async () => {
    const { database, knex } = await openFresh();
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    const migrated = database.migrate();
    setTimeout(async () => knex('knex_migrations_lock').update({ is_locked: 0 }), 300);
    await expect(migrated).resolves.toBeUndefined();
  });

  test('tells what to do about a lock that was left behind', async () => {
    const { knex } = await openFresh();
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await expect(migrate(knex, 100)).rejects.toThrow('set is_locked to 0');
  });

  test('every migration can be undone, and done again', async () => {
    const { database, knex } = await openFresh();
    for (const migration of migrations.toReversed()) await migration.down(knex);
    await knex('knex_migrations').delete();
    await database.migrate();
    await expect(database.store.ping()).resolves.toBeUndefined();
  });
});
