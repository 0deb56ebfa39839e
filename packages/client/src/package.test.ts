import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { apis } from '@countersign/contracts';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const consumer = mkdtempSync(join(tmpdir(), 'consumer-'));

/** What this package was tested with, as if the consumer had installed it. */
function link(name: string): void {
  const target = join(consumer, 'node_modules', name);
  mkdirSync(join(target, '..'), { recursive: true });
  if (!existsSync(target)) symlinkSync(join(root, 'node_modules', name), target);
}

function run(file: string, args: string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

// What is published, as a consumer has it installed.
beforeAll(() => {
  const { status, output } = run(process.execPath, ['scripts/build.ts']);
  if (status !== 0) throw new Error(output);
  const installed = join(consumer, 'node_modules/@countersign/client');
  mkdirSync(join(installed, 'node_modules'), { recursive: true });
  const { publishConfig, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ ...manifest, ...publishConfig }));
  symlinkSync(dist, join(installed, 'dist'));
  symlinkSync(join(root, 'node_modules/openapi-fetch'), join(consumer, 'node_modules/openapi-fetch'));
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
  writeFileSync(join(consumer, 'use.ts'), readFileSync(join(root, 'src/fixtures/use.ts'), 'utf8'));
}, 60_000);

afterAll(() => rmSync(consumer, { recursive: true }));

const openapiFetch = join(root, 'node_modules/openapi-fetch/dist/index.mjs');

/** Bytes of a bundle of what the code imports, minified and compressed, without the packages named. */
async function sizeOf(code: string, external = ['openapi-fetch', 'react']): Promise<number> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : id === 'openapi-fetch' && !external.includes(id) ? openapiFetch : null),
    load: (id: string) => (id === 'entry' ? code : null),
  };
  const bundle = await rolldown({
    input: 'entry',
    cwd: dist,
    external,
    plugins: [entry],
    treeshake: { moduleSideEffects: false },
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  return gzipSync(output[0].code, { level: 9 }).length;
}

/** A file of `dist` without its comments, whose examples are code, too. */
function codeOf(name: string): string {
  return readFileSync(join(dist, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('the size', () => {
  test('of a consumer beyond one of openapi-fetch is at most 4 kB, by the entry of its API and by the name of any API', async () => {
    const consume = (name: string, from: string, options = '') =>
      sizeOf(`import ${name} from '${from}'; export const client = createClient({ ${options}baseUrl: 'https://id.example.com' })`, []);
    const alone = await consume('createClient', 'openapi-fetch');
    expect((await consume('{ createClient }', `${dist}/sign-in.js`)) - alone).toBeLessThanOrEqual(4000);
    expect((await consume('{ createClient }', `${dist}/index.js`, `api: 'sign-in', `)) - alone).toBeLessThanOrEqual(4000);
  });

  test('is that of no other API: each has an entry of its own', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const api of Object.keys(apis)) {
      expect(exports).toHaveProperty([`./${api}`]);
      const imported = [...readFileSync(join(dist, `${api}.js`), 'utf8').matchAll(/from '\.\/contracts\/([^']+)'/g)].map(
        ([, name]) => name,
      );
      expect(imported).toEqual([`${api}.gen.js`]);
    }
  });

  test('of the subpaths beyond that is at most 2.5 kB for validate with the schemas of every API, 1 kB for react and for storage', async () => {
    const core = `export { createClient } from '${dist}/index.js'`;
    const beyond = async (subpath: string, external?: string[]) =>
      (await sizeOf(`${core}; export * from '${dist}/${subpath}.js'`, external)) - (await sizeOf(core, external));
    expect(await beyond('validate/index')).toBeLessThanOrEqual(2500);
    expect(await beyond('react')).toBeLessThanOrEqual(1000);
    expect(await beyond('react-query')).toBeLessThanOrEqual(1000);
    expect(await beyond('storage/index')).toBeLessThanOrEqual(1000);
    // That is openapi-fetch itself, of which the core needs a part.
    expect(await beyond('raw', [])).toBeLessThanOrEqual(1400);
    expect(readFileSync(join(dist, 'types.js'), 'utf8').trim()).toBe('export {};');
  });

  test('of what is not used is nothing', async () => {
    expect(await sizeOf(`import '${dist}/index.js'; import '${dist}/storage/index.js';`)).toBeLessThanOrEqual(40);
  });
});

describe('the types', { timeout: 60_000 }, () => {
  const variants = { nodenext: ['nodenext', 'nodenext'], node16: ['node16', 'node16'], bundler: ['esnext', 'bundler'] };

  test.each(Object.entries(variants))('compile for %s, exact and with every library checked', (name, [module, moduleResolution]) => {
    const compilerOptions = { module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom'], types: [], strict: true, noEmit: true };
    const strictest = { exactOptionalPropertyTypes: true, skipLibCheck: false, isolatedModules: true, noUncheckedIndexedAccess: true };
    const file = join(consumer, `tsconfig.${name}.json`);
    writeFileSync(file, JSON.stringify({ compilerOptions: { ...compilerOptions, ...strictest }, files: ['use.ts'] }));
    expect(run(join(root, '../../node_modules/.bin/tsc'), ['-p', file], consumer)).toEqual({ status: 0, output: '' });
  });

  test('of the subpaths compile for a consumer that has their peers', () => {
    for (const name of ['react', '@tanstack/react-query', 'msw']) link(name);
    writeFileSync(join(consumer, 'use-subpaths.ts'), readFileSync(join(root, 'src/fixtures/use-subpaths.ts'), 'utf8'));
    // The types of the peers are theirs to check.
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
      strict: true,
      noEmit: true,
    };
    const file = join(consumer, 'tsconfig.subpaths.json');
    const strictest = { exactOptionalPropertyTypes: true, skipLibCheck: true };
    writeFileSync(file, JSON.stringify({ compilerOptions: { ...compilerOptions, ...strictest }, files: ['use-subpaths.ts'] }));
    expect(run(join(root, '../../node_modules/.bin/tsc'), ['-p', file], consumer)).toEqual({ status: 0, output: '' });
  });

  test('hold no any', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) {
      const code = readFileSync(join(dist, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|"[^"\n]*"/g, '');
      expect(code, name).not.toMatch(/\bany\b/);
    }
  });
});

