import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { describeServers, type TestServer } from './server.ts';
import { bearer, logIn, signIn } from './sign-in.ts';

const planted = 'planted-7f3a9c';
const json = { 'Content-Type': 'application/json' };

/** The same secret in every place where a client can put one, but for property names and request ids, which the contract sends back. */
const requests: { path: string; init?: RequestInit }[] = [
  { path: '/api/v1/auths/sign-in', init: post({ email: 'john.doe@example.com', password: planted }) },
  { path: '/api/v1/auths/sign-in', init: post({ username: planted, password: 'password123' }) },
  { path: '/api/v1/auths/sign-in', init: post({ email: `${planted}@example.com`, password: 'password123' }) },
  { path: '/api/v1/auths/sign-in', init: post({ email: planted, password: planted }) },
  { path: '/api/v1/auths/sign-in', init: { method: 'POST', headers: json, body: `{"password": "${planted}"` } },
  { path: '/api/v1/auth/login', init: post({ phone: planted, password: planted }) },
  { path: '/api/v1/auth/login', init: post({ email: 'jane.roe@example.com', password: planted }) },
  { path: '/api/v1/auths/refresh', init: post({ refreshToken: planted.padEnd(43, 'A') }) },
  { path: '/api/v1/auths/sign-out', init: post({ refreshToken: planted }) },
  { path: '/api/v1/auths/me', init: { headers: bearer(planted) } },
  {
    path: '/api/v1/auth/me',
    init: { headers: { Authorization: `Basic ${planted}`, Cookie: `session=${planted}`, 'X-Forwarded-For': planted } },
  },
  { path: `/api/v1/auth/${planted}?token=${planted}#${planted}` },
  { path: `/${planted}`, init: { method: 'DELETE', headers: { 'User-Agent': planted, Referer: `https://example.com/${planted}` } } },
];

function post(body: object): RequestInit {
  return { method: 'POST', headers: json, body: JSON.stringify(body) };
}

describeServers('secrets', (start) => {
  test('what a client plants, and what the server hands out, is in no log line, no column, no file and no error (41)', async () => {
    const server = await start({ throttle: 'on' });
    const { accessToken, refreshToken } = await signIn(server);
    const { token } = await logIn(server);
    const answers = [];
    for (const { path, init } of requests) answers.push(await (await fetch(new URL(path, server.address), init)).text());
    await server.knex.schema.renameTable('accounts', 'accounts_gone');
    for (const { path, init } of requests) answers.push(await (await fetch(new URL(path, server.address), init)).text());

    const kept = [await dump(server), asWritten(server), ...files(server), ...answers].join('\n');
    expect(kept).toContain('"authn_login_fail"');
    for (const secret of [planted, 'password123', accessToken, refreshToken, token]) expect(kept).not.toContain(secret);
  });
});

/** All rows of all tables. */
async function dump({ knex, url }: TestServer): Promise<string> {
  const names: { name: string }[] = url.startsWith('sqlite')
    ? await knex('sqlite_master').where({ type: 'table' }).select('name')
    : await knex('pg_tables').where({ schemaname: 'public' }).select('tablename as name');
  const tables = await Promise.all(names.map(async ({ name }) => [name, await knex(name)]));
  return JSON.stringify(tables);
}

/** The bytes of the database file and its write-ahead log, which also hold what was deleted. */
function files({ url }: TestServer): string[] {
  if (!url.startsWith('sqlite')) return [];
  const folder = dirname(url.slice('sqlite:'.length));
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
}

function asWritten({ lines }: TestServer): string {
  let text = '';
  const log = createLog('info', { write: (line: string) => void (text += line) });
  for (const { level, message, fields } of lines) log[level](fields, message);
  return text;
}
