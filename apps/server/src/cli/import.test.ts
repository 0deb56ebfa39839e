import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWireClient } from '../../test/wire.ts';
import { hash as hashBcrypt } from '@node-rs/bcrypt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin } from '../../test/admin.ts';
import { describeServers, type TestServer } from '../../test/server.ts';

const password = 'an old password';
const bcryptTail = '9HbHzYOZ6HxvM5vdjkoaQO5ldkhGiXVJWnvKcnhnAoMZNAqvI3ZUq';
const someHash = `$2y$10$${bcryptTail}`;

const toAccount = (name: string, more: object = {}) => ({
  username: name,
  email: `${name}@example.com`,
  firstName: 'First',
  lastName: 'Last',
  passwordHash: someHash,
  ...more,
});

describeServers('account import', (start) => {
  let server: TestServer;
  const folder = mkdtempSync(join(tmpdir(), 'countersign-import-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(async () => {
    server = await start();
  });

  const importBytes = (content: string | Buffer) => {
    const file = join(folder, 'accounts.ndjson');
    writeFileSync(file, content);
    return admin(server, ['account', 'import', file]);
  };
  const importLines = (...lines: unknown[]) =>
    importBytes(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const everything = async () => {
    const tables = ['accounts', 'account_roles', 'audit', 'roles'];
    return Promise.all(tables.map((table) => server.knex(table).orderBy(1)));
  };

  test('an account with a bcrypt hash signs in, and has a current hash from then on', async () => {
    const passwordHash = await hashBcrypt(password, { cost: 4 });
    const ann = toAccount('Ann', { passwordHash, phone: '+525511111111', roles: ['clerk', 'admin'] });
    const bob = toAccount('bob', { passwordHash, status: 'inactive' });
    expect(await importLines(ann, '', bob, '')).toEqual({ code: 0, out: ['imported 2 accounts'], err: [] });
    const client = createWireClient({ api: 'sign-in', baseUrl: server.address });
    const { status, body } = await client.signIn({ body: { email: 'ann@EXAMPLE.com', password } });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { user: { username: 'Ann', rol: 'admin', permissions: ['view-items', 'create-inventory'] } },
    });
    expect((await client.signIn({ body: { username: 'bob', password } })).status).not.toBe(200);
    // After the answer, that of the disabled account too.
    await expect.poll(async () => (await server.knex('accounts').where('password_hash', 'like', '$argon2id$%')).length).toBe(4);
    expect(await server.knex('audit').where({ event: 'user_created' }).orderBy('id')).toMatchObject([
      { account_id: 3, reason: 'imported' },
      { account_id: 4, reason: 'imported' },
    ]);
  });

  test('one bad line, and nothing is imported: each is named with its reason, and no value is shown', async () => {
    const before = await everything();
    const { code, out, err } = await importLines(
      toAccount('good'),
      '{"username": "hunter2',
      '[]',
      toAccount('c', { passwordHash: '5f4dcc3b5aa765d61d8327deb882cf99' }),
      toAccount('d', { passwordHash: `$2y$31$${bcryptTail}` }),
      toAccount('e', { passwordHash: undefined, password: 'hunter2' }),
      toAccount('f', { password: 'hunter2' }),
      toAccount('g', { email: 'hunter2' }),
      toAccount('GOOD', { email: 'other@example.com' }),
    );
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toEqual([
      'line 2: is not JSON',
      'line 3: is not a JSON object',
      'line 4: passwordHash is neither bcrypt nor argon2i or argon2id in PHC format',
      'line 5: passwordHash would cost more to verify than this server spends',
      'line 6: passwordHash must be a text',
      'line 7: "password" is not a property of an account',
      'line 8: email is not an email address',
      'line 9: username is that of line 1',
      'nothing was imported',
    ]);
    expect(await everything()).toEqual(before);
  });

  test('an identifier of an account that is there, and a role that is not', async () => {
    const before = await everything();
    const { code, err } = await importLines(
      toAccount('good'),
      toAccount('JohnDoe'),
      toAccount('c', { email: 'JANE.ROE@example.com', phone: '+525512345678' }),
      toAccount('d', { roles: ['root'] }),
    );
    expect(code).toBe(1);
    expect(err).toEqual([
      'line 2: username is taken',
      'line 3: email is taken',
      'line 3: phone is taken',
      'line 4: there is no role "root"',
      'nothing was imported',
    ]);
    expect(await everything()).toEqual(before);
  });

  test('many lines: all of them, in more than one statement', async () => {
    const names = Array.from({ length: 1_234 }, (_, n) => `many${n}`);
    const lines = names.map((name, n) => toAccount(name, n % 2 ? { roles: ['clerk'] } : {}));
    expect((await importLines(...lines)).out).toEqual(['imported 1234 accounts']);
    const { out } = await admin(server, ['account', 'list']);
    const listed = out.filter((line) => line.includes('\tmany'));
    expect(listed.map((line) => line.split('\t')[1])).toEqual(names);
    expect(listed.map((line) => line.split('\t')[5])).toEqual(names.map((_, n) => (n % 2 ? 'clerk' : '-')));
    expect(await server.knex('audit').where({ event: 'user_created' }).countDistinct({ count: 'account_id' })).toEqual([{ count: 1_236 }]);
  });

  test('a clash far down in the file is told by its own line', async () => {
    const lines = Array.from({ length: 700 }, (_, n) => toAccount(`more${n}`));
    expect((await importLines(...lines, toAccount('janeroe'))).err[0]).toBe('line 701: username is taken');
    expect(await server.knex('accounts').where('username', 'like', 'more%')).toEqual([]);
  });

  test('of a thousand bad lines the first are told', async () => {
    const { err } = await importLines(...Array.from({ length: 1_000 }, () => '{}'));
    expect(err).toHaveLength(22);
    expect(err.slice(-2)).toEqual(['and 980 more', 'nothing was imported']);
  });

  test('a file that is none', async () => {
    expect(await admin(server, ['account', 'import', join(folder, 'none')])).toMatchObject({ err: ['the file cannot be read: ENOENT'] });
    expect(await importBytes(Buffer.from([0xff, 0xfe]))).toMatchObject({ code: 1, err: ['the file is not UTF-8'] });
    expect(await importBytes('\n\n')).toMatchObject({ code: 1, err: ['the file holds no account'] });
  });
});