describe('what is published', () => {
  test('uses no syntax after ES2022, and no global or method that Node 20 has not', async () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    const { target } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')).compilerOptions;
    expect(target).toBe('es2022');
    const newer = [
      /\b(Promise\.(withResolvers|try)|(Object|Map)\.groupBy|Array\.fromAsync|Iterator\.\w+|RegExp\.escape|Error\.isError|Math\.(sumPrecise|f16round))\b/,
      /\b(AbortSignal\.any|URL\.(parse|canParse)|Uint8Array\.from(Base64|Hex)|localStorage\.|navigator\.|WebSocket|EventSource|Temporal)\b/,
      /\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom|getOrInsert|getOrInsertComputed|toBase64|toHex)\(/,
      /\b(await )?using \w+ =|\bimport (defer|source)\b|\/[a-z]*v[a-z]*[,;)\n]|#!|\bimport\.meta\.(dirname|filename|main)\b|with \{ type:/,
    ];
    for (const name of files) {
      const code = codeOf(name);
      for (const pattern of newer) expect(code, name).not.toMatch(pattern);
    }
  });

  test('validates without making code at run time, and asks for no CommonJS', () => {
    const files = ['validate/index.js', 'validate/check.js', 'contracts/schemas.js', 'contracts/schemas.gen.js'];
    for (const name of files)
      expect(readFileSync(join(dist, name), 'utf8'), name).not.toMatch(/\brequire\(|\beval\b|new Function|\bimport\(/);
  });

  test('refers to no package that is not', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|d\.ts)$/.test(name));
    const imported = files.flatMap((name) => [...codeOf(name).matchAll(/from ['"]([^'"./][^'"]*)['"]/g)].map(([, id]) => id));
    const { dependencies, peerDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const known = Object.keys({ ...dependencies, ...peerDependencies });
    expect(imported.filter((id) => !known.some((name) => id === name || id?.startsWith(`${name}/`)))).toEqual([]);
  });

  test('is found sound by publint and attw', { timeout: 120_000 }, () => {
    expect(run(process.execPath, ['scripts/pack-check.ts'])).toMatchObject({ status: 0 });
  });
});
