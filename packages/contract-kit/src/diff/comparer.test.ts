import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SpecError } from '../spec/location.ts';
import { breaking } from './breaking.testing.ts';
import type { ApiDiff } from './change.ts';
import { createComparer } from './comparer.ts';
import { set, textAfter } from './edit.testing.ts';
import { createRepository, type Repository } from './repository.testing.ts';
import { safe } from './safe.testing.ts';

const specs = join(import.meta.dirname, '../../../../specs');
const headers = readFileSync(join(specs, 'shared/headers.yaml'), 'utf8');
const rows = [...breaking, ...safe];
/** How small the examples are depends on the machine; here they take the time that they need. */
const limits = { steps: 1500, patience: 60_000, now: () => 0 };
let repository: Repository;

beforeEach(() => {
  repository = createRepository();
  repository.copy(join(specs, 'shared'), 'specs/shared');
});

afterEach(() => repository.end());

/** Everything but the examples: those that were found first are kept as long as they show the same. */
function verdict({ changes, ...rest }: ApiDiff): unknown {
  return { ...rest, changes: changes.map(({ witness, ...change }) => ({ ...change, refusedBy: witness?.refusedBy })) };
}

test('forgets what is no longer so: after edits, both at once, and back again, each verdict is that of a comparer that knows nothing', async () => {
  repository.copy(join(specs, 'sign-in'), 'specs/api');
  repository.commit();
  const { root } = repository;
  const edits = rows.filter(({ api, given }) => api === 'sign-in' && !given).map(({ edit }) => edit);
  const warm = createComparer({ root, limits });
  const texts = edits.slice(0, 5).flatMap((edit, index) => {
    const other = edits[(index * 7 + 11) % edits.length];
    return [textAfter('sign-in', edit), ...safely(() => textAfter('sign-in', edit, other)), textAfter('sign-in')];
  });
  for (const text of texts) {
    const fresh = await createComparer({ root, limits }).compare('specs/api/openapi.yaml', text);
    expect(verdict(await warm.compare('specs/api/openapi.yaml', text))).toEqual(verdict(fresh));
  }
}, 30_000);

test('what was shown of a sentence counts no longer when the sentence is another one, or the revision has another', async () => {
  const { root, write, commit, copy } = repository;
  const path = 'specs/api/openapi.yaml';
  const limited = (limit: number) => textAfter('sign-in', set('/components/schemas/SignInRequest/properties/password/maxLength', limit));
  copy(join(specs, 'sign-in'), 'specs/api');
  write(path, limited(500));
  commit();
  const comparer = createComparer({ root, limits });
  const seen: string[] = [];
  for (const limit of [400, 600, 300, 500]) seen.push((await comparer.compare(path, limited(limit))).level);
  expect(seen).toEqual(['major', 'minor', 'major', 'none']);
  const lengths = [400, 300].map(async (limit) => (await comparer.compare(path, limited(limit))).changes[0]?.witness?.says);
  expect(await Promise.all(lengths)).toEqual([expect.stringContaining('401 characters'), expect.stringContaining('301 characters')]);
  write(path, limited(200));
  commit();
  expect((await comparer.compare(path, limited(300))).level).toBe('minor');
});

test('versions that are compared at the same time do not get mixed up', async () => {
  const path = 'specs/api/openapi.yaml';
  repository.copy(join(specs, 'sign-in'), 'specs/api');
  repository.commit();
  const comparer = createComparer({ root: repository.root, limits });
  const limited = (limit: number) => textAfter('sign-in', set('/components/schemas/SignInRequest/properties/password/maxLength', limit));
  const compare = async (limit: number) => (await comparer.compare(path, limited(limit))).changes[0]?.witness?.says ?? 'none';
  const first = await Promise.all([90, 80, 2000, 70].map(compare));
  expect(first.map((says) => /\d+(?= characters)/.exec(says)?.[0])).toEqual(['91', '81', undefined, '71']);
  expect(await compare(80)).toBe(first[1]);
});

/** Two edits may not go together. */
function safely(make: () => string): string[] {
  try {
    return [make()];
  } catch {
    return [];
  }
}

