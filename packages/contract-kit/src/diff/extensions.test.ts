import { expect, test } from 'vitest';
import { diffSpecs } from './compare.ts';
import { all, remove, set, versionsOf, type Edit } from './edit.testing.ts';

const name = '/components/schemas/User/properties/rol/x-client-name';
const token = '/components/schemas/AccessToken';
const lifetime = `${token}/contentSchema/prefixItems/1/x-lifetime`;
const version = (edit: Edit) => versionsOf({ name: '', api: 'sign-in', edit });

test.each<[what: string, edit: Edit, level: string, rule: string, at: string, message: string]>([
  [
    'another name in clients',
    set(name, 'job'),
    'major',
    'client-name-changed',
    name,
    '`rol` is called `job` in generated clients now; it was `role`',
  ],
  [
    'no name of its own any more',
    remove(name),
    'major',
    'client-name-changed',
    name,
    '`rol` is called `rol` in generated clients now; it was `role`',
  ],
  [
    'a shorter life',
    set(lifetime, 3600),
    'minor',
    'token-lifetime-changed',
    lifetime,
    'the token lives 3600 seconds now; it lived 86400 seconds',
  ],
  [
    'a longer life',
    set(lifetime, 99_999),
    'minor',
    'token-lifetime-changed',
    lifetime,
    'the token lives 99999 seconds now; it lived 86400 seconds',
  ],
  [
    'an unknown life',
    remove(lifetime),
    'minor',
    'token-lifetime-changed',
    lifetime,
    'the token lives for an unknown time now; it lived 86400 seconds',
  ],
  [
    'a session that cannot be renewed any more',
    remove('/x-session/renew'),
    'major',
    'session-role-removed',
    '/x-session',
    'clients can no longer `renew` a session',
  ],
  [
    'a session that is renewed in another way',
    set('/x-session/renew/refused', [401]),
    'minor',
    'session-role-changed',
    '/x-session',
    'clients `renew` a session in another way',
  ],
  [
    'keys elsewhere',
    set(`${token}/x-jwks`, '/keys'),
    'major',
    'token-keys-moved',
    `${token}/x-jwks`,
    'the keys of the token are at /keys; they were at /.well-known/jwks.json',
  ],
])('%s is told once, at its place', async (_what, edit, level, rule, at, message) => {
  const result = diffSpecs(...(await version(edit)), { touched: true });
  expect(result.level).toBe(level);
  expect(
    result.changes.map((change) => ({ level: change.level, rule: change.rule, at: change.at?.pointer, message: change.message })),
  ).toEqual([{ level, rule, at, message }]);
});

test('the name of a property that is new, or gone, is no change of a name', async () => {
  const given = await version(() => undefined);
  const added = await version(set('/components/schemas/User/properties/team', { type: 'string', maxLength: 9, 'x-client-name': 'group' }));
  expect(diffSpecs(given[1], added[1], {}).changes.map(({ rule }) => rule)).not.toContain('client-name-changed');
  expect(diffSpecs(added[1], given[1], {}).changes.map(({ rule }) => rule)).not.toContain('client-name-changed');
});

test('what else changes beside it is told as well', async () => {
  const { changes } = diffSpecs(...(await version(all(set(lifetime, 60), set(`${token}/maxLength`, 9000)))), {});
  expect(changes.map(({ rule }) => rule)).toEqual(['response-widened', 'token-lifetime-changed']);
});
