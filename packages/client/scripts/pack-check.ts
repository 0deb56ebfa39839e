// Packs what would be published, and lets publint and attw look for faults in it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'pack-'));
const bin = join(root, 'node_modules/.bin');

try {
  // pnpm, because it puts `publishConfig` and the catalog's versions in their places.
  run(...pnpm('pack', '--config.ignore-scripts=true', '--pack-destination', folder));
  const [tarball = ''] = readdirSync(folder);
  run(join(bin, 'publint'), ['run', join(folder, tarball), '--strict']);
  run(join(bin, 'attw'), [join(folder, tarball), '--profile', 'esm-only']);
} finally {
  rmSync(folder, { recursive: true });
}

/** The pnpm that runs this: a second `npx` would wait for the first one, which waits for this. */
function pnpm(...args: string[]): [file: string, args: string[]] {
  // oxlint-disable-next-line node/no-process-env -- how package managers name themselves
  const running = process.env['npm_execpath'] ?? '';
  return /pnpm(\.exe)?$/.test(running) ? [running, args] : ['npx', ['-y', 'pnpm@12', ...args]];
}

function run(file: string, args: string[]): void {
  const { status } = spawnSync(file, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${file} found faults`);
}
