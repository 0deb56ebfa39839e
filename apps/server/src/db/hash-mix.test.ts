import { expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { labelOf } from '../core/hashes.ts';
import { countHashes } from './hash-mix.ts';

const argon2Tail = 'or3ITzZQTvHOBdIw5AEUfA$6pt1LQq3Xy2jG2rHtUiZMr9zFzCWjYbj9k5Oj/ZzPEE';
const current = `$argon2id$v=19$m=19456,t=2,p=1$${argon2Tail}`;
const bcrypt = (prefix: string) => `${prefix}9HbHzYOZ6HxvM5vdjkoaQO5ldkhGiXVJWnvKcnhnAoMZNAqvI3ZUq`;

describeDatabases('countHashes', (openFresh) => {
  const count = async ({ database }: TestDatabase) =>
    Object.fromEntries((await countHashes(database.query)).map(({ hashClass, count: found }) => [labelOf(hashClass), found]));

  test('nobody', async () => {
    expect(await count(await openFresh())).toEqual({});
  });

  test('every account, by what its hash costs, active or not', async () => {
    const db = await openFresh();
    const hashes = [current, current, bcrypt('$2a$12$'), bcrypt('$2y$12$'), bcrypt('$2y$10$'), `$argon2i$m=65536,t=4,p=1$${argon2Tail}`];
    await addAccounts(db, [...hashes, '', '!', 'md5', bcrypt('$2x$10$')]);
    await db.knex('accounts').where({ id: 1 }).update({ status: 'inactive' });
    expect(await count(db)).toEqual({
      'argon2id$v=19$m=19456,t=2,p=1': 2,
      bcrypt$12: 2,
      bcrypt$10: 1,
      'argon2i$v=16$m=65536,t=4,p=1': 1,
    });
  });

  test('of many accounts a sample in which each class has its share, and the same one each time', async () => {
    const db = await openFresh();
    // A class that stands on ids of one pattern, two that alternate, and one that only the newest accounts have.
    const hashOf = (index: number) => (index % 16 === 0 ? bcrypt('$2y$12$') : index % 2 ? current : bcrypt('$2y$10$'));
    const newest = `$argon2i$v=19$m=65536,t=4,p=1$${argon2Tail}`;
    const hashes = Array.from({ length: 10_000 }, (_, index) => (index < 8_000 ? hashOf(index) : newest));
    await addAccounts(db, hashes);
    const found = await count(db);
    const total = Object.values(found).reduce((sum, value) => sum + value, 0);
    expect(total).toBeGreaterThan(2_000);
    expect(total).toBeLessThanOrEqual(4_096);
    const shares = { bcrypt$12: 0.05, bcrypt$10: 0.35, 'argon2id$v=19$m=19456,t=2,p=1': 0.4, 'argon2i$v=19$m=65536,t=4,p=1': 0.2 };
    for (const [label, share] of Object.entries(shares)) expect(Math.abs(Number(found[label]) / total - share)).toBeLessThan(0.02);
    expect(await count(db)).toEqual(found);
  });

  test('accounts whose ids lie far apart', async () => {
    const db = await openFresh();
    await addAccounts(db, [current, current, bcrypt('$2y$12$')], 500_000_000);
    expect(await count(db)).toEqual({ 'argon2id$v=19$m=19456,t=2,p=1': 2, bcrypt$12: 1 });
  });
});

async function addAccounts({ knex }: TestDatabase, hashes: string[], stride = 1): Promise<void> {
  const rows = hashes.map((password_hash, index) => {
    const [username, email] = [`user${index}`, `user${index}@example.com`];
    const canonical = { username_canonical: username, email_canonical: email };
    const names = { username, email, ...canonical, first_name: 'First', last_name: 'Last' };
    return { id: (index + 1) * stride, ...names, password_hash, status: 'active', created_at: 0 };
  });
  await knex.batchInsert('accounts', rows, 500);
}