describe('an edit', () => {
  const path = 'specs/api/openapi.yaml';
  const login = (...edits: Parameters<typeof set>[]) => textAfter('login', ...edits.map((edit) => set(...edit)));
  const closed = ['/components/schemas/User/properties/name/maxLength', 300] as const;

  beforeEach(() => {
    for (const name of ['api', 'other', 'renamed']) repository.copy(join(specs, 'login/operations'), `specs/${name}/operations`);
    repository.write(path, login());
    repository.commit();
  });

  test('that cannot be read is told with its place, and the next one is compared', async () => {
    const comparer = createComparer({ root: repository.root });
    await comparer.compare(path);
    const half = login([...closed]).replace('"maxLength": 300', '"maxLength": ');
    const error: unknown = await comparer.compare(path, half).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpecError);
    const lines = half.split('\n');
    const near = lines.slice((error as SpecError).at?.line ?? 0).findIndex((text) => text.endsWith('"maxLength": '));
    expect(near).toBeLessThan(5);
    expect((error as SpecError).message).toMatch(/specs\/api\/openapi\.yaml:\d+:\d+: /);
    expect(await comparer.compare(path, login([...closed]))).toMatchObject({ level: 'major' });
  });

  test.each([
    [
      'a type that there is not',
      login(['/components/schemas/Token/type', 'strng']),
      /openapi\.yaml:\d+:\d+: the schema cannot be read: .*strng/,
    ],
    [
      'a reference into nowhere',
      login(['/components/schemas/User/properties/name', { $ref: '#/no' }]),
      /:\d+:\d+: \$ref into nowhere: #\/no/,
    ],
  ])('with %s is told with its place', async (_what, text, message) => {
    const comparer = createComparer({ root: repository.root });
    await expect(comparer.compare(path, text)).rejects.toThrow(message);
    expect(await comparer.compare(path)).toMatchObject({ level: 'none' });
  });

  test('of a file that several APIs refer to counts for each of them', async () => {
    repository.write('specs/other/openapi.yaml', login());
    repository.commit();
    const comparer = createComparer({ root: repository.root });
    const both = () => Promise.all([path, 'specs/other/openapi.yaml'].map((file) => comparer.compare(file)));
    expect((await both()).map(({ level }) => level)).toEqual(['none', 'none']);
    repository.write('specs/shared/headers.yaml', headers.replace('const: no-store', 'const: no-cache'));
    expect((await both()).map(({ level }) => level)).toEqual(['major', 'major']);
    repository.write('specs/shared/headers.yaml', `# Headers.\n${headers}`);
    expect((await both()).map(({ level, changes }) => [level, changes[0]?.rule])).toEqual([
      ['patch', 'words-changed'],
      ['patch', 'words-changed'],
    ]);
  });

  test('by which a file is renamed or deleted is a new API and one that is gone, until it is back', async () => {
    const comparer = createComparer({ root: repository.root });
    repository.remove(path);
    repository.write('specs/renamed/openapi.yaml', login());
    expect(await comparer.compare(path)).toMatchObject({ api: 'api', level: 'major', to: '', sufficient: false });
    expect(await comparer.compare('specs/renamed/openapi.yaml')).toMatchObject({ api: 'renamed', base: undefined, level: 'none' });
    repository.remove('specs/renamed/openapi.yaml');
    await expect(comparer.compare('specs/renamed/openapi.yaml')).rejects.toThrow(
      'no such file, neither here nor at HEAD: specs/renamed/openapi.yaml',
    );
    repository.write(path, login([...closed]));
    expect(await comparer.compare(path)).toMatchObject({ level: 'major', to: '1.0.0' });
  });
});

describe('the revision', () => {
  const path = 'specs/platform/openapi.yaml';
  const platform = (status: string) => textAfter('platform', set('/components/schemas/Healthy/properties/status/const', status));

  test('is looked up again: a commit, another branch, a tag', async () => {
    const { root, write, commit, git } = repository;
    write(path, platform('ok'));
    commit();
    const [head, main, tag] = [undefined, 'main', 'v1'].map((base) => createComparer({ root, base }));
    git('tag', 'v1');
    git('switch', '--quiet', '--create', 'work');
    write(path, platform('fine'));
    const levels = async () => (await Promise.all([head, main, tag].map((comparer) => comparer?.compare(path)))).map((one) => one?.level);
    expect(await levels()).toEqual(['major', 'major', 'major']);
    commit();
    expect(await levels()).toEqual(['major', 'major', 'major']);
    git('branch', '--force', 'main', 'work');
    expect(await levels()).toEqual(['major', 'none', 'major']);
    git('tag', '--force', 'v1');
    expect(await levels()).toEqual(['none', 'none', 'none']);
  });

  test('that is not there is told, and found when it comes', async () => {
    const { root, write, commit, git } = repository;
    write(path, platform('ok'));
    commit();
    const comparer = createComparer({ root, base: 'later' });
    await expect(comparer.compare(path)).rejects.toThrow('no such git revision: later');
    git('branch', 'later');
    expect(await comparer.compare(path)).toMatchObject({ base: 'later', level: 'none' });
  });

  test('with a contract that cannot be read is told with its name', async () => {
    const { root, write, commit } = repository;
    write(path, '{"openapi": "3.1.0", "paths": {}}');
    commit();
    write(path, platform('ok'));
    await expect(createComparer({ root }).compare(path)).rejects.toThrow(/^HEAD:specs\/platform\/openapi\.yaml:1:\d+: no operations/);
  });
});
