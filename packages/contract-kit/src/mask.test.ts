import { describe, expect, test } from 'vitest';
import { createMask } from './mask.ts';

describe('a mask', () => {
  const mask = createMask(['p4ss "word"&', 'p4ss', '123']);
  test.each([
    ['as it stands', 'is p4ss "word"& wrong', 'is *** wrong'],
    ['percent-encoded', '/?p=p4ss%20%22word%22%26', '/?p=***'],
    ['in a form', 'p=p4ss+%22word%22%26', 'p=***'],
    ['in JSON', '{"p":"p4ss \\"word\\"&"}', '{"p":"***"}'],
    ['in JSON in JSON', '"{\\"p\\":\\"p4ss \\\\\\"word\\\\\\"&\\"}"', '"{\\"p\\":\\"***\\"}"'],
    ['in base64', btoa('p4ss "word"&'), '***'],
  ])('hides a secret %s', (_title, text, masked) => expect(mask(text)).toBe(masked));
  test('leaves alone what is too short to be one', () => expect(mask('123 times')).toBe('123 times'));
  test.each([
    ['a token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here', 'a token *** here'],
    ['Authorization: Bearer abc', 'Authorization: Bearer ***'],
    ['{"authorization":"Bearer abc","a":1}', '{"authorization":"Bearer ***","a":1}'],
    ['Authorization: abc', 'Authorization: ***'],
    ['Cookie: a=b; c=d', 'Cookie: ***'],
    ['-H Basic am9objpwYXNz', '-H Basic ***'],
  ])('hides what nobody told it: %s', (text, masked) => expect(createMask([])(text)).toBe(masked));
  test.each([
    'WWW-Authenticate: Bearer',
    'Authorization: Bearer',
    '{"authorization":"Bearer"}',
    'must be a Bearer token',
    'Basic authorization',
    'the authorization has failed',
  ])('lets %j be', (text) => expect(createMask([])(text)).toBe(text));
  test('can be put on twice', () => {
    expect(mask(mask('Authorization: Bearer p4ss'))).toBe('Authorization: Bearer ***');
  });
});

describe('a short secret', () => {
  const mask = createMask(['s3cret', 'passwor', 'p1n'], 'password\nsignin');
  test('is hidden where it is a word, not where it is part of one', () => {
    expect(mask('is s3cret or %3Ds3cret, but not s3crets')).toBe('is *** or %3D***, but not s3crets');
  });
  test.each([
    ['names', '{"passwor":1,"password":"passwor"}', '{"passwor":1,"password":"***"}'],
    ['words', 'password must have 8 characters', 'password must have 8 characters'],
    ['ids', 'signIn/schema/password/minLength/8', 'signIn/schema/password/minLength/8'],
    ['a query', 'GET /a?password=passwor&b=1', 'GET /a?password=***&b=1'],
    ['a header', "-H 'X-Password: passwor' -H 'A: b'", "-H 'X-Password: ***' -H 'A: b'"],
    ['a whole text', 'passwor', '***'],
    ['JSON in JSON', String.raw`"{\"password\":\"passwor\"}"`, String.raw`"{\"password\":\"***\"}"`],
  ])('that is part of a word of the contract leaves %s whole', (_title, text, masked) => expect(mask(text)).toBe(masked));
  test('is a word of the contract whatever its letters are', () => {
    expect(createMask(['unexpectedError'], 'unexpectederror')('unexpectedError of "unexpectedError"')).toBe('unexpectedError of "***"');
  });
});

test.each(['PRIVATE KEY', 'RSA PRIVATE KEY'])('a key in PEM is hidden: %s', (name) => {
  const pem = `-----BEGIN ${name}-----\nMIIBVAIBADANBg==\n-----END ${name}-----\n`;
  expect(createMask([])(`key: ${pem}end`)).toBe('key: ***\nend');
  expect(createMask([])(JSON.stringify({ pem }))).toBe(String.raw`{"pem":"***\n"}`);
  expect(createMask([])(pem.slice(0, 40))).toBe('***');
});
