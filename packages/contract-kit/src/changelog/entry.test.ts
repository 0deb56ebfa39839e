import { describe, expect, it } from 'vitest';
import { breaking } from '../diff/breaking.testing.ts';
import { all, push, remove, set, textAfter, type Edit, type Row } from '../diff/edit.testing.ts';
import { safe } from '../diff/safe.testing.ts';
import { diffSpecs } from '../diff/compare.ts';
import { readGraph, type Graph } from '../spec/graph.ts';
import { createReader } from '../spec/load.ts';
import { fileOf } from '../diff/edit.testing.ts';
import { itemsBetween } from './entry.ts';
import type { Item } from './item.ts';
import { toMarkdown } from './markdown.ts';
import { proseOf } from './prose.ts';

/** What nobody knows who only uses an API. */
const jargon =
  /witness|schema|keyword|enum\b|oneOf|anyOf|allOf|\$ref|#\/|\/properties|maxLength|minItems|additionalProperties|(request|response)-[a-z]+-?|undefined|\[object/i;

interface Read {
  items: Item[];
  lines: string[];
  level: string;
}

async function read({ api, given, edit }: Pick<Row, 'api' | 'given' | 'edit'>): Promise<Read> {
  const [old, next] = await Promise.all([graphOf(api, given), graphOf(api, given, edit)]);
  const [before, after] = [createReader(old).read(), createReader(next).read()];
  const found = diffSpecs(before, after, { touched: true });
  const items = itemsBetween({ before, after, was: proseOf(old), is: proseOf(next), isUnchanged: undefined }, found);
  return { items, lines: toMarkdown(items, after), level: found.level };
}

/** Most edits are made in the same text. */
const graphs = new Map<string, Promise<Graph>>();

async function graphOf(api: string, ...edits: readonly (Edit | undefined)[]): Promise<Graph> {
  const text = textAfter(api, ...edits);
  const graph = graphs.get(text) ?? readGraph(fileOf(api), text);
  graphs.set(text, graph);
  return graph;
}

const user = '/components/schemas/User';
const request = '/components/schemas/SignInRequest';
const signIn = '/paths/~1sign-in/post';

