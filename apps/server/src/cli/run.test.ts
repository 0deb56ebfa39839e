import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { admin } from '../../test/admin.ts';
import { describeDatabases } from '../../test/databases.ts';

const newcomer = ['--email', 'ann@example.com', '--username', 'ann', '--first-name', 'Ann', '--last-name', 'Lee'];

describeDatabases('operator commands', (openFresh) => {
  test.each([
    [[], 'there is no such command'],
    [['account'], 'there is no such command'],
    [['account', 'constructor'], 'there is no such command'],
    [['account', 'show'], '<identifier> is missing'],
    [['account', 'show', 'a', 'hunter2'], 'there are too many arguments'],
    [['account', 'list', 'hunter2'], 'there are too many arguments'],
    [['account', 'set-password', 'ann', '--password', 'hunter2'], 'there is no such option'],
    [['account', 'set-password', 'ann', '--password=hunter2'], 'there is no such option'],
    [['account', 'set-password', 'ann', '-phunter2'], 'there is no such option'],
    [['account', 'add', '--username', 'hunter2'], '--email is missing'],
    [['account', 'add', '--email'], 'an option lacks its value, or has one and takes none'],
    [['key', 'rotate', 'sign-in', '--now=hunter2'], 'an option lacks its value, or has one and takes none'],
  ])('%j is wrong usage, and no value is repeated', async (argv, reason) => {
    expect(await admin({ url: 'sqlite:/nowhere' }, argv)).toEqual({ code: 2, out: [], err: [`${reason}; --help lists what there is`] });
  });

  test('the help names each command', async () => {
    const { code, out, err } = await admin({ url: 'sqlite:/nowhere' }, ['account', 'add', '--help']);
    const verbs = ['list', 'show', 'add', 'disable', 'enable', 'set-password', 'import'].map((verb) => `account ${verb}`);
    for (const command of [...verbs, 'session end', 'key list', 'key rotate', 'key revoke']) expect(out.join('\n')).toContain(command);
    expect({ code, err }).toEqual({ code: 0, err: [] });
  });

  test('a database without tables gets them', async () => {
    const { url } = await openFresh({ migrated: false });
    expect(await admin({ url }, ['account', 'list'])).toEqual({
      code: 0,
      out: ['id\tusername\temail\tphone\tstatus\troles'],
      err: [],
    });
  });

  test('what is in the database cannot move the cursor of who lists it', async () => {
    const { url, knex } = await openFresh();
    expect((await admin({ url }, ['account', 'add', ...newcomer], 'plain words do')).code).toBe(0);
    await knex('accounts').update({ username: 'a\u001b[2Jn\r\nn\u202e' });
    expect((await admin({ url }, ['account', 'list'])).out).toEqual([
      'id\tusername\temail\tphone\tstatus\troles',
      '1\ta?[2Jn??n?\tann@example.com\t-\tactive\t-',
    ]);
  });
});

test('a database that is away, and a setting that is wrong, are refused in one line without a password', async () => {
  const away = await admin({ url: 'postgres://user:hunter2@127.0.0.1:1/x' }, ['account', 'list']);
  expect(away).toEqual({ code: 1, out: [], err: [expect.stringMatching(/ECONNREFUSED/)] });
  const wrong = await admin({ url: 'mysql://user:hunter2@host/x' }, ['account', 'list']);
  expect(wrong).toEqual({ code: 1, out: [], err: [expect.stringMatching(/^DATABASE_URL has the unknown scheme/)] });
  expect(JSON.stringify([away, wrong])).not.toContain('hunter2');
});

test('the program itself: exit codes, and the password by standard input', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const env = { DATABASE_URL: `sqlite:${join(folder, 'test.db')}`, SECRET_KEY: 'a secret of more than thirty-two characters' };
  const program = async (argv: string[], input = '') => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...argv], { env });
    const exited = once(child, 'exit');
    child.stdin.end(input);
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
    return { code, out, err };
  };
  const add = ['account', 'add', ...newcomer];
  expect(await program(add, 'plain words do\n')).toEqual({ code: 0, out: 'added ann (id 1)\n', err: '' });
  expect(await program(add, 'plain words do\n')).toMatchObject({ code: 1, out: '', err: 'username is taken\nemail is taken\n' });
  expect(await program(['account', 'ad'])).toMatchObject({ code: 2, out: '' });
  expect((await program(['key', 'rotate', 'login'])).out).toMatch(/^published [\w-]{43}, which signs from 20/);
});
