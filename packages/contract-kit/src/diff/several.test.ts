import { describe, expect, test } from 'vitest';
import { breaking } from './breaking.testing.ts';
import type { Change } from './change.ts';
import { diffSpecs } from './compare.ts';
import { all, change, push, remove, set, versionsOf, type Edit } from './edit.testing.ts';

const schemas = '/components/schemas';
const request = `${schemas}/SignInRequest`;
const user = `${schemas}/User`;

async function majors(edit: Edit, given?: Edit): Promise<readonly Change[]> {
  const { changes } = diffSpecs(...(await versionsOf({ name: '', api: 'sign-in', edit, ...(given && { given }) })), {});
  return changes.filter(({ level }) => level === 'major');
}

function placesOf(changes: readonly Change[]): string[] {
  return changes.map(({ rule, at, witness }) => `${rule} ${at?.pointer} ${witness?.refusedBy.keyword ?? 'unshown'}`).toSorted();
}

const choice = `${request}/properties/device`;
const branch = (kind: string) => ({
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: { kind: { const: kind }, name: { type: 'string', maxLength: 10 }, size: { type: 'string', enum: ['big', 'small'] } },
});

describe('several breaking edits at once', () => {
  test('a required property, a narrowed enum and a property less are three changes, each with its place and a witness', async () => {
    const found = await majors(
      all(
        set(`${request}/properties/device`, { type: 'string', maxLength: 64 }),
        set(`${request}/properties/username/enum`, ['ada', 'grace']),
        push(`${request}/required`, 'device'),
        remove(`${user}/properties/avatar`),
        change(`${user}/required`, (names) => (names as string[]).filter((name) => name !== 'avatar')),
      ),
    );
    expect(placesOf(found)).toEqual([
      `request-narrowed ${request}/properties/username/enum enum`,
      `request-narrowed ${request}/required/1 required`,
      `response-property-removed ${user}/properties/avatar required`,
    ]);
  });

  test('each of two names in one list is told', async () => {
    const added = { type: 'string', maxLength: 64 };
    const found = await majors(
      all(set(`${request}/properties/one`, added), set(`${request}/properties/two`, added), push(`${request}/required`, 'one', 'two')),
    );
    expect(placesOf(found)).toEqual([`request-narrowed ${request}/required/1 required`, `request-narrowed ${request}/required/2 required`]);
    expect(found.map(({ message }) => message)).toEqual(['body/one must be sent now', 'body/two must be sent now']);
  });

  test('so is each of two properties that a closed body no longer takes, at what it was', async () => {
    const given = all(set(`${request}/properties/one`, {}), set(`${request}/properties/two`, {}));
    const found = await majors(all(remove(`${request}/properties/one`), remove(`${request}/properties/two`)), given);
    expect(placesOf(found)).toEqual([
      `request-narrowed ${request}/properties/one additionalProperties`,
      `request-narrowed ${request}/properties/two additionalProperties`,
    ]);
  });

  test('in the branches of a choice each is told where it is, and none of another branch', async () => {
    const found = await majors(
      all(
        set(`${choice}/oneOf/0/properties/name/maxLength`, 5),
        set(`${choice}/oneOf/0/properties/size/enum`, ['big']),
        set(`${choice}/oneOf/0/properties/owner`, { type: 'integer' }),
        push(`${choice}/oneOf/0/required`, 'owner'),
        set(`${choice}/oneOf/1/properties/name/maxLength`, 6),
      ),
      set(choice, { oneOf: [branch('phone'), branch('desk')] }),
    );
    expect(placesOf(found)).toEqual([
      `request-narrowed ${choice}/oneOf/0/properties/name/maxLength maxLength`,
      `request-narrowed ${choice}/oneOf/0/properties/size/enum enum`,
      `request-narrowed ${choice}/oneOf/0/required/1 required`,
      `request-narrowed ${choice}/oneOf/1/properties/name/maxLength maxLength`,
    ]);
  });

  test('whatever one edit breaks, it breaks together with another', async () => {
    const own = breaking.filter(
      ({ api, given, name }) => api === 'sign-in' && !given && !/media type|method|path is|body is|alternative|oneOf/.test(name),
    );
    for (const [index, { edit, name }] of own.entries()) {
      const other = own[(index + 9) % own.length];
      if (!other || index % 3 > 0) continue;
      const together = new Set(placesOf(await majors(all(edit, other.edit))));
      const apart = [...placesOf(await majors(edit)), ...placesOf(await majors(other.edit))];
      expect(
        apart.filter((place) => !together.has(place)),
        `${name} + ${other.name}`,
      ).toEqual([]);
    }
  }, 30_000);
});
