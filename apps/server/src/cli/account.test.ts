import { createWireClient } from '../../test/wire.ts';
import { beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { admin } from '../../test/admin.ts';
import { describeServers, type TestServer } from '../../test/server.ts';
import { bearer, logIn, signIn } from '../../test/sign-in.ts';

const password = 'plain words do';
const newcomer = ['--email', 'Ann@example.com', '--username', 'Ann', '--first-name', 'Ann', '--last-name', 'Lee'];

describeServers('account', (start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const run = (...argv: string[]) => admin(server, ['account', ...argv]);
  const withInput = (input: string, ...argv: string[]) => admin(server, ['account', ...argv], input);
  const signInStatus = async (body: { username: string } | { email: string }, word = password) =>
    (await createWireClient({ api: 'sign-in', baseUrl: server.address }).signIn({ body: { ...body, password: word } })).status;
  const meStatus = async (path: string, token: string) => (await fetch(server.address + path, { headers: bearer(token) })).status;
  const lastAudit = async () => server.knex('audit').orderBy('id', 'desc').first();
  const fresh = async () => {
    server = await start();
  };

  test('add: may sign in from then on, by each identifier in any case', async () => {
    const added = await withInput(`${password}\n`, 'add', ...newcomer, '--phone', '55 1111 1111', '--role', 'clerk');
    expect(added).toEqual({ code: 0, out: ['added Ann (id 3)'], err: [] });
    expect(await lastAudit()).toMatchObject({ event: 'user_created', account_id: 3, source: expect.stringMatching(/^cli \S/) });
    expect([await signInStatus({ username: 'ANN' }), await signInStatus({ email: 'ann@example.com' })]).toEqual([200, 200]);
    const login = createWireClient({ api: 'login', baseUrl: server.address });
    expect((await login.login({ body: { phone: '+525511111111', password } })).status).toBe(200);
    expect((await run('list')).out).toEqual([
      'id\tusername\temail\tphone\tstatus\troles',
      '1\tjohndoe\tjohn.doe@example.com\t+525512345678\tactive\tadmin',
      '2\tjaneroe\tjane.roe@example.com\t+525587654321\tinactive\tclerk',
      '3\tAnn\tAnn@example.com\t+525511111111\tactive\tclerk',
    ]);
  });

  test.each([
    [['--email', 'JOHN.DOE@example.com'], ['email is taken']],
    [
      ['--username', 'JohnDoe', '--phone', '5512345678'],
      ['username is taken', 'phone is taken'],
    ],
    [['--email', 'bob'], ['email is not an email address']],
    [['--role', 'admin', '--role', 'root'], ['there is no role "root"']],
  ])('add %j is refused and changes nothing', async (change, err) => {
    const rows = await server.knex('accounts').count();
    const bob = ['--email', 'bob@example.com', '--username', 'bob', '--first-name', 'Bob', '--last-name', ''];
    expect(await withInput(password, 'add', ...bob, ...change)).toEqual({ code: 1, out: [], err });
    expect(await server.knex('accounts').count()).toEqual(rows);
  });

  test('show: one account, by any identifier, and no hash', async () => {
    const shown = await Promise.all(
      ['johndoe', 'JOHN.DOE@example.com', '+525512345678', '5512345678', 'id:1'].map((each) => run('show', each)),
    );
    expect(new Set(shown.map(({ out }) => out.join('\n'))).size).toBe(1);
    expect(shown[0]?.out).toEqual(
      expect.arrayContaining(['id\t1', 'username\tjohndoe', 'phone\t+525512345678', 'status\tactive', 'roles\tadmin', 'name\tJohn Doe']),
    );
    expect(shown[0]?.out.join()).not.toContain('$argon2');
    expect(await run('show', 'nobody')).toEqual({ code: 1, out: [], err: ['there is no such account'] });
    expect(await run('show', 'id:99')).toMatchObject({ code: 1 });
  });

  test('a text that is the username of one account and the email address of another is not guessed', async () => {
    await addAccount(server.knex, { username: 'john.doe@example.com', email: 'other@example.com' });
    expect(await run('disable', 'john.doe@example.com')).toMatchObject({ code: 1, err: [expect.stringContaining('put id:, username:')] });
    expect((await run('show', 'email:john.doe@example.com')).out).toContain('id\t1');
    expect((await run('show', 'username:john.doe@example.com')).out).toContain('email\tother@example.com');
  });

  test('disable: its tokens end, and it may not sign in; enable: it may again, and what ended has ended', async () => {
    await fresh();
    const [{ accessToken, refreshToken, client }, { token }] = [await signIn(server), await logIn(server)];
    expect([await meStatus('/api/v1/auths/me', accessToken), await meStatus('/api/v1/auth/me', token)]).toEqual([200, 200]);
    expect(await run('disable', 'johndoe')).toEqual({ code: 0, out: ['johndoe (id 1) is disabled; its sessions ended'], err: [] });
    expect(await lastAudit()).toMatchObject({ event: 'user_updated', account_id: 1, reason: 'status-inactive' });
    const ended = async () => [
      await meStatus('/api/v1/auths/me', accessToken),
      await meStatus('/api/v1/auth/me', token),
      (await client.refresh({ body: { refreshToken } })).status,
    ];
    expect(await ended()).toEqual([401, 401, 401]);
    const refused = await signInStatus({ username: 'johndoe' }, 'password123');
    expect(refused).not.toBe(200);
    expect(await run('enable', 'johndoe')).toMatchObject({ code: 0, out: ['johndoe (id 1) is enabled'] });
    expect(await signInStatus({ username: 'johndoe' }, 'password123')).toBe(200);
    expect(await ended()).toEqual([401, 401, 401]);
  });

  test('set-password: the new one signs in, the old one does not, and its tokens end', async () => {
    await fresh();
    const { accessToken } = await signIn(server);
    const set = await withInput(`${password}\n`, 'set-password', 'johndoe');
    expect(set).toEqual({ code: 0, out: ['johndoe (id 1) has a new password; its sessions ended'], err: [] });
    expect(await lastAudit()).toMatchObject({ event: 'authn_password_change', account_id: 1 });
    expect(await server.knex('sessions').pluck('end_reason')).toEqual(['password-changed']);
    expect(await meStatus('/api/v1/auths/me', accessToken)).toBe(401);
    expect([await signInStatus({ username: 'johndoe' }), await signInStatus({ username: 'johndoe' }, 'password123')]).toEqual([200, 401]);
    expect((await server.knex('accounts').where({ id: 1 }).first()).password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test.each([
    ['sevench', 'the password must have at least 8 characters'],
    ['password', 'the password is one of the most common ones'],
    ['michelle', 'the password is one of the most common ones'],
    ['johndoe1', 'the password must have at least 8 characters besides the username'],
    ['john.doe!', 'the password must have at least 8 characters besides the email address'],
    ['', 'the password must have at least 8 characters'],
    ['two lines\nof text', 'standard input must hold the password on one line'],
  ])('set-password and add refuse %j, and change nothing (24)', async (word, reason) => {
    const before = [await server.knex('accounts').orderBy('id'), await server.knex('audit').count()];
    const refused = { code: 1, out: [], err: [reason] };
    expect(await withInput(word, 'set-password', 'johndoe')).toEqual(refused);
    const twin = ['--email', 'john.doe@example.org', '--username', 'johndoe', '--first-name', 'J', '--last-name', 'D'];
    expect(await withInput(word, 'add', ...twin)).toEqual(refused);
    expect([await server.knex('accounts').orderBy('id'), await server.knex('audit').count()]).toEqual(before);
  });

  test('a password is in no output and in no column but as a hash', async () => {
    const [good, bad] = ['a planted one 7f3a9c', 'johndoe'];
    const ran = [
      await withInput(good, 'add', '--email', 'eve@example.com', '--username', 'eve', '--first-name', 'Eve', '--last-name', ''),
      await withInput(good, 'set-password', 'eve'),
      await withInput(good, 'set-password', 'nobody'),
      await run('show', 'eve'),
      await run('list'),
    ];
    const kept = [ran, await server.knex('audit'), await server.knex('accounts'), server.lines];
    expect(JSON.stringify(kept)).toContain('authn_password_change');
    expect(JSON.stringify(kept)).not.toContain(good);
    expect(JSON.stringify(await withInput(bad, 'set-password', 'eve'))).not.toContain(bad);
  });

  test('session end: all of one account, and of no other', async () => {
    await fresh();
    const [{ accessToken }, { token }] = [await signIn(server), await logIn(server)];
    await run('enable', 'janeroe');
    const jane = await createWireClient({ api: 'sign-in', baseUrl: server.address }).signIn({
      body: { username: 'janeroe', password: 'password123' },
    });
    const end = () => admin(server, ['session', 'end', 'johndoe']);
    expect(await end()).toEqual({ code: 0, out: ['ended 2 sessions of johndoe (id 1)'], err: [] });
    expect(await lastAudit()).toMatchObject({ event: 'authn_token_revoked', account_id: 1, reason: 'all-sessions' });
    expect([await meStatus('/api/v1/auths/me', accessToken), await meStatus('/api/v1/auth/me', token)]).toEqual([401, 401]);
    expect(jane.status === 200 && (await meStatus('/api/v1/auths/me', jane.body.accessToken))).toBe(200);
    expect((await end()).out).toEqual(['ended 0 sessions of johndoe (id 1)']);
  });
});
