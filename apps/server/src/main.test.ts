import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { secretFrom } from './secret.ts';

const secret = 'a secret of more than thirty-two characters';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-main-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Starts the real program; `output` holds what it printed so far. */
function run(env: Record<string, string>) {
  const base = { PORT: '0', SECRET_KEY: secret, DATABASE_URL: `sqlite:${join(folder(), 'test.db')}` };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env: { ...base, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"message":"listening"') || output.includes('"msg":"listening"')) resolve();
    });
  }
  const exited = once(child, 'close').then(([code]) => ({ code: Number(code), output }));
  return { child, exited, listening: Promise.race([listening, exited]).then(() => output) };
}

test('serves, prints an address, demo credentials and two curl lines that work, and stops when told to', async () => {
  const { child, listening, exited } = run({});
  const output = await listening;
  const [, address = ''] = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? [];
  expect(output).toContain('password123');
  const commands = [...output.matchAll(/curl -i (\S+) \\\s+-H '([^']+)' \\\s+-d '([^']+)'/g)];
  expect(commands.map(([, url]) => url)).toStrictEqual([`${address}/api/v1/auths/sign-in`, `${address}/api/v1/auth/login`]);
  for (const [, url = '', header = '', body = ''] of commands) {
    const response = await fetch(url, { method: 'POST', headers: [header.split(': ') as [string, string]], body });
    expect(response.status).toBe(200);
  }
  child.kill('SIGTERM');
  expect((await exited).code).toBe(0);
});

test('production has no demo accounts, and prints none', async () => {
  const { listening } = run({ NODE_ENV: 'production' });
  const output = await listening;
  expect(output).toContain('listening');
  expect(output).not.toContain('password123');
});

test.each([
  ['off in production', { NODE_ENV: 'production' }],
  ['off when told so', { PLAYGROUND: 'off' }],
])('the playground is %s: / is a path that no API knows', async (_name, env) => {
  const [, address = ''] = /"address":"([^"]+)"/.exec(await run(env).listening) ?? [];
  const response = await fetch(address);
  expect([response.status, await response.json()]).toStrictEqual([404, { statusCode: 404, message: 'Not Found' }]);
});

test.each([
  ['an unknown scheme', { DATABASE_URL: 'mysql://user:hunter2@localhost/x' }, /DATABASE_URL.*"mysql:"/],
  ['no scheme', { DATABASE_URL: 'data.db' }, /DATABASE_URL/],
  ['a port that is none', { PORT: '80a' }, /PORT must be/],
  ['a port beyond the last', { PORT: '65536' }, /PORT must be/],
  ['a host that is not this machine', { HOST: '192.0.2.1' }, /HOST 192\.0\.2\.1/],
  ['a short secret', { SECRET_KEY: 'hunter2' }, /SECRET_KEY must/],
  ['no secret in production', { SECRET_KEY: '', NODE_ENV: 'production' }, /SECRET_KEY must be set/],
  ['a country that is none', { PHONE_REGION: 'XX' }, /PHONE_REGION/],
  ['a level that is none', { LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
  ['a throttle that is none', { THROTTLE: 'no' }, /THROTTLE must be on, relaxed or off/],
  ['no throttle in production', { THROTTLE: 'off', NODE_ENV: 'production' }, /THROTTLE must be on in production/],
  ['a proxy that is everyone', { TRUST_PROXY: '0.0.0.0/0' }, /TRUST_PROXY/],
  ['an origin that is none', { CORS_ORIGINS: '*' }, /CORS_ORIGINS/],
  ['a time to drain that is none', { DRAIN_SECONDS: '301' }, /DRAIN_SECONDS/],
  ['a playground that is neither on nor off', { PLAYGROUND: 'yes' }, /PLAYGROUND must be on or off/],
  ['a session without end', { SESSION_MAX_DAYS: '0' }, /SESSION_MAX_DAYS/],
  ['a database that is away', { DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/x' }, /database|ECONNREFUSED/i],
])('refuses %s in one line, with exit code 1', async (_name, env, expected) => {
  const { code, output } = await run(env).exited;
  expect({ code, lines: output.trim().split('\n') }).toStrictEqual({ code: 1, lines: [expect.stringMatching(expected)] });
  expect(output).not.toContain('hunter2');
});

test('names the port that is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, output } = await run({ PORT: String(port) }).exited;
  expect({ code, output }).toStrictEqual({ code: 1, output: expect.stringContaining(`PORT ${port} on 127.0.0.1 is in use`) });
});

test('refuses a database whose keys were sealed by another secret', async () => {
  const DATABASE_URL = `sqlite:${join(folder(), 'sealed.db')}`;
  const first = run({ DATABASE_URL });
  await first.listening;
  first.child.kill('SIGTERM');
  await first.exited;
  const { code, output } = await run({ DATABASE_URL, SECRET_KEY: `${secret}, but another one` }).exited;
  expect({ code, output }).toStrictEqual({ code: 1, output: expect.stringContaining('secret') });
});

test('the secret file is made once, for its owner only, and refused when others can read it', () => {
  const path = folder();
  const made = secretFrom(path);
  expect(Buffer.from(made, 'base64url')).toHaveLength(32);
  expect(secretFrom(path)).toBe(made);
  expect(statSync(join(path, 'secret.key')).mode & 0o777).toBe(0o600);
  chmodSync(join(path, 'secret.key'), 0o644);
  expect(() => secretFrom(path)).toThrow('chmod 600');
});

test('a damaged secret file is refused', () => {
  const path = folder();
  writeFileSync(join(path, 'secret.key'), 'short', { mode: 0o600 });
  expect(() => secretFrom(path)).toThrow('damaged');
});
