import { expect, test } from 'vitest';
import { toDraft } from './new-account.ts';

const ann = { username: 'Ann', email: 'Ann@Example.com', firstName: 'Ann', lastName: 'Lee' };

test('the identifiers are kept as they were given, and in canonical form', () => {
  expect(toDraft({ ...ann, phone: '+52 55 1111 1111', status: 'inactive', roles: ['clerk', 'clerk'] })).toEqual({
    ...ann,
    phone: '+525511111111',
    status: 'inactive',
    roles: ['clerk'],
    canonical: { username: 'ann', email: 'ann@example.com' },
  });
  expect(toDraft({ ...ann, phone: '55 1111 1111' }, 'MX').phone).toBe('+525511111111');
  expect(toDraft({ ...ann, phone: null })).toMatchObject({ phone: null, status: 'active', roles: [] });
});

test.each<[object, string]>([
  [{ username: undefined }, 'username is missing'],
  [{ username: '' }, 'username must not be empty, nor begin or end with a space'],
  [{ username: 'ann\u00a0' }, 'username must not be empty, nor begin or end with a space'],
  [{ username: 'a\u001bnn' }, 'username has a character that cannot be shown'],
  [{ username: 'n'.repeat(65) }, 'username must have at most 64 characters'],
  [{ email: 'ann' }, 'email is not an email address'],
  [{ email: 'ann@localhost' }, 'email is not an email address'],
  [{ email: 'ann@exämple.com' }, 'email is not an email address'],
  [{ email: `${'a'.repeat(250)}@b.co` }, 'email must have at most 254 characters'],
  [{ email: 7 }, 'email must be a text'],
  [{ phone: '55 1111 1111' }, 'phone is not a number with its country code'],
  [{ phone: 525511111111 }, 'phone must be a text'],
  [{ firstName: 'a\0' }, 'firstName has a character that cannot be shown'],
  [{ lastName: 'x'.repeat(101) }, 'lastName must have at most 100 characters'],
  [{ status: 'root' }, 'status must be active or inactive'],
  [{ roles: 'admin' }, 'roles must be a list of names'],
  [{ roles: [1] }, 'roles must be a text'],
  [{ id: 1 }, '"id" is not a property of an account'],
  [JSON.parse('{"__proto__":{}}'), '"__proto__" is not a property of an account'],
])('%j is refused', (change, reason) => {
  expect(() => toDraft({ ...ann, ...own(change) })).toThrow(new Error(reason));
});

test('an address that takes a pattern long to read is read in no time', () => {
  const start = performance.now();
  expect(() => toDraft({ ...ann, email: `a@${'a'.repeat(100)}${'-'.repeat(150)}!` })).toThrow('email');
  expect(performance.now() - start).toBeLessThan(1_000);
});

/** Spread would set the prototype. */
function own(change: object): object {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(change));
}
