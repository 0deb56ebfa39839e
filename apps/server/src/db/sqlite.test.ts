import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, openDatabase, type Database } from './open.ts';

describe('SQLite', () => {
  let folder: string;
  let file: string;
  let database: Database;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-sqlite-'));
    file = join(folder, 'a', 'b', 'test.sqlite');
    database = await openDatabase({ engine: 'sqlite', file });
    await database.migrate();
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const lock = async () => {
    const holder = connect({ engine: 'sqlite', file });
    await holder.raw('begin immediate');
    return () => holder.destroy();
  };
  const times = { createdAt: 1, activeFrom: 1, verifyUntil: null };
  const key = {
    kid: 'k',
    profile: 'p',
    algorithm: 'ES256',
    state: 'active',
    publicJwk: {} as never,
    sealedPrivateKey: 's',
    ...times,
  } as const;

  test('makes the folder of the file, for its owner only', () => {
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
  });

  test('commits survive a power cut, also after transactions', async () => {
    await database.store.keys.insertIfAbsent(key);
    const pragma = (name: string) => database.query((knex) => knex.raw(`pragma ${name}`));
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    expect(await pragma('busy_timeout')).toEqual([{ timeout: 5 }]);
  });

  test('a write waits for the lock of another process', async () => {
    const release = await lock();
    const write = database.store.keys.insertIfAbsent(key);
    setTimeout(release, 300);
    await write;
    expect(await database.store.keys.list()).toMatchObject([{ kid: 'k' }]);
  });

  test('a lock that stays is an error in time, and meanwhile reads and everything else go on', async () => {
    const release = await lock();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    const writes = Array.from({ length: 10 }, () => database.store.keys.insertIfAbsent(key));
    const outcomes = Promise.allSettled(writes);
    const read = database.store.ping().then(() => 'the read');
    expect(await Promise.race([read, outcomes])).toBe('the read');
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { cause: { code: 'SQLITE_BUSY' } } });
    expect(performance.now() - start).toBeLessThan(10_000);
    // A waiting SQLite stops the thread for as long as it waits, by default five seconds.
    expect(delay.percentile(99) / 1e6).toBeLessThan(3_000);
    await release();
    await database.store.keys.insertIfAbsent(key);
  });

  test('a transaction that could not end is not joined by the next one', async () => {
    await database.query((knex) => knex.raw('begin'));
    await database.query((knex) => knex.transaction(async (trx) => trx('roles').insert({ id: 1, name: 'kept' })));
    expect(await database.query((knex) => knex('roles'))).toHaveLength(1);
  });
});
