// Fetches every Node that this package is for, so that its tests run on each of them: 150 MB to download, and half a gigabyte on the disk.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../node_modules/.cache/nodes');
/** The newest of each line; 20 gets no newer one. */
const versions = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' };

// The package `node` fetches its binary by an install script; these are what it fetches.
const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
const name = [prefix, process.platform, process.arch].join('-');
const dependencies = Object.fromEntries(Object.entries(versions).map(([major, version]) => [`node-${major}`, `npm:${name}@${version}`]));

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--no-bin-links', '--ignore-scripts'], {
  cwd: folder,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
