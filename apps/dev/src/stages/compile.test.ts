import { expect, test } from 'vitest';
import { layout, repository } from '../layout.ts';
import { createCompiler } from './compile.ts';

test('whoever quits while the compiler is at work lets it finish, and asks nothing more', async () => {
  const compiler = createCompiler({ root: repository, ...layout.server });
  const checked = compiler.check([]);
  const closed = compiler.close();
  expect(await compiler.check(['/a.ts'])).toEqual([]);
  expect(await checked).toEqual([]);
  await expect(closed).resolves.toBeUndefined();
});
