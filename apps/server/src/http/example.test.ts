import { expect, expectTypeOf, test } from 'vitest';
import { exampleOf } from './example.ts';

test('is what the contract shows, with its status', () => {
  const answer = exampleOf('platform', 'ready', 'stopping');
  expect(answer).toStrictEqual({ status: 503, body: { status: 'unavailable', missing: ['listener'] } });
  expectTypeOf(answer.body.missing).toEqualTypeOf<('database' | 'listener')[]>();
});

test('has no body where the contract has none', () => {
  expect(exampleOf('login', 'logout', 'loggedOut')).toStrictEqual({ status: 204 });
});

test('is none that the contract does not show', () => {
  // @ts-expect-error no such example
  void (() => exampleOf('platform', 'live', 'dead'));
  expect(exampleOf('platform', 'live', 'ok').body.status).toBe('ok');
});
