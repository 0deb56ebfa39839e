import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copySpecs, createFolder, specs } from './fixtures/copy.ts';
import { generate } from './generate.ts';
import { apply, compare } from './output.ts';

const root = join(import.meta.dirname, '../../..');

async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const result = await generate(folder);
  if ('findings' in result) throw new Error(JSON.stringify(result.findings));
  return result.files;
}

describe('generate', () => {
  test('makes two files for each folder with an openapi.yaml, two indexes, and the examples and schemas of all', async () => {
    const names = [...(await filesOf(specs)).keys()];
    expect(names).toEqual([
      'front-desk.gen.ts',
      'front-desk.gen.json',
      'library.gen.ts',
      'library.gen.json',
      'apis.gen.ts',
      'documents.gen.ts',
      'examples.gen.ts',
      'schemas.gen.ts',
    ]);
  });

  test('a new folder is picked up', async () => {
    const copy = copySpecs();
    cpSync(join(copy, 'front-desk'), join(copy, 'new-wing'), { recursive: true });
    const files = await filesOf(copy);
    expect([...files.keys()]).toContain('new-wing.gen.ts');
    expect(files.get('apis.gen.ts')).toContain('"new-wing"');
    expect(files.get('documents.gen.ts')).toContain('"new-wing"');
  });

  test('is the same byte for byte, wherever the folder lies', async () => {
    expect(await filesOf(copySpecs())).toEqual(await filesOf(specs));
  });

  test('every generated module says so, and by which command', async () => {
    for (const [name, text] of await filesOf(specs)) {
      if (name.endsWith('.ts')) expect(text).toMatch(/^\/\/ Generated from specs\/.* by `npx -y pnpm@12 generate`/);
    }
  });

  test('a bundled document refers to nothing outside itself and keeps every example', async () => {
    const text = (await filesOf(specs)).get('library.gen.json') ?? '';
    const refs = [...text.matchAll(/"\$ref": "([^"]*)"/g)].map(([, ref]) => ref);
    expect(refs).toContain('#/components/schemas/failure');
    expect(refs.filter((ref) => !ref?.startsWith('#/components/'))).toEqual([]);
    expect(text).toContain('"__proto__": {');
    // Validators get the schema as it was written; only the types are made from variants.
    expect(JSON.parse(text).components.schemas.Loan.oneOf).toHaveLength(3);
  });

  test('what a client needs at run time', async () => {
    const reader = { in: { pass: { as: 'token' } } };
    const registered = { in: { reader: { as: 'member', ...reader }, friends: { in: { '*': reader } } } };
    const out = createFolder();
    const files = await filesOf(specs);
    apply(out, files, compare(out, files));
    const { apis } = await import(join(out, 'apis.gen.ts'));
    expect(apis).toEqual({
      'front-desk': {
        serverPath: '',
        operations: { isOpen: { method: 'get', path: '/open', responses: { 200: 'text', 204: 'none' } } },
      },
      library: {
        serverPath: '/api/v2',
        operations: {
          lend: {
            method: 'post',
            path: '/loans',
            responses: { 201: 'json', 204: 'none', 404: 'json' },
            fields: ['isbn', 'shelf', 'row', 'title', 'reader', 'card', 'weeks', 'until'],
          },
          bringBack: { method: 'delete', path: '/loans/{loan}', responses: { 204: 'none' }, secured: true },
          showLoan: { method: 'get', path: '/loans/{loan}', responses: { 200: 'json' } },
          listShelves: { method: 'get', path: '/shelves', responses: { 200: 'none' } },
          register: { method: 'post', path: '/readers', responses: { 201: 'json' }, names: { 201: registered } },
          renewPass: {
            method: 'put',
            path: '/readers',
            responses: { 200: 'json', 404: 'none' },
            fields: ['renewal'],
            names: { request: { in: { renewal: { as: 'again' } } }, 200: registered },
          },
        },
        // Paths are by the client's names.
        session: {
          begin: { operation: 'register', accessToken: ['member', 'token'], refreshToken: ['renewal'], user: ['member'] },
          renew: { operation: 'renewPass', send: ['again'], accessToken: ['member', 'token'], refused: [404] },
          end: { operation: 'bringBack' },
        },
      },
    });
  });

  test('the types hold what the schema says', { timeout: 30_000 }, async () => {
    const out = createFolder();
    const files = await filesOf(specs);
    apply(out, files, compare(out, files));
    cpSync(join(import.meta.dirname, 'fixtures/promises.ts'), join(out, 'promises.ts'));
    writeFileSync(join(out, 'package.json'), JSON.stringify({ type: 'module' }));
    const compilerOptions = { types: [], skipLibCheck: true };
    writeFileSync(join(out, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', out], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('compare and apply', () => {
  test('handwritten files are left alone, files of a removed API are deleted', async () => {
    const out = join(createFolder(), 'new');
    const files = new Map([['a.gen.ts', 'a']]);
    apply(out, files, compare(out, files));
    mkdirSync(join(out, 'sub'));
    writeFileSync(join(out, 'index.ts'), '');
    writeFileSync(join(out, 'gone.gen.json'), '');
    writeFileSync(join(out, 'a.gen.ts'), 'b');
    const differences = compare(out, files);
    expect(differences).toEqual([
      { name: 'a.gen.ts', state: 'stale' },
      { name: 'gone.gen.json', state: 'superfluous' },
    ]);
    apply(out, files, differences);
    expect(compare(out, files)).toEqual([]);
    expect(readdirSync(out)).toEqual(['a.gen.ts', 'index.ts', 'sub']);
  });
});
