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
  test.each(['WWW-Authenticate: Bearer', 'must be a Bearer token', 'Basic authorization', 'the authorization has failed'])(
    'lets %j be',
    (text) => expect(createMask([])(text)).toBe(text),
  );
  test('can be put on twice', () => {
    expect(mask(mask('Authorization: Bearer p4ss'))).toBe('Authorization: Bearer ***');
  });
});
