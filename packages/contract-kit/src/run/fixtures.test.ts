import { expect, test } from 'vitest';
import { parseFixtures } from './fixtures.ts';

const parse = (text: string) => parseFixtures('/f.yaml', text, { KEY: 'k-1' });

test('fixtures are credentials and values', () => {
  const text = `
credentials:
  bearer: { value: 'Bearer {$response.body#/token}', before: { operation: signIn, example: byEmail } }
  '*': { env: KEY }
values:
  '*': { id: 7 }
  getUser: { name: joe }
`;
  expect(parse(text)).toStrictEqual({
    credentials: {
      bearer: { value: 'Bearer {$response.body#/token}', before: { operation: 'signIn', example: 'byEmail' } },
      '*': { value: 'k-1', env: 'KEY' },
    },
    values: { '*': { id: 7 }, getUser: { name: 'joe' } },
  });
});

test('an empty file says nothing', () => expect(parse('')).toStrictEqual({ credentials: {}, values: {} }));

test.each([
  ['- a', '1:1: a mapping is expected here'],
  ['credential: {}', '1:1: unknown key credential; known are credentials, values'],
  ['credentials:\n  a: b', '2:3: a mapping is expected here'],
  ['credentials:\n  a: {}', '2:3: a credential has either a `value` or an `env`'],
  ['credentials:\n  a: { value: x, env: KEY }', '2:3: a credential has either a `value` or an `env`'],
  ['credentials:\n  a:\n    value: 5', '3:5: `value` must be a text, in quotes if it is a number'],
  ['credentials:\n  a:\n    env: NONE', '3:5: the environment variable NONE is not set'],
  ["credentials:\n  a:\n    value: '{$response.body#/a}'", '3:5: an expression needs a `before` whose answer it speaks of'],
  ['credentials:\n  a:\n    value: x\n    before: { operation: a }', '4:5: `before` names an `operation` and an `example` of its request'],
  ['values:\n  a: [1]', '2:3: a mapping is expected here'],
  ['values: {a: {}, a: {}}', /1:\d+: /],
])('%j is refused with its place', (text, message) =>
  expect(() => parse(text)).toThrow(typeof message === 'string' ? `/f.yaml:${message}` : message),
);
