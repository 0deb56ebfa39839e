import { beforeAll, describe, expect, test } from 'vitest';
import { describeDatabases } from './databases.ts';
import { startProgram } from './program.ts';
import { describeServers, type TestServer } from './server.ts';

const json = { 'Content-Type': 'application/json' };

async function send(
  { address }: Pick<TestServer, 'address'>,
  path: string,
  body: object,
): Promise<{ status: number; text: string; retryAfter: string | null }> {
  const response = await fetch(new URL(path, address), { method: 'POST', headers: json, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('Retry-After') };
}

describeServers('attacks over HTTP', (start) => {
  describe('on a server that throttles', () => {
    const now = Date.now();
    let server: TestServer;
    beforeAll(async () => {
      server = await start({ throttle: 'on', clock: () => now });
    });

    test('forty guesses at once: five are verified, and whether there is such an account shows in nothing (45, 46)', async () => {
      const guess = async (username: string) => {
        const guesses = Array.from({ length: 40 }, () => send(server, '/api/v1/auths/sign-in', { username, password: 'password124' }));
        return (await Promise.all(guesses)).toSorted((a, b) => a.status - b.status);
      };
      const [known, unknown] = [await guess('johndoe'), await guess('nobody')];
      expect(known.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(known.filter(({ status }) => status === 429)).toHaveLength(35);
      expect(unknown).toStrictEqual(known);
    });

    test('the right password does not get in while its identifier is blocked from there, and the answer does not tell that it was right', async () => {
      const right = await send(server, '/api/v1/auths/sign-in', { username: 'johndoe', password: 'password123' });
      const wrong = await send(server, '/api/v1/auths/sign-in', { username: 'johndoe', password: 'password124' });
      expect(right).toStrictEqual(wrong);
      expect(right.status).toBe(429);
    });
  });

  test('a block ends by itself, and right passwords use up nothing', async () => {
    let now = Date.now();
    const server = await start({ throttle: 'on', clock: () => now });
    const body = { username: 'johndoe', password: 'password123' };
    for (let times = 0; times < 12; times++) expect((await send(server, '/api/v1/auths/sign-in', body)).status).toBe(200);
    for (let times = 0; times < 6; times++) await send(server, '/api/v1/auths/sign-in', { ...body, password: 'password124' });
    const blocked = await send(server, '/api/v1/auths/sign-in', body);
    expect(blocked.status).toBe(429);
    now += Number(blocked.retryAfter) * 1_000;
    expect((await send(server, '/api/v1/auths/sign-in', body)).status).toBe(200);
  });

  test.each(['sign-up', 'register', 'forgot-password', 'reset-password', 'check-email'])(
    'nothing else tells who has an account: there is no %s (17)',
    async (name) => {
      const server = await start();
      const statuses = [`/api/v1/auths/${name}`, `/api/v1/auth/${name}`].map(async (path) => (await send(server, path, {})).status);
      expect(await Promise.all(statuses)).toStrictEqual([404, 404]);
    },
  );

  test('each decision leaves one row in the audit trail, and the refused inactive account changes nothing (4)', async () => {
    const server = await start();
    await send(server, '/api/v1/auths/sign-in', { username: 'johndoe', password: 'password123' });
    await send(server, '/api/v1/auths/sign-in', { username: 'johndoe', password: 'password124' });
    await send(server, '/api/v1/auth/login', { email: 'jane.roe@example.com', password: 'password123' });
    await send(server, '/api/v1/auth/login', { email: 'nobody@example.com', password: 'password123' });
    const rows = await server.knex('audit').orderBy('id').select('event', 'outcome', 'profile', 'account_id', 'reason');
    expect(rows).toStrictEqual([
      { event: 'authn_login_success', outcome: 'success', profile: 'sign-in', account_id: 1, reason: null },
      { event: 'authn_login_fail', outcome: 'failure', profile: 'sign-in', account_id: 1, reason: 'wrong-credentials' },
      { event: 'authn_login_fail', outcome: 'failure', profile: 'login', account_id: 2, reason: 'inactive' },
      { event: 'authn_login_fail', outcome: 'failure', profile: 'login', account_id: null, reason: 'wrong-credentials' },
    ]);
    expect(await server.knex('sessions')).toHaveLength(1);
    expect(await server.knex('accounts').where({ id: 2 }).first('last_login_at')).toStrictEqual({ last_login_at: null });
  });

  test('a time of last sign-in that cannot be written does not undo the sign-in', async () => {
    const server = await start();
    await refuseUpdates(server);
    expect((await send(server, '/api/v1/auths/sign-in', { username: 'johndoe', password: 'password123' })).status).toBe(200);
    expect(await server.knex('sessions')).toHaveLength(1);
  });

  test('a hash of another product signs in, and is replaced by one of ours that the same password opens (legacy)', async () => {
    const server = await start();
    // bcrypt of `password123`, cost 4.
    const legacy = '$2b$04$w.w3vi6exX1KonWO6na4CunbCqQJYwNS9RCR0GFP4rUQawRHpsPE.';
    await server.knex('accounts').where({ id: 1 }).update({ password_hash: legacy });
    expect((await send(server, '/api/v1/auth/login', { email: 'john.doe@example.com', password: 'password123' })).status).toBe(200);
    const readHash = async () => String((await server.knex('accounts').where({ id: 1 }).first('password_hash')).password_hash);
    await expect.poll(readHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await send(server, '/api/v1/auth/login', { email: 'john.doe@example.com', password: 'password123' })).status).toBe(200);
  });
});

describeDatabases(
  'the program under attack',
  (openFresh) => {
    test('tells in one line that unusually many sign-ins fail, and nobody is named in it (47)', async () => {
      const { url } = await openFresh();
      const { address, output } = await startProgram({ DATABASE_URL: url, THROTTLE: 'on' });
      for (let guesses = 0; guesses < 120; guesses++) {
        const body = { username: 'johndoe', password: `guess ${guesses}` };
        expect([401, 429]).toContain((await send({ address }, '/api/v1/auths/sign-in', body)).status);
      }
      await expect.poll(output).toContain('authn_login_fail_max');
      const lines = output().split('\n');
      const warnings = lines.filter((line) => line.includes('"level":"warn"')).map((line) => JSON.parse(line) as object);
      const event = { event: 'authn_login_fail_max', failures: 100, successes: 0 };
      expect(warnings).toStrictEqual([{ level: 'warn', time: expect.any(String), ...event, msg: expect.any(String) }]);
    });
  },
  ['sqlite'],
);

/** From then on the database refuses to change any account. */
async function refuseUpdates({ knex, url }: TestServer): Promise<void> {
  if (url.startsWith('sqlite')) {
    await knex.raw("create trigger refuse before update on accounts begin select raise(abort, 'refused'); end");
    return;
  }
  await knex.raw("create function refuse() returns trigger as $$ begin raise exception 'refused'; end $$ language plpgsql");
  await knex.raw('create trigger refuse before update on accounts for each row execute function refuse()');
}
