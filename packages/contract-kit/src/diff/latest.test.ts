import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createComparer } from './comparer.ts';
import { set, textAfter } from './edit.testing.ts';
import { createRepository } from './repository.testing.ts';

const specs = join(import.meta.dirname, '../../../../specs');
const path = 'specs/login/openapi.yaml';

test('a contract that was compared can be read as a whole, and is the same object as long as it says the same', async () => {
  const repository = createRepository();
  onTestFinished(() => repository.end());
  for (const name of ['login', 'shared']) repository.copy(join(specs, name), `specs/${name}`);
  repository.commit();
  const comparer = createComparer({ root: repository.root });
  const after = async (text = textAfter('login')) => {
    await comparer.compare(path, text).catch(() => undefined);
    return comparer.spec(path);
  };
  expect(comparer.spec(path)).toBeUndefined();
  const [first, again] = [await after(), await after()];
  expect(first?.operations.map(({ id }) => id)).toEqual(['login', 'logout', 'currentUser']);
  expect(again).toBe(first);
  expect(await after(textAfter('login', set('/info/title', 'Another')))).toMatchObject({ title: 'Another' });
  expect(await after('paths: [')).toBeUndefined();
  expect(await after(textAfter('login').replace('headers.yaml#/XRequestId', 'headers.yaml#/no'))).toBeUndefined();
  expect(await after()).toMatchObject({ title: first?.title });
});
