import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { good, post, signIn } from '../test/mock.testing.ts';

const specs = join(import.meta.dirname, '../../../specs');

/** The command in a process of its own, which ends with the test. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.filter((line) => line.trim() !== ''));
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, lines: rest === '' ? lines : [...lines, rest] }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  /** The next line of this kind; one that has been taken is not looked at again. */
  const taken = new Set<number>();
  const next = (kind: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const index = lines.findIndex((line, at) => !taken.has(at) && kind.test(line));
        if (index === -1) return;
        waiting.delete(look);
        taken.add(index);
        resolve(lines[index] ?? '');
      };
      waiting.add(look);
      void ended.then(() => reject(new Error(`it ended: ${lines.join('\n')}`)));
      look();
    });
  return { child, lines, ended, next };
}

/** A copy of the contracts that a test may break. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const target = join(folder, 'specs');
  cpSync(specs, target, { recursive: true, filter: (path) => !/node_modules|\.turbo|\.reports/.test(path) });
  return target;
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replaceAll(from, to));
}

async function start(folder: string, ...args: string[]) {
  const mock = run('--specs', folder, '--port', '0', ...args);
  const url = /http:\S+/.exec(await mock.next(/^Mock of /))?.[0] ?? '';
  await mock.next(/Ctrl-C/);
  return { ...mock, url };
}

describe('the command', { timeout: 30_000 }, () => {
  test('says what it serves, answers, logs, and ends with 0 when it is told to', async () => {
    const { child, lines, ended, next, url } = await start(copy());
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}sign-in +signIn +POST +\/api\/v1\/auths\/sign-in$/));
    const curl = lines.find((line) => line.includes('curl'));
    expect(curl).toContain(`curl -i ${url}/api/v1/auth/login -H 'Content-Type: application/json' -d '{"email":"john.doe@example.com",`);
    expect((await post(url + signIn, { ...good, password: 'password124' })).status).toBe(401);
    expect(await next(/^POST/)).toBe('POST /api/v1/auths/sign-in 401 wrongPassword');
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  test('serves only what it is asked for', async () => {
    const { url, lines } = await start(copy(), 'login');
    expect(lines.join('\n')).not.toContain('signIn');
    expect([(await fetch(`${url}/api/v1/auth/me`)).status, (await fetch(`${url}/livez`)).status]).toStrictEqual([401, 404]);
  });

  test('follows the contracts, and serves the last good one while one is broken', async () => {
    const folder = copy();
    const { url, next } = await start(folder);
    const messageOf = async (address: string) => ((await (await fetch(address)).json()) as { message: string }).message;
    const login = join(folder, 'login/openapi.yaml');
    const shared = join(folder, 'sign-in/openapi.yaml');

    edit(shared, 'message: Not Found', 'message: Nothing Here');
    expect(await next(/^reloaded/)).toBe('reloaded sign-in');
    expect(await messageOf(`${url}/api/v1/auths/x`)).toBe('Nothing Here');

    writeFileSync(login, `${readFileSync(login, 'utf8')}\n  half: [`);
    expect(await next(/: served/)).toMatch(/^specs\/login\/openapi\.yaml:\d+:\d+ {2}\S.* \(yaml\): served as it was before$/);
    edit(shared, 'message: Nothing Here', 'message: Not At All');
    expect(await next(/^reloaded/)).toBe('reloaded sign-in');
    expect(await messageOf(`${url}/api/v1/auths/x`)).toBe('Not At All');
    expect((await fetch(`${url}/api/v1/auth/me`)).status).toBe(401);

    edit(login, '\n  half: [', '');
    expect(await next(/^whole/)).toBe('whole again');
    edit(login, 'version: 1.0.0', 'version: 1.0.1');
    expect(await next(/^reloaded/)).toBe('reloaded login');
  });

  test('takes up an API that is added and drops one that is deleted, renamed or half written', async () => {
    const folder = copy();
    const { url, next } = await start(folder);
    renameSync(join(folder, 'login'), join(folder, 'log-in'));
    expect(await next(/^reloaded/)).toBe('reloaded log-in');
    expect(await next(/^gone/)).toBe('gone: login');
    expect((await fetch(`${url}/api/v1/auth/me`)).status).toBe(401);
    cpSync(join(folder, 'platform'), join(folder, 'extra'), { recursive: true });
    expect(await next(/^reloaded/)).toBe('reloaded extra');
    writeFileSync(join(folder, 'extra/openapi.yaml'), 'openapi: 3.1.0\n\tinfo');
    expect(await next(/: served/)).toMatch(/^specs\/extra\/openapi\.yaml:2:1 /);
    for (const api of ['extra', 'log-in', 'platform', 'sign-in']) rmSync(join(folder, api), { recursive: true });
    expect(await next(/no API/)).toMatch(/holds no API any more: the contracts are served as they were$/);
    expect((await post(url + signIn, good)).status).toBe(200);
  });
});

describe('a mistake is one line', { timeout: 30_000 }, () => {
  test.each([
    [['--port', 'x'], '--port x: a whole number from 0 to 65535 (--help tells what there is)'],
    [['--prot', '1'], "Unknown option '--prot' (--help tells what there is)"],
    [['nothing'], /^no API is called nothing in .*specs: there are .*login, platform, sign-in/],
    [['--specs', '/nowhere'], 'no such folder: /nowhere'],
    [['--specs', import.meta.dirname], /^no API in .*: each is a folder with an openapi\.yaml$/],
  ])('%j', async (args, line) => {
    const options = args.includes('--specs') ? args : ['--specs', specs, ...args];
    const expected: unknown = typeof line === 'string' ? line : expect.stringMatching(line);
    expect(await run(...options).ended).toStrictEqual({ code: 2, lines: [expected] });
  });

  test('a contract that is broken', async () => {
    const folder = copy();
    edit(join(folder, 'shared/status-error.yaml'), 'type: object', 'type: thing');
    const { code, lines } = await run('--specs', folder, '--port', '0').ended;
    expect([code, lines]).toStrictEqual([1, [expect.stringMatching(/^specs\/shared\/status-error\.yaml:\d+:\d+ {2}.* \(struct\)$/)]]);
  });

  test('a port that is taken, a host that is none', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await run('--specs', specs, '--port', String(port)).ended).toStrictEqual({
      code: 1,
      lines: [`port ${port} is taken: end what uses it, or choose another with --port`],
    });
    const { code, lines } = await run('--specs', specs, '--port', '0', '--host', '192.0.2.1').ended;
    expect([code, lines]).toStrictEqual([1, [expect.stringMatching(/192\.0\.2\.1/)]]);
  });

  test('help is none', async () => {
    const { code, lines } = await run('--help').ended;
    expect([code, lines[1]]).toStrictEqual([0, '  mock [--port N] [--host H] [API...]']);
  });
});
