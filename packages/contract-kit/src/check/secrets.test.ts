import { describe, expect, test } from 'vitest';
import { answer, faults, operation, request, spec } from './contract.testing.ts';
import { isSecretName, secretsOf, secretsOfAnswer } from './secrets.ts';

test.each([
  'password',
  'newPassword',
  'password_confirmation',
  'refreshToken',
  'access-token',
  'X-API-Key',
  'apiKey',
  'clientSecret',
  'pwd',
])('%s is the name of a secret', (name) => expect(isSecretName(name)).toBe(true));
test.each(['passenger', 'compass', 'token_type', 'tokenExpiresAt', 'key', 'email', 'secretary'])('%s is none', (name) =>
  expect(isSecretName(name)).toBe(false),
);

test('the secrets of a request are what the contract marks, what is named so, and all credentials', () => {
  const headers = { Authorization: `Basic ${btoa('joe:basic-pass')}`, Cookie: 'a=cookie-1; b=cookie-2', 'X-Api-Key': 'api-key-1' };
  const sent = {
    ...request({ pin: 'pin-1234', email: 'a@b.c', deep: [{ token: 'deep-1' }] }, headers),
    url: 'http://h/?access_token=query-1&page=2000',
  };
  expect(new Set(secretsOf(sent, operation, spec))).toStrictEqual(
    new Set(['pin-1234', 'deep-1', btoa('joe:basic-pass'), 'joe:basic-pass', 'basic-pass', 'cookie-1', 'cookie-2', 'api-key-1', 'query-1']),
  );
});

test('a word that every error may say is no secret', () => {
  expect(secretsOf(request({ pin: 'password', token: 'a' }), operation, spec)).toStrictEqual([]);
});

test.each(['Bearer', 'Bearer ', 'basic', 'Bearer bearer'])(
  'the name of a scheme alone, %j, is no secret; what has no scheme is one',
  (value) => {
    const secretsIn = (authorization: string) => secretsOf(request({}, { Authorization: authorization }), operation, spec);
    expect(secretsIn(value)).toStrictEqual([]);
    expect(secretsIn('lonely-token')).toStrictEqual(['lonely-token']);
  },
);

test('also of a body that is broken on purpose', () => {
  expect(secretsOf({ ...request(), body: Buffer.from('{"password": "pass-word-1", "email') }, operation, spec)).toStrictEqual([
    'pass-word-1',
  ]);
});

test('the secrets of an answer are what it hands out', () => {
  const reply = answer(200, { id: 1, refreshToken: 'handed-out' }, { 'Set-Cookie': 'sid=session-1; Path=/' });
  expect(secretsOfAnswer(reply, operation, spec)).toStrictEqual(['handed-out', 'session-1']);
});

describe('a secret of the request', () => {
  const sent = request({ pin: 'p1n&secret', refreshToken: 'token-of-joe', email: 'a@b.c' });
  const of = (place: string) => `echo: sends a secret of the request back in ${place}`;
  test.each([
    ['in an error', answer(400, { message: 'wrong: p1n&secret' }), [of('/message')]],
    ['as a name', answer(400, { errors: { 'token-of-joe': ['no'] } }), [of('/errors/***')]],
    ['in a header', answer(400, {}, { 'X-Debug': 'pin=p1n%26secret' }), [of('X-Debug')]],
    ['in a text', answer(400, '<p>p1n&secret</p>', { 'Content-Type': 'text/html' }), expect.arrayContaining([of('the body')])],
    ['where a success does not document it', answer(200, { id: 1, pin: 'p1n&secret' }), expect.arrayContaining([of('/pin')])],
  ])('does not come back %s', (_title, reply, messages) => expect(faults(reply, {}, sent)).toStrictEqual(messages));
  test('may hold half of a surrogate pair', () => {
    const half = request({ pin: 'p1n&\ud800secret' });
    expect(faults(answer(400, { message: 'p1n&\ud800secret' }), {}, half)).toStrictEqual([of('/message')]);
  });
  test('comes back where a success documents it', () => {
    expect(faults(answer(200, { id: 1, refreshToken: 'token-of-joe' }), {}, sent)).toStrictEqual([]);
  });
  test('stands in no fault', async () => {
    const { check } = await import('./check.ts');
    const { exchange, options } = await import('./contract.testing.ts');
    const found = check(exchange(answer(400, { message: 'p1n&secret' }), sent), options({ fields: ['email'] }, sent));
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain('p1n&secret');
  });
});

describe('a private key that is shown', () => {
  const parts = { d: 'private-exponent-d', p: 'first-prime-p', q: 'other-prime-q', dp: 'dp-1', dq: 'dq-1', qi: 'qi-1', k: 'symmetric-k' };
  test('is a secret of the answer, beside its type alone', () => {
    const reply = answer(200, { keys: [{ kty: 'RSA', n: 'modulus', ...parts }], d: 'no-key-here' });
    expect(new Set(secretsOfAnswer(reply, operation, spec))).toStrictEqual(new Set(Object.values(parts)));
  });
  test.each(Object.values(parts))('stands in no fault: %s', async (part) => {
    const { check } = await import('./check.ts');
    const { exchange, options } = await import('./contract.testing.ts');
    const found = check(exchange(answer(200, { id: 1, keys: [{ kty: 'RSA', ...parts }], note: part })), options());
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain(part);
  });
});

describe('an error does not show', () => {
  test.each([
    ['a stack trace', 'Error: no\n    at signIn (/x/sign-in.js:10:5)'],
    ['a stack trace', 'Traceback (most recent call last)'],
    ['a stack trace', 'java.lang.Error at com.shop.Order.make(Order.java:12)'],
    ['a path of its files', 'Cannot find module /srv/shop/src/order.ts'],
    ['its database', 'SQLITE_CONSTRAINT: UNIQUE failed'],
    ['its database', 'insert into "orders" ("id") values ($1)'],
    ['its database', 'select * from orders where id = 1'],
    ['an address in its network', 'connect ECONNREFUSED 10.0.0.3:5432'],
  ])('%s: %s', (what, message) => expect(faults(answer(500, { message }))).toStrictEqual([`leak: shows ${what}`]));
  test.each([
    'Select one from the list where you live',
    'Please update your profile, set a name',
    'Look at the path /home/you',
    'at least 5:30 (in time)',
  ])('but may say: %s', (message) => expect(faults(answer(500, { message }))).toStrictEqual([]));
});
