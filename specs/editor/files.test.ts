import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { Ajv } from 'ajv';
import { parseYaml } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { toFiles } from './files.ts';

const folder = join(import.meta.dirname, '..');
const files = toFiles();
const ajv = new Ajv({ strict: false, allErrors: true });
for (const [name, text] of files) ajv.addSchema(JSON.parse(text) as object, name);

/** Which file each schema is for, as the editor's settings say it. */
const settings = JSON.parse(readFileSync(join(folder, '../.vscode/settings.json'), 'utf8')) as { 'yaml.schemas': Record<string, string[]> };
const uses = Object.entries(settings['yaml.schemas']).map(([path, globs]) => [path.replace('./specs/editor/', ''), globs] as const);

function errorsOf(schema: string, text: string): string[] {
  ajv.validate(schema, parseYaml(text));
  return (ajv.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

test('the schemas are those of the rules and of Redocly as they are now', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(import.meta.dirname, name), 'utf8'), `${name}: run node specs/editor/main.ts`).toBe(text);
  expect(uses.map(([name]) => name).toSorted()).toStrictEqual([...files.keys()].toSorted());
});

test.each(uses)('%s has nothing to say of the contracts as they are', (schema, globs) => {
  const contracts = globSync(globs, { cwd: join(folder, '..') });
  expect(contracts).not.toHaveLength(0);
  for (const file of contracts) expect(errorsOf(schema, readFileSync(join(folder, '..', file), 'utf8')), file).toStrictEqual([]);
});

test.each([
  ['a misspelt keyword', 'summary: Sign in with', 'sumary: Sign in with', '/info additionalProperties'],
  ['a misspelt keyword of an operation', 'operationId: signIn', 'operationid: signIn', '/paths/~1sign-in/post additionalProperties'],
  [
    'a misspelt keyword of an example',
    '                summary: By username',
    '                sumary: By username',
    'examples/byUsername additionalProperties',
  ],
  ['a type that does not exist', 'type: integer', 'type: int', '/components/schemas/SignInResponse'],
  ['an extension where it does not belong', 'x-client-name: role', 'x-request: role', 'additionalProperties'],
  ['an extension of another shape', 'x-varies: true', 'x-varies: sometimes', 'const'],
])('%s is underlined', (_title, from, to, error) => {
  const text = readFileSync(join(folder, 'sign-in/openapi.yaml'), 'utf8');
  expect(text).toContain(from);
  const errors = errorsOf('openapi.gen.json', text.replace(from, to));
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.join('\n')).toContain(error.startsWith('/components') ? 'enum' : error);
});

test('every contract has a schema', () => {
  const globs = uses.flatMap(([, of]) => of);
  const contracts = globSync('specs/{*/openapi.yaml,*/operations/*.yaml,flows/*.yaml}', { cwd: join(folder, '..') });
  for (const file of contracts)
    expect(
      globs.some((glob) => matchesGlob(file, glob)),
      file,
    ).toBe(true);
});
