import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { expectDocumented } from './contract.ts';
import { describeDatabases } from './databases.ts';
import { startProgram } from './program.ts';
import { startProxy } from './proxy.ts';
import { openConnection, readAnswers } from './raw.ts';
import { describeServers, type TestServer } from './server.ts';

const signIn = '/api/v1/auths/sign-in';
const login = '/api/v1/auth/login';
const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password123' });
const away: Record<string, object> = {
  [signIn]: { status: 503, retryAfter: '2', body: { statusCode: 503, message: 'Service Unavailable' } },
  [login]: { status: 503, retryAfter: '2', body: { status: 503, message: 'Service Unavailable' } },
};

/** Signs in at one of the APIs. Whatever comes back, it is a documented answer. */
async function attempt(address: string, path: string) {
  const start = performance.now();
  const response = await fetch(new URL(path, address), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const text = await response.text();
  const { status, headers } = response;
  expectDocumented({ method: 'POST', path }, { status, headers, text });
  return { answer: { status, retryAfter: headers.get('Retry-After'), body: JSON.parse(text) as object }, ms: performance.now() - start };
}

const get = async (address: string, path: string) => (await fetch(new URL(path, address))).status;
const tryBoth = async (address: string) => [(await attempt(address, signIn)).answer.status, (await attempt(address, login)).answer.status];

/** While the database is away each API says so in its own words and in time, and the process is alive. */
async function expectAway(address: string, { times = 2, within = 12_000 } = {}): Promise<void> {
  const paths = Array.from({ length: times }, () => [signIn, login]).flat();
  const answers = Promise.all(paths.map(async (path) => ({ path, ...(await attempt(address, path)) })));
  expect(await get(address, '/livez')).toBe(200);
  for (const { path, answer, ms } of await answers) {
    expect(answer).toStrictEqual(away[path]);
    // Three seconds, and the noise of a busy machine. Without limits of ours it would be a minute, or the quarter of an hour of TCP.
    expect(ms).toBeLessThan(within);
  }
}

async function expectBack(address: string): Promise<void> {
  await expect.poll(() => tryBoth(address), { timeout: 10_000 }).toStrictEqual([200, 200]);
  expect(await get(address, '/readyz')).toBe(200);
}

describeServers('faults of a database', (start) => {
  test('a missing table is no database that is away: waiting would not help', async () => {
    const { address, knex } = await start();
    await knex.schema.renameTable('sessions', 'sessions_gone');
    expect(await tryBoth(address)).toStrictEqual([500, 500]);
    await knex.schema.renameTable('sessions_gone', 'sessions');
    await expectBack(address);
  });

  test('a lock that another process holds is waited for, but not for long, and exhausts nothing for good (F5, F8)', async () => {
    const { address, knex, url } = await start();
    const before = await knex('sessions').select('id');
    const holder = await knex.transaction();
    await (url.startsWith('sqlite') ? holder('roles').insert({ name: 'held' }) : holder.raw('lock table sessions'));
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    // More than the pool has connections.
    await expectAway(address, { times: 15 });
    // A waiting SQLite would stop the thread, by default for five seconds.
    expect(delay.percentile(99) / 1e6).toBeLessThan(3_000);
    await holder.rollback();
    // Whoever was told to come back has left nothing behind.
    expect(await knex('sessions').select('id')).toStrictEqual(before);
    await expectBack(address);
  });
});

describeServers(
  'faults of a file',
  (start) => {
    test('a full disk stops what has to write, and nothing else (F3)', async () => {
      const server = await start();
      await pragma(server, 'max_page_count = 1');
      await fill(server.address);
      await expectAway(server.address);
      expect(await get(server.address, '/readyz')).toBe(200);
      await pragma(server, 'max_page_count = 1000000');
      await expectBack(server.address);
    });

    test('a file that must not be written stops what has to write, and nothing else (F4)', async () => {
      const server = await start();
      await pragma(server, 'query_only = on');
      await expectAway(server.address);
      expect(await get(server.address, '/readyz')).toBe(200);
      await pragma(server, 'query_only = off');
      await expectBack(server.address);
    });
  },
  ['sqlite'],
);

describeDatabases(
  'faults of a network',
  (openFresh) => {
    describe('to the server', () => {
      const start = async () => {
        const { url, knex } = await openFresh();
        const proxy = await startProxy(url);
        const program = await startProgram({ DATABASE_URL: proxy.url });
        // As many connections as the pool has, so that there are old ones to trip over.
        await Promise.all(Array.from({ length: 10 }, () => tryBoth(program.address)));
        return { ...program, proxy, knex };
      };

      test('a server that was killed is answered for, and found again (F7)', async () => {
        const { address, proxy } = await start();
        await proxy.down();
        await expectAway(address);
        expect(await get(address, '/readyz')).toBe(503);
        await proxy.up();
        await expectBack(address);
      });

      test('a server that fell silent is answered for, and found again (F7)', async () => {
        const { address, proxy } = await start();
        proxy.freeze();
        await expectAway(address);
        // Who comes later does not wait as long again.
        await expectAway(address, { within: 2_000 });
        expect(await get(address, '/readyz')).toBe(503);
        proxy.thaw();
        await expectBack(address);
        // Silence is only known by waiting for it, and on a busy machine that takes its time.
      }, 90_000);

      test('a server that ends its connections costs at most the requests under way (F7)', async () => {
        const { address, knex } = await start();
        const under = Promise.all(Array.from({ length: 10 }, () => attempt(address, signIn)));
        await knex.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
        for (const { answer } of await under) expect([200, 503]).toContain(answer.status);
        await expectBack(address);
      });
    });
  },
  ['postgres'],
);

describeDatabases('the end of the program', (openFresh) => {
  const throwing = 'setTimeout(() => { throw new Error("planted") })';
  test.each([
    ['a signal', 'SIGTERM', '', 0],
    ['an error that nobody caught (F17)', 'SIGUSR2', throwing, 1],
    ['a rejection that nobody caught (F17)', 'SIGUSR2', 'Promise.reject(new Error("planted"))', 1],
  ] as const)('%s waits for the answers under way and takes no more (F16)', async (_name, signal, code, expected) => {
    const { url } = await openFresh();
    const planted = `data:text/javascript,${encodeURIComponent(code && `process.on('${signal}', () => { ${code} })`)}`;
    const { address, child, exited, output } = await startProgram({ DATABASE_URL: url }, ['--import', planted]);
    const asked = await Promise.all(Array.from({ length: 20 }, () => openConnection(address)));
    const head = `POST ${login} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    // A connection that the server has not taken yet would be refused, and rightly.
    for (const { socket } of asked) socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(() => asked.every(({ received }) => received() !== '')).toBe(true);
    for (const { socket } of asked) socket.write(head + body);
    child.kill(signal);
    for (const { closed, received } of asked) {
      expect(await closed).toBeUndefined();
      expect(readAnswers(received()).map(({ status }) => status)).toStrictEqual([200, 200]);
    }
    expect(await exited).toStrictEqual({ code: expected, signal: null });
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    expect(output().includes('planted')).toBe(expected === 1);
  });
});

async function pragma({ database }: TestServer, text: string): Promise<void> {
  await database.query((knex) => knex.raw(`pragma ${text}`));
}

/** Until no page has room for a row any more. */
async function fill(address: string): Promise<void> {
  for (let statuses = [200]; statuses.includes(200);) {
    const attempts = Array.from({ length: 10 }, () => tryBoth(address));
    statuses = (await Promise.all(attempts)).flat();
  }
}
