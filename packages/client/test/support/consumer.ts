import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

/**
 * A project that has installed this package as it would be published: built and packed, in a folder of its own, so that nobody else's build is in the way.
 * @returns the project's folder, removed at the end
 */
export function createConsumer(onEnd: (end: () => void) => unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  onEnd(() => rmSync(folder, { recursive: true }));
  const workspace = join(folder, 'workspace');
  const files = [
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'packages/client',
    'packages/contracts/package.json',
    'packages/contracts/src',
  ];
  for (const file of files) cpSync(join(root, file), join(workspace, file), { recursive: true, filter: (path) => !isMade(path) });
  writeFileSync(join(workspace, 'package.json'), '{"private":true}');
  for (const modules of ['node_modules', 'packages/client/node_modules']) symlinkSync(join(root, modules), join(workspace, modules));
  const own = join(workspace, 'packages/client');
  run(process.execPath, ['scripts/build.ts'], own);
  run(...pnpm('pack', '--config.ignore-scripts=true', '--out', join(folder, 'packed.tgz')), own);
  const installed = join(folder, 'node_modules/@countersign/client');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', join(folder, 'packed.tgz'), '--strip-components=1', '-C', installed], folder);
  symlinkSync(join(root, 'packages/client/node_modules/openapi-fetch'), join(folder, 'node_modules/openapi-fetch'));
  rmSync(workspace, { recursive: true });
  cpSync(join(import.meta.dirname, 'scenario.js'), join(folder, 'scenario.js'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

function isMade(path: string): boolean {
  return /[/\\](node_modules|dist|\.build|\.turbo|\.reports)$/.test(path);
}

/** The pnpm that runs this: a second `npx` would wait for the first one, which waits for this. */
function pnpm(...args: string[]): [file: string, args: string[]] {
  // oxlint-disable-next-line node/no-process-env -- how package managers name themselves
  const running = process.env['npm_execpath'] ?? '';
  return /pnpm(\.exe)?$/.test(running) ? [running, args] : ['npx', ['-y', 'pnpm@12', ...args]];
}

function run(file: string, args: string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${stdout}${stderr}`);
}

/** Where `scripts/nodes.ts` puts what it fetches. */
const fetched = join(root, 'node_modules/.cache/nodes/node_modules');

/** Every Node that is at hand and that this package is for, by its version: the one that runs this, those of the machine, and those that were fetched. */
export function findNodes(): Map<string, string> {
  // oxlint-disable-next-line node/no-process-env -- where programs are
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const named = folders.map((folder) => join(folder, 'node'));
  const cached = [20, 22, 24, 26].map((major) => join(fetched, `node-${major}/bin/node`));
  const files = [process.execPath, ...named, ...cached].filter((file) => existsSync(file));
  const nodes = files.map((file) => [spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout.trim(), file] as const);
  return new Map(nodes.filter(([version]) => Number(/^v(\d+)/.exec(version)?.[1]) >= 20).toReversed());
}
