import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '../src/cli/server.ts';
import { parseDocument } from '../src/spec/document.ts';

const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/todo');
// The name of the folder is that of the contract.
const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'kit-readme-'))), 'todo');
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
};

interface Block {
  language: string;
  title: string;
  code: string;
}

const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```/gm)].map(
  ([, language = '', title = '', code = '']): Block => ({ language, title, code }),
);

/** What the commands end with, in the order of the page. The first one cannot decide much. */
const codes = [[1, 2], 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

let server: Started | undefined;
afterAll(async () => {
  await server?.close();
  rmSync(dirname(folder), { recursive: true, force: true });
});

/** As after `npm install`, with the contract and the server of the example. */
function install(): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  for (const name of ['openapi.yaml', 'server.js', 'todos.js']) cpSync(join(example, name), join(folder, name));
  for (const name of ['vitest', '@redocly'])
    symlinkSync(realpathSync(join(root, 'node_modules', name)), join(folder, 'node_modules', name));
  mkdirSync(join(folder, 'node_modules/@countersign'));
  symlinkSync(root, join(folder, 'node_modules/@countersign/contract-kit'));
  const programs = { 'contract-kit': join(root, 'src/cli/run.ts'), vitest: join(root, 'node_modules/vitest/vitest.mjs') };
  for (const [name, file] of Object.entries(programs))
    writeFileSync(join(folder, 'node_modules/.bin', name), `#!/bin/sh\nexec "${process.execPath}" "${file}" "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const git = 'git init -q . && git add openapi.yaml && git -c user.name=kit -c user.email=kit@localhost commit -qm kit';
  expect(shell(git)).toEqual({ code: 0, output: '' });
}

function shell(line: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, env, encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

/** A file of the example, or an excerpt of one, at whatever depth it stands there; or one that the page alone has. */
function writeFile({ title, code }: Block): void {
  const known = join(example, title);
  const target = join(folder, title);
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(known)) return writeFileSync(target, code);
  const text = readFileSync(known, 'utf8');
  const excerpts = Array.from({ length: 20 }, (_, depth) => code.replaceAll(/^(?=.)/gm, ' '.repeat(depth)));
  expect(
    excerpts.some((excerpt) => text.includes(excerpt)),
    `${title} has not\n${code}`,
  ).toBe(true);
  // It names the others.
  cpSync(...(title === 'contract-kit.yaml' ? ([example, folder] as const) : ([known, target] as const)), { recursive: true });
}

/** Runs the lines one by one; returns what they printed. */
async function runLines({ code }: Block): Promise<string> {
  let output = '';
  for (const line of code.trim().split('\n')) {
    const [, name, value] = /^export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name !== undefined) env[name] = value;
    else if (line.endsWith(' &')) server = await startServer(toConfig(line), folder);
    else {
      const done = shell(line.replace('http://localhost:3000', server?.baseUrl ?? '').replace(/^npx /, 'node_modules/.bin/'));
      output += done.output;
      expect([line.startsWith('npx ') ? codes.shift() : 0].flat(), `${line}\n${done.output}`).toContain(done.code);
    }
  }
  return output;
}

/** `node server.js 3000 &`, on a free port. */
function toConfig(line: string) {
  const variables = Object.entries(env).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  return { command: line.slice(0, -2).replace('3000', '{port}'), env: Object.fromEntries(variables), ready: '/ready' };
}

/** Numbers and addresses differ from run to run. */
function plain(text: string): string[] {
  return text
    .replaceAll(/http:\/\/(localhost|127\.0\.0\.1):\d+/g, 'http://server')
    .replaceAll(/\d+(\.\d+)?/g, '0')
    .replaceAll('0 ms', '0 s')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

describe('the README', () => {
  test('names this package', () => {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
    expect(blocks[0]).toEqual({ language: 'sh', title: '', code: `npm install --save-dev ${name}\n` });
  });

  test('says what is so, from the first command to the last', { timeout: 120_000 }, async () => {
    install();
    let output = '';
    for (const block of blocks.slice(1)) {
      if (block.language === 'sh') output = await runLines(block);
      else if (block.language === 'text') expect(plain(output)).toEqual(expect.arrayContaining(plain(block.code)));
      else writeFile(block);
      if (block.title.endsWith('contract.yml')) await runLines(commandsOf(block));
    }
    expect(codes).toEqual([]);
    expect(existsSync(join(folder, 'reports/contract.xml'))).toBe(true);
  });
});

/** What the workflow runs of the kit. */
function commandsOf(block: Block): Block {
  const { value } = parseDocument(block.title, block.code);
  const { jobs } = value as { jobs: Record<string, { steps: { run?: string }[] }> };
  const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run = '' }) => (run.startsWith('npx ') ? [run] : [])));
  return { ...block, code: lines.join('\n') };
}