describe('a breaking change', () => {
  it.each(breaking.map((row) => [row.name, row] as const))('is told with what to do about it: %s', async (_name, row) => {
    const { items, lines } = await read(row);
    const told = items.filter(({ group }) => group === 'breaking');
    expect(told.length).toBeGreaterThan(0);
    for (const { text, todo } of told) {
      expect(text).toMatch(/^[A-Z`].*\.$/);
      expect(todo).toMatch(/^[A-Z].*\.$/);
      // What says no more than that something is different.
      expect(text).not.toMatch(/^(Some|There are|More) /);
    }
    expect(lines.join('\n').replaceAll(/`[^`]*`/g, '')).not.toMatch(jargon);
    expect(lines.join('\n')).not.toContain('password123');
  });
});

describe('a change that breaks nobody', () => {
  it.each(safe.map((row) => [row.name, row] as const))('is not told as one that does: %s', async (_name, row) => {
    const { items, lines } = await read(row);
    const groups = [...new Set(items.map(({ group }) => group))];
    expect(groups).toEqual(row.level === 'minor' ? ['added'] : items.length > 0 ? ['changed'] : []);
    expect(lines.join('\n').replaceAll(/`[^`]*`/g, '')).not.toMatch(jargon);
  });

  it('is not told at all when it only says the same in other words', async () => {
    const rewrites = safe.filter(({ name }) => /wrapped|redundant|for an enum|order|another name|implies/.test(name));
    expect(rewrites.length).toBeGreaterThanOrEqual(8);
    for (const row of rewrites) expect((await read(row)).items, row.name).toEqual([]);
  });
});

describe('the words', () => {
  it.each<[what: string, edit: Edit, wanted: string[]]>([
    [
      'a property that must be sent',
      all(set(`${request}/properties/deviceId`, { type: 'string', minLength: 1, maxLength: 64 }), push(`${request}/required`, 'deviceId')),
      [
        '### Breaking',
        '**`signIn`** · `POST /api/v1/auths/sign-in`',
        '- Request: `deviceId` is new and must be sent: a text of 1 to 64 characters. **Send `deviceId`.** Refused now: `{"username":"nobody","password":"*** (11 characters)"}`',
      ],
    ],
    [
      'a status',
      set(`${signIn}/responses/423`, { description: 'The account is locked. Only an administrator opens it.' }),
      [
        '### Added',
        '**`signIn`** · `POST /api/v1/auths/sign-in`',
        '- May answer 423 now: The account is locked. **Be ready for the new status 423.**',
      ],
    ],
    [
      'a value, wherever the schema is used',
      push(`${user}/properties/status/enum`, 'banned'),
      [
        '### Breaking',
        '**`signIn`** · `POST /api/v1/auths/sign-in`',
        '- Answer 200: `user.status` may be `banned` now; before: `active` or `inactive`. **Be ready for `banned`.** May come now: `{"user": {"status": "banned", …}, …}`',
        '**`me`** · `GET /api/v1/auths/me`',
        '- Answer 200: `status` may be `banned` now; before: `active` or `inactive`. **Be ready for `banned`.** May come now: `{"status": "banned", …}`',
      ],
    ],
    [
      'the same header of all answers',
      set('/servers/0/url', '/api/v2/auths'),
      [
        '### Breaking',
        '**All operations**',
        '- The address begins with `/api/v2/auths` now; it began with `/api/v1/auths`. **Use the new address.**',
      ],
    ],
    [
      'a description, also one beside a reference',
      set(`${user}/properties/createdAt/description`, 'When it began.'),
      [
        '### Changed',
        '**`signIn`** · `POST /api/v1/auths/sign-in`, **`me`** · `GET /api/v1/auths/me`',
        '- Only its description changed; requests and answers are the same.',
      ],
    ],
    [
      'another name in generated clients, and a shorter life',
      all(
        set(`${user}/properties/rol/x-client-name`, 'job'),
        set('/components/schemas/AccessToken/contentSchema/prefixItems/1/x-lifetime', 3600),
      ),
      [
        '### Breaking',
        '**`signIn`** · `POST /api/v1/auths/sign-in`, **`me`** · `GET /api/v1/auths/me`',
        '- `rol` is called `job` in generated clients now; it was `role`. **Use the new name.**',
        '### Changed',
        '**`signIn`** · `POST /api/v1/auths/sign-in`, **`refresh`** · `POST /api/v1/auths/refresh`',
        '- The token lives 3600 seconds now; it lived 86400 seconds. **Renew it in time.**',
      ],
    ],
    [
      'a session that clients cannot renew any more',
      remove('/x-session/renew'),
      ['### Breaking', '**The API**', '- Clients can no longer `renew` a session. **Do it by the operations themselves.**'],
    ],
    [
      'what will go',
      set(`${signIn}/deprecated`, true),
      [
        '### Changed',
        '**`signIn`** · `POST /api/v1/auths/sign-in`',
        '- Is deprecated: it works as before, but not for ever. **Plan to use something else.**',
      ],
    ],
  ])('tell of %s', async (_what, edit, wanted) => {
    expect((await read({ api: 'sign-in', edit })).lines.filter((line) => line !== '')).toEqual(wanted);
  });

  it('tell every change, also those that no single request shows beside others', async () => {
    const edit = all(
      set(`${request}/properties/deviceId`, { type: 'string' }),
      push(`${request}/required`, 'deviceId'),
      set(`${request}/properties/password/minLength`, 8),
      set(`${request}/properties/username/maxLength`, 32),
      push(`${user}/properties/status/enum`, 'banned'),
      set(`${user}/properties/lastName/type`, ['string', 'null']),
      set(`${user}/properties/avatar/maxLength`, 4096),
    );
    const { items } = await read({ api: 'sign-in', edit });
    const told = items
      .filter(({ group, operation }) => group === 'breaking' && operation?.id === 'signIn')
      .map(({ text }) => text.replace(/ (is|must|may) .*/, ''));
    expect(told).toEqual(
      ['`deviceId`', '`username`', '`password`', '`user.lastName`', '`user.avatar`', '`user.status`'].toSorted(byOrder(told)),
    );
  });
});

/** The order does not matter; that nothing is missing, and nothing twice, does. */
function byOrder(told: readonly string[]) {
  return (a: string, b: string) => told.indexOf(a) - told.indexOf(b);
}
