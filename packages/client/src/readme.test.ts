import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProgram } from './serve.testing.ts';

const root = join(import.meta.dirname, '..');
// Within the package, so that it is found by its own name.
const folder = join(root, '.readme');
const readme = blocksOf(readFileSync(join(root, 'README.md'), 'utf8'));
const examples = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|test-d|testing)\.tsx?$/.test(name))
  .flatMap((name) => readFileSync(join(root, 'src', name), 'utf8').match(/\/\*\*[\s\S]*?\*\//g) ?? [])
  .flatMap((comment) => blocksOf(comment.replaceAll(/^ *\* ?/gm, '')));
const blocks = [...readme, ...examples];
const ends: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  const address = await startProgram((end) => ends.push(end));
  mkdirSync(folder, { recursive: true });
  for (const [index, { code }] of blocks.entries()) writeFileSync(fileOf(index), code.replaceAll('http://127.0.0.1:3000', address));
}, 30_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const end of ends) await end();
});

interface Block {
  extension: string;
  code: string;
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(([, extension = '', code = '']) => ({
    extension,
    code: code + toRender(code),
  }));
}

/** A component does nothing by itself. */
function toRender(code: string): string {
  const [, name] = /^export function ([A-Z]\w+)/m.exec(code) ?? [];
  return name ? `import { renderToString } from 'react-dom/server';\nconsole.log(renderToString(<${name} />));\n` : '';
}

function fileOf(index: number): string {
  return join(folder, `block-${index}.${blocks[index]?.extension}`);
}

/** What Node runs: it takes types away by itself, but knows no JSX. */
async function toProgram(file: string): Promise<string> {
  if (!file.endsWith('x')) return file;
  const bundle = await rolldown({ input: file, external: /^[^/.]/ });
  await bundle.write({ file: `${file}.mjs` });
  await bundle.close();
  return `${file}.mjs`;
}

function run(args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('every code block of the README and of the doc comments', { timeout: 30_000 }, () => {
  test('compiles', () => {
    const compilerOptions = { lib: ['es2024', 'dom', 'dom.iterable'], jsx: 'react-jsx' };
    const files = blocks.map((_, index) => fileOf(index));
    expect(readme.length).toBe(expected.length);
    expect(examples.length).toBeGreaterThan(3);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json', compilerOptions, include: [], files }));
    expect(run([join(root, '../../node_modules/typescript/bin/tsc'), '-p', folder])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  const expected = [
    /^John is admin\n.*create-inventory/,
    /^unauthorized undefined/,
    /^phone /,
    /signed-in signed-in admin\na token.*\nsigned-out/,
    /^signed-out/,
    /^aborted/,
    /^<p>One moment …<\/p>\n$/,
    /^admin\n$/,
    /^429 \d+000\n200\n$/,
  ];

  test.each(blocks.map((_, index) => index))('%i runs against the server', async (index) => {
    const { status, stdout, stderr } = run([await toProgram(fileOf(index))]);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    // An example says itself what it prints.
    const lines = [...(blocks[index]?.code ?? '').matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => `${line}\n`);
    if (index < readme.length) expect(stdout).toMatch(expected[index] ?? /^$/);
    else expect(stdout).toBe(lines.join(''));
  });
});
