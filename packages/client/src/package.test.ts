import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

/** Bytes of a bundle of what the code imports, minified and compressed, without openapi-fetch. */
async function sizeOf(code: string): Promise<number> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : null),
    load: (id: string) => (id === 'entry' ? code : null),
  };
  const bundle = await rolldown({
    input: 'entry',
    cwd: dist,
    external: ['openapi-fetch', 'react'],
    plugins: [entry],
    treeshake: { moduleSideEffects: false },
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  return gzipSync(output[0].code, { level: 9 }).length;
}

describe('the size', () => {
  test('of createClient with all that it needs, and the tables of every API, is at most 5.2 kB', async () => {
    expect(await sizeOf(`export { createClient } from '${dist}/index.js'`)).toBeLessThanOrEqual(5200);
  });

  test('of the subpaths beyond that is at most 2.5 kB for validate with the schemas of every API, 1 kB for react, 0.1 kB for raw', async () => {
    const core = `export { createClient } from '${dist}/index.js'`;
    const beyond = async (subpath: string) => (await sizeOf(`${core}; export * from '${dist}/${subpath}.js'`)) - (await sizeOf(core));
    expect(await beyond('validate/index')).toBeLessThanOrEqual(2500);
    expect(await beyond('react')).toBeLessThanOrEqual(1000);
    expect(await beyond('react-query')).toBeLessThanOrEqual(1000);
    expect(await beyond('raw')).toBeLessThanOrEqual(100);
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
  test('validates without making code at run time, and asks for no CommonJS', () => {
    const files = ['validate/index.js', 'validate/check.js', 'contracts/schemas.js', 'contracts/schemas.gen.js'];
    for (const name of files)
      expect(readFileSync(join(dist, name), 'utf8'), name).not.toMatch(/\brequire\(|\beval\b|new Function|\bimport\(/);
  });

  test('refers to no package that is not', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|d\.ts)$/.test(name));
    const imported = files.flatMap((name) =>
      [...readFileSync(join(dist, name), 'utf8').matchAll(/from ['"]([^'"./][^'"]*)['"]/g)].map(([, id]) => id),
    );
    const { dependencies, peerDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const known = Object.keys({ ...dependencies, ...peerDependencies });
    expect(imported.filter((id) => !known.some((name) => id === name || id?.startsWith(`${name}/`)))).toEqual([]);
  });

  test('is found sound by publint and attw', { timeout: 120_000 }, () => {
    expect(run(process.execPath, ['scripts/pack-check.ts'])).toMatchObject({ status: 0 });
  });
});
