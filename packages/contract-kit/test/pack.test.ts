import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fine, serve } from '../src/run/server.testing.ts';
import { open } from './cli.testing.ts';

const root = join(import.meta.dirname, '..');
const stranger = realpathSync(mkdtempSync(join(tmpdir(), 'stranger-')));
const installed = join(stranger, 'node_modules/@countersign/contract-kit');
const tarball = () => join(stranger, readdirSync(stranger).find((name) => name.endsWith('.tgz')) ?? '');
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` };

function run(file: string, args: readonly string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

function must(file: string, args: readonly string[], cwd = root): void {
  const { status, output } = run(file, args, cwd);
  if (status !== 0) throw new Error(output);
}

/** The pnpm that runs these tests: a second `npx` would wait for the first one, which waits for the tests. */
function pnpm(...args: string[]): [file: string, args: string[]] {
  const running = process.env['npm_execpath'] ?? '';
  return /pnpm(\.exe)?$/.test(running) ? [running, args] : ['npx', ['-y', '--prefer-offline', 'pnpm@12', ...args]];
}

// As `npm install` would leave it, but for the network: what it depends on is linked.
beforeAll(() => {
  must(process.execPath, ['scripts/build.ts']);
  must(...pnpm('pack', '--config.ignore-scripts=true', '--pack-destination', stranger));
  mkdirSync(installed, { recursive: true });
  must('tar', ['xzf', tarball(), '--strip-components=1', '-C', installed]);
  const { dependencies } = manifest();
  for (const name of Object.keys(dependencies))
    symlinkSync(realpathSync(join(root, 'node_modules', name)), join(stranger, 'node_modules', name));
  mkdirSync(join(stranger, 'node_modules/.bin'));
  symlinkSync(join(installed, 'bin/contract-kit.js'), join(stranger, 'node_modules/.bin/contract-kit'));
  writeFileSync(join(stranger, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(stranger, 'openapi.yaml'), open);
}, 120_000);

afterAll(() => rmSync(stranger, { recursive: true, force: true }));

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
}

/** What was published, at work in the stranger's folder. */
async function kit(...args: string[]) {
  const child = spawn(join(stranger, 'node_modules/.bin/contract-kit'), args, { cwd: stranger, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { code: code as number, stdout, stderr };
}

describe('the package', { timeout: 60_000 }, () => {
  test('holds what it needs, and no tests', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'bin/contract-kit.js',
        'dist/index.js',
        'dist/vitest.d.ts',
        'examples/todo/openapi.yaml',
      ]),
    );
    expect(files.filter((name) => /^dist.*\.test(ing)?\.|^(src|test|scripts)\b/.test(name))).toEqual([]);
  });

  test('imports nothing that it does not depend on', () => {
    const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|d\.ts)$/.test(name));
    const imported = files.flatMap((name) =>
      [...readFileSync(join(installed, 'dist', name), 'utf8').matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^'.][^']*)';/gm)].map(
        ([, id = '']) => id,
      ),
    );
    const { dependencies, peerDependencies } = manifest();
    const known = Object.keys({ ...dependencies, ...peerDependencies });
    const strange = imported.filter((id) => !id.startsWith('node:') && !known.some((name) => id === name || id.startsWith(`${name}/`)));
    expect(imported).toContain('ajv/dist/2020.js');
    expect(strange).toEqual([]);
  });

  test('is found sound by publint and attw', () => {
    const bin = join(root, 'node_modules/.bin');
    expect(run(join(bin, 'publint'), ['run', tarball(), '--strict'])).toMatchObject({ status: 0 });
    expect(run(join(bin, 'attw'), [tarball(), '--profile', 'esm-only'])).toMatchObject({ status: 0 });
  });

  test('has types that a strict project compiles', () => {
    const use = `import { cases, createOracle, loadSpec, type Case } from '@countersign/contract-kit';
const spec = await loadSpec('openapi.yaml');
const found: readonly Case[] = cases(spec, { oracle: createOracle(spec.schemas) }).cases;
export const ids: string[] = found.map(({ id }) => id);
`;
    writeFileSync(join(stranger, 'use.ts'), use);
    const compilerOptions = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, exactOptionalPropertyTypes: true };
    const types = { types: ['node'], typeRoots: [join(root, 'node_modules/@types')], skipLibCheck: false };
    writeFileSync(
      join(stranger, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...types }, files: ['use.ts'] }),
    );
    expect(run(join(root, '../../node_modules/.bin/tsc'), ['-p', stranger])).toEqual({ status: 0, output: '' });
  });
});

describe('its command', { timeout: 60_000 }, () => {
  test('tells how it is used', async () => {
    const { code, stdout, stderr } = await kit('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/contract-kit \[--base-url URL\]/);
  });

  test('ends with 0 for a server that keeps its contract, 1 for one that does not, 2 where there is none', async () => {
    const good = await serve((request, response) => {
      if (request.url === '/open' && request.method === 'GET') fine(request, response);
      else response.writeHead(request.url === '/open' ? 405 : 404, { Allow: 'GET' }).end();
    });
    const bad = await serve((_request, response) => response.setHeader('Content-Type', 'application/json').end('{}'));
    const hold = (baseUrl: string, file = 'openapi.yaml') =>
      kit('--spec', file, '--base-url', baseUrl, '--coverage', '0', '--json', 'report.json');
    const [passed, failed, neither] = [await hold(good), await hold(bad), await hold(good, 'none.yaml')];
    expect([passed.code, failed.code, neither.code]).toEqual([0, 1, 2]);
    expect(JSON.parse(readFileSync(join(stranger, 'report.json'), 'utf8'))).toMatchObject({ kit: manifest().version });
    expect(passed.stderr + failed.stderr).toBe('');
    expect(neither.stderr).toMatch(/^none\.yaml:1:1: [^\n]+\n$/);
  });
});
