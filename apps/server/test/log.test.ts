import { expect, test } from 'vitest';
import { Failure } from '../src/core/failures.ts';
import { createLog } from '../src/log.ts';
import { describeServers } from './server.ts';

describeServers('the log', (start) => {
  test('has one line per request, and no secret or identifier in it', async () => {
    const server = await start();
    const secrets = [
      'john.doe@example.com',
      'johndoe',
      '525512345678',
      'password123',
      'planted-in-query',
      'planted-in-path',
      'planted-in-header',
    ];
    const send = async (path: string, body: object) => {
      const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer planted-in-header' };
      const response = await fetch(new URL(path, server.address), { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, id: response.headers.get('X-Request-Id'), text: await response.text() };
    };
    const answers = [
      await send('/api/v1/auths/sign-in?token=planted-in-query', { email: 'john.doe@example.com', password: 'password123' }),
      await send('/api/v1/auth/login', { phone: '+525512345678', password: 'password123' }),
      await send('/api/v1/auths/sign-in', { username: 'johndoe', password: 'password123!' }),
      await send('/api/v1/auth/planted-in-path', {}),
    ];
    await server.knex.schema.renameTable('accounts', 'accounts_gone');
    answers.push(await send('/api/v1/auths/sign-in', { email: 'john.doe@example.com', password: 'password123' }));

    const requests = server.lines.filter(({ message }) => message === 'request');
    expect(requests.map(({ fields }) => fields.requestId)).toStrictEqual(answers.map(({ id }) => id));
    expect(requests.map(({ fields }) => [fields.operation, fields.status])).toStrictEqual([
      ['signIn', 200],
      ['login', 200],
      ['signIn', 401],
      [undefined, 404],
      ['signIn', 500],
    ]);
    const errors = server.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ fields }) => fields.requestId)).toStrictEqual([answers.at(-1)?.id]);
    const tokens = [
      ...answers
        .map(({ text }) => text)
        .join()
        .matchAll(/"(?:accessToken|refreshToken|token)":"([^"]+)"/g),
    ].map(([, token]) => String(token));
    expect(tokens).toHaveLength(3);
    const written = await asWritten(server.lines);
    for (const secret of [...secrets, ...tokens]) expect(written).not.toContain(secret);
  });
});

test('a failure is logged with what is behind it', async () => {
  const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED', detail: 'planted' });
  const err = new Failure({ code: 'unavailable', data: { retryAfter: 2 } }, { cause });
  const written = await asWritten([{ level: 'error', message: 'unavailable', fields: { err } }]);
  expect(JSON.parse(written)).toMatchObject({
    err: { message: 'Service Unavailable', cause: { code: 'ECONNREFUSED', message: 'connection refused' } },
  });
  expect(written).not.toContain('planted');
});

/** The lines as pino writes them. */
async function asWritten(lines: { level: 'info' | 'error'; message: string; fields: object }[]): Promise<string> {
  let text = '';
  const log = createLog('info', { write: (line: string) => void (text += line) });
  for (const { level, message, fields } of lines) log[level](fields, message);
  return text;
}
