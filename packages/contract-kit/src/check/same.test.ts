import { expect, test } from 'vitest';
import { answer, exchange, options } from './contract.testing.ts';
import { checkSame } from './same.ts';

const compare = (one: ReturnType<typeof answer>, other: ReturnType<typeof answer>) =>
  checkSame(exchange(one), exchange(other), options()).map(({ message }) => message.split(' tells ')[0]);

test('answers that differ by what varies are the same', () => {
  const one = answer(200, { id: 1, at: '2026-01-01T00:00:00Z' }, { Date: 'a', 'X-Request-Id': '1', ETag: '"1"' });
  const other = answer(200, { id: 1, at: '2026-01-01T00:00:00.123Z' }, { Date: 'b', 'X-Request-Id': '2', ETag: '"2"' });
  expect(compare(one, other)).toStrictEqual([]);
});

test.each([
  ['the status', answer(401, {}), answer(403, {}, { 'WWW-Authenticate': 'Bearer' })],
  ['the body', answer(401, { a: 1 }), answer(401, { a: 2 })],
  ['the header content-length', answer(401, { a: 1 }), answer(401, { a: 10 })],
  ['the body', answer(401, { a: 1, b: 2 }), answer(401, { b: 2, a: 1 })],
  ['the body', answer(401, '{"a":1}'), answer(401, '{ "a":1}', { 'Content-Length': '7' })],
  ['the header x-a', answer(401, {}, { 'X-A': '1' }), answer(401, {})],
  ['the header set-cookie', answer(401, {}, { 'Set-Cookie': 'a=1' }), answer(401, {})],
])('%s tells two answers apart', (what, one, other) => expect(compare(one, other)[0]).toBe(what));
