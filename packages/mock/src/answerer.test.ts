import { describe, expect, test } from 'vitest';
import { good, json, post, signIn, start } from '../test/mock.testing.ts';

const detailOf = async (response: Response) => ((await response.json()) as { detail: string }).detail;

describe('what no example shows', () => {
  test('a good request gets the first success, a bad one the example that is refused for the same reason', async () => {
    const { url, log } = await start();
    const bodies = [
      { email: 'somebody@example.com', password: 'anything' },
      { email: 'no address', password: 'anything' },
      { email: 'somebody@example.com', password: 'x' },
      { username: 'somebody', password: 'anything', remember: 1 },
      { username: 'somebody' },
      '{"email":',
      ['x', 'x'],
    ];
    for (const body of bodies) await post(url + signIn, body);
    expect(log.map(({ status, example }) => `${status} ${example}`)).toStrictEqual([
      '200 byEmail',
      '400 emailNotAnEmail',
      '400 shortPassword',
      '400 unknownProperty',
      '400 missingPassword',
      '400 malformed',
      '400 notAnObject',
    ]);
  });

  test('a token is wanted where the contract wants one, whatever it says and however its scheme is written', async () => {
    const { url, log } = await start();
    const authorizations = [undefined, 'Bearer anything', 'bearer anything', 'Basic am9obg==', 'anything'];
    for (const authorization of authorizations)
      await fetch(`${url}/api/v1/auth/me`, { headers: { ...(authorization && { authorization }) } });
    expect(log.map(({ status, example }) => `${status} ${example}`)).toStrictEqual([
      '401 noCredentials',
      '200 loggedIn',
      '200 loggedIn',
      '401 noCredentials',
      '401 noCredentials',
    ]);
  });

  test('another type, charset, encoding or size of a body is refused as documented, also without a length', async () => {
    const { url } = await start();
    const body = JSON.stringify({ email: 'somebody@example.com', password: 'anything' });
    const types = ['text/plain', 'application/vnd.other+json', 'application/json; charset=latin1', 'application/json; charset=utf-8'];
    const statuses = types.map(async (type) => (await post(url + signIn, body, { 'content-type': type })).status);
    expect(await Promise.all(statuses)).toStrictEqual([415, 415, 415, 200]);
    for (const encoded of [body, good]) expect((await post(url + signIn, encoded, { 'content-encoding': 'br' })).status).toBe(415);
    const chunked = { method: 'POST', body: new Blob([body]).stream(), duplex: 'half' } as RequestInit;
    expect((await fetch(url + signIn, chunked)).status).toBe(415);
    expect((await fetch(url + signIn, { ...chunked, body: new Blob([body]).stream(), headers: json })).status).toBe(200);
    expect((await post(url + signIn, ' '.repeat(11 * 1024 * 1024))).status).toBe(413);
  });

  test('an unknown path or method is answered in the words of the nearest API', async () => {
    const { url, log } = await start();
    const paths = ['/api/v1/auths/x', '/api/v1/auths', '/api/v1/auth/x', '/api/v1/authsx', '/x', '/api/v1/auths/me/'];
    for (const path of paths) expect((await fetch(url + path)).status, path).toBe(404);
    expect(log.map(({ operationId }) => operationId)).toStrictEqual(['signIn', 'signIn', 'login', 'jwks', 'jwks', 'signIn']);
    const patched = await fetch(url + signIn, { method: 'PATCH' });
    expect([patched.status, patched.headers.get('allow'), await patched.json()]).toMatchObject([405, 'POST', { statusCode: 405 }]);
    const head = await fetch(`${url}/livez`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toStrictEqual([405, '']);
  });

  test('what a caller would rather read is disregarded where nothing else is documented', async () => {
    const { url } = await start();
    for (const accept of ['text/html', 'nonsense', 'text/html,*/*;q=0.1'])
      expect((await fetch(`${url}/livez`, { headers: { accept } })).headers.get('content-type'), accept).toBe('application/json');
  });
});

describe('an answer that is asked for', () => {
  test('comes whatever the request is', async () => {
    const { url } = await start();
    const limited = await post(url + signIn, 'no JSON', { prefer: 'example=tooManyAttempts' });
    expect([limited.status, limited.headers.get('retry-after')]).toStrictEqual([429, '1']);
    expect((await post(url + signIn, good, { prefer: 'return=minimal, code=503' })).status).toBe(503);
    expect((await fetch(`${url}/api/v1/auths/me?__code=200`)).status).toBe(200);
    expect((await post(url + signIn, good, { prefer: 'return=minimal' })).status).toBe(200);
  });

  test('is made up where that is wanted, the same for the same seed', async () => {
    const { url, log } = await start();
    const prefer = 'dynamic=true, seed=a';
    const [one, two] = [await post(url + signIn, good, { prefer }), await post(url + signIn, good, { prefer })];
    const made = (await one.json()) as { user: { id: unknown; email: unknown } };
    expect(made).toStrictEqual(await two.json());
    expect(made.user).toMatchObject({ id: expect.any(Number), email: expect.stringMatching('@') });
    const wrong = await post(url + signIn, { ...good, password: 'password124' }, { prefer: 'dynamic=true' });
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { message: expect.any(String) }]);
    expect(log.map(({ example }) => example)).toStrictEqual([undefined, undefined, undefined]);
  });

  test('but is not there: one line that lists those that are', async () => {
    const { url, log } = await start();
    const named = await post(url + signIn, good, { prefer: 'example=tooMany' });
    expect([named.status, named.headers.get('content-type')]).toStrictEqual([404, 'application/problem+json']);
    expect(await detailOf(named)).toMatch(/^signIn shows no example "tooMany"\. There are: 200 byEmail, .*; 429 tooManyAttempts; 500 /);
    const elsewhere = await post(url + signIn, good, { prefer: 'example=byEmail, code=401' });
    expect(await detailOf(elsewhere)).toMatch(/^signIn shows no example "byEmail" with 401, but with 200\. There are: /);
    const status = await post(url + signIn, good, { prefer: 'code=418' });
    expect(await detailOf(status)).toBe('signIn documents no 418. There are: 200, 400, 401, 403, 404, 405, 413, 415, 429, 500, 503');
    const unreadable = await post(url + signIn, good, { prefer: 'code=many' });
    expect([unreadable.status, await detailOf(unreadable)]).toStrictEqual([
      422,
      expect.stringMatching(/^Prefer is not understood\. It takes /),
    ]);
    expect(log.map(({ remark }) => remark)).toStrictEqual([
      'signIn shows no example "tooMany"',
      'signIn shows no example "byEmail" with 401, but with 200',
      'signIn documents no 418',
      'Prefer is not understood',
    ]);
  });
});
